import { describeAddPages } from './add-pages.js';
import type { BrowserKit } from './browser-kit.js';
import { describeEmbed } from './embed.js';
import { describeEveryPage } from './every-page.js';
import { describeHostile } from './hostile.js';
import { describeMuchText } from './much-text.js';
import { describeReading } from './reading.js';
import { describeTypeahead } from './typeahead.js';

/** What people do on the pages, whatever the engine. */
export function describeUse(kit: BrowserKit): void {
  describe('typing in the box', () => {
    describeTypeahead(kit);
  });
  describe('reading', () => {
    describeReading(kit);
  });
  describe('adding pages', () => {
    describeAddPages(kit);
  });
  describe('on other sites', () => {
    describeEmbed(kit);
  });
}

/** What the pages show: every one of them at every width, texts that would break out, and very much of it. */
export function describeLooks(kit: BrowserKit): void {
  describe('hostile texts', () => {
    describeHostile(kit);
  });
  describe('very much text', () => {
    describeMuchText(kit);
  });
  describe('every page', () => {
    describeEveryPage(kit);
  });
}
