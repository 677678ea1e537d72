/** The pages in a browser; one browser and one service for all. */
import { jest } from '@jest/globals';
import { describeAddPages } from './add-pages.js';
import { describeInBrowser } from './browser-kit.js';
import { describeEmbed } from './embed.js';
import { describeEveryPage } from './every-page.js';
import { describeHostile } from './hostile.js';
import { describeMuchText } from './much-text.js';
import { describeReading } from './reading.js';
import { describeTypeahead } from './typeahead.js';

jest.setTimeout(60_000);

describeInBrowser('pages in a browser', (kit) => {
  describe('typing in the box', () => { describeTypeahead(kit); });
  describe('reading', () => { describeReading(kit); });
  describe('adding pages', () => { describeAddPages(kit); });
  describe('on other sites', () => { describeEmbed(kit); });
  describe('hostile texts', () => { describeHostile(kit); });
  describe('very much text', () => { describeMuchText(kit); });
  describe('every page', () => { describeEveryPage(kit); });
});
