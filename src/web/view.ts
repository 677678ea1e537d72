/** What every page is made with: the words, and what the address says about language. */
import type { Assets } from './assets.js';
import type { Language } from './language.js';
import type { Links } from './links.js';
import type { Strings } from './strings-zh.js';

/** Of one request. */
export interface View {
  readonly strings: Strings;
  readonly language: Language;
  /** Set when the address names the language. */
  readonly chosenLanguage: Language | undefined;
  /** Every address a page names, below the public address and in that language. */
  readonly links: Links;
  /** Query string, question mark included, that shows this page in the other language. */
  readonly otherLanguageQuery: string;
  readonly assets: Pick<Assets, 'stylesheetPath' | 'scriptPath' | 'addScriptPath' | 'deskScriptPath' | 'iconPath'>;
  /**
   * Where the box asks for suggestions; absent on a page whose reader has no key in force, whom the browser would ask for one while
   * typing.
   */
  readonly suggestPath?: string;
  /** Scheme, host and port in front of every link, for addresses that are copied; empty when they cannot be told. */
  readonly origin: string;
}
