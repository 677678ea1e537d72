/** ALTO (schema 1 to 4, in any namespace or none) -> pages of recognised lines. */
import type { RecognisedLine, RecognisedPage, RecognisedWord } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { attribute, readXml, type Attributes } from '../../page/readers/xml.js';
import { boxOf, numberOf, oneLine } from './markup.js';
import { openPage, PageBounds, type OpenPage } from './open-page.js';

/** Pages with the ids by which other files name their parts. */
export interface AltoBlocks {
  readonly pages: readonly RecognisedPage[];
  /** Ids of all blocks and lines, in the order of the file. */
  readonly ids: readonly string[];
  /** The ids of the blocks around a line from outside, and its own. */
  readonly around: ReadonlyMap<RecognisedLine, readonly string[]>;
}

/** Reads ALTO. Throws PAGE_TOO_COMPLEX. One pass. */
export function readAlto(xml: string): readonly RecognisedPage[] {
  return readAltoBlocks(xml).pages;
}

/** The same, with the ids of blocks and lines. */
export function readAltoBlocks(xml: string): AltoBlocks {
  const reader = new AltoReader();
  readXml(xml, {
    open: (name, attributes) => {
      reader.open(name, attributes);
    },
    close: (name) => {
      reader.close(name);
    },
  });
  return reader;
}

/** Elements that other files name by their ids. */
const NAMED = new Set(['ComposedBlock', 'TextBlock', 'TextLine']);

class AltoReader {
  readonly pages: OpenPage[] = [];
  readonly ids: string[] = [];
  readonly around = new Map<RecognisedLine, readonly string[]>();
  /** Ids of what is open, empty where it has none. */
  readonly #open: string[] = [];
  readonly #bold = new Set<string>();
  #bounds = new PageBounds();
  #block = 0;
  #line: { box: PageBox | undefined; words: RecognisedWord[]; bold: number; styles: string } | undefined;
  #blockStyles = '';
  /** A blank stands before the next word. */
  #spaced = false;
  /** Forms of ALTO without any blank leave it to the places of the words. */
  #tellsBlanks = false;
  /** The whole of a word whose second part comes on the next line. */
  #begun: string | undefined;

  open(name: string, attributes: Attributes): void {
    const value = (key: string): string | undefined => attribute(attributes, key);
    if (NAMED.has(name)) this.#open.push(this.#known(value('ID') ?? ''));
    if (name === 'TextStyle' && /\bbold\b/iu.test(value('FONTSTYLE') ?? '')) this.#bold.add(value('ID') ?? '');
    else if (name === 'Page') this.#openPage(numberOf(value('WIDTH')), numberOf(value('HEIGHT')));
    else if (name === 'TextBlock') {
      this.#block += 1;
      this.#blockStyles = value('STYLEREFS') ?? '';
    } else if (name === 'TextLine') this.#openLine(placeOf(attributes), value('STYLEREFS') ?? '');
    else if (name === 'SP') [this.#spaced, this.#tellsBlanks] = [true, true];
    else if (name === 'String') this.#string(attributes);
    else if (name === 'HYP' && this.#begun === undefined) this.#word({ text: value('CONTENT') ?? '-' });
    else if (name === 'Illustration') this.#note(attributes, (page) => page.pictures);
    else if (name === 'GraphicalElement') this.#note(attributes, (page) => page.rules);
  }

  close(name: string): void {
    if (name === 'TextLine') this.#closeLine();
    if (NAMED.has(name)) this.#open.pop();
  }

  #known(id: string): string {
    if (id !== '') this.ids.push(id);
    return id;
  }

  #openPage(width: number | undefined, height: number | undefined): void {
    this.pages.push(openPage(width, height));
    this.#bounds = new PageBounds();
  }

  #openLine(box: PageBox | undefined, styles: string): void {
    this.#bounds.line();
    this.#line = { box, words: [], bold: 0, styles: `${this.#blockStyles} ${styles}` };
    this.#spaced = false;
  }

  #string(attributes: Attributes): void {
    const value = (key: string): string | undefined => attribute(attributes, key);
    const whole = value('SUBS_CONTENT');
    if (whole !== undefined && value('SUBS_TYPE') === 'HypPart2' && whole === this.#begun) {
      this.#begun = undefined;
      return;
    }
    this.#begun = whole !== undefined && value('SUBS_TYPE') === 'HypPart1' ? whole : undefined;
    const styles = `${this.#line?.styles ?? ''} ${value('STYLEREFS') ?? ''} ${value('STYLE') ?? ''}`;
    const box = placeOf(attributes);
    this.#word({ text: oneLine(this.#begun ?? value('CONTENT') ?? ''), ...(box && { box }), ...(this.#spaced && { spaced: true }) });
    if (this.#line !== undefined && styles.split(/\s+/u).some((style) => style === 'bold' || this.#bold.has(style))) this.#line.bold += 1;
  }

  #word(word: RecognisedWord): void {
    this.#bounds.word();
    this.#spaced = false;
    if (word.text === '') return;
    // A word outside of a line is one.
    if (this.#line === undefined) {
      this.#openLine(word.box, '');
      this.#line!.words.push(word);
      this.#closeLine();
    } else this.#line.words.push(word);
  }

  #closeLine(): void {
    const line = this.#line;
    this.#line = undefined;
    if (line === undefined || line.words.length === 0) return;
    if (this.pages.length === 0) this.#openPage(undefined, undefined);
    const words = this.#tellsBlanks ? line.words.map((word) => ({ ...word, spaced: word.spaced === true })) : line.words;
    const bold = line.bold * 2 > line.words.length;
    const read = { words, block: this.#block, ...(line.box && { box: line.box }), ...(bold && { bold }) };
    this.pages.at(-1)!.lines.push(read);
    this.around.set(read, this.#open.filter(Boolean));
  }

  #note(attributes: Attributes, listOf: (page: OpenPage) => PageBox[]): void {
    const [page, box] = [this.pages.at(-1), placeOf(attributes)];
    if (page !== undefined && box !== undefined) listOf(page).push(box);
  }
}

function placeOf(attributes: Attributes): PageBox | undefined {
  const value = (key: string): string | undefined => attribute(attributes, key);
  return boxOf(value('HPOS'), value('VPOS'), value('WIDTH'), value('HEIGHT'));
}
