/** hOCR -> pages of recognised lines. */
import { Parser } from 'htmlparser2';
import type { RecognisedPage, RecognisedWord } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { SearchServiceError } from '../../search-service-error.js';
import { boxOf, oneLine } from './markup.js';
import { openPage, PageBounds, type OpenPage } from './open-page.js';

/** Elements within one another; programs write under ten. */
const DEEPEST = 200;
/** Classes of what is a line, whatever it is a line of. */
const LINES = new Set(['ocr_line', 'ocrx_line', 'ocr_header', 'ocr_caption', 'ocr_textfloat', 'ocr_footer', 'ocr_pageno']);
const BLOCKS = new Set(['ocr_carea', 'ocrx_block', 'ocr_column']);
const PICTURES = new Set(['ocr_photo', 'ocr_image', 'ocr_graphic', 'ocr_linedrawing']);
const WORD = 'ocrx_word';
/** Elements without an end. */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

type Kind = 'page' | 'block' | 'line' | 'word' | 'rule' | 'picture' | 'unseen' | 'other';

interface OpenWord {
  text: string;
  readonly box: PageBox | undefined;
  readonly spaced: boolean;
  readonly bold: boolean;
}

/** Reads hOCR. Throws PAGE_TOO_COMPLEX. One pass. */
export function readHocr(html: string): readonly RecognisedPage[] {
  const reader = new HocrReader();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        reader.open(name, attributes);
      },
      ontext: (text) => {
        reader.text(text);
      },
      onclosetag: (name) => {
        reader.close(name);
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  reader.end();
  return reader.pages;
}

class HocrReader {
  readonly pages: OpenPage[] = [];
  readonly #open: Kind[] = [];
  #bounds = new PageBounds();
  #block = 0;
  #line: { readonly box: PageBox | undefined; readonly upright: boolean; readonly words: OpenWord[] } | undefined;
  #word: OpenWord | undefined;
  #spaced = false;
  #strong = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (VOID.has(name)) return;
    const kind = kindOf(name, attributes['class'] ?? '');
    if (this.#open.push(kind) > DEEPEST)
      throw new SearchServiceError('PAGE_TOO_COMPLEX', 'The hOCR is nested too deep to be read. Write it again without markup of its own.');
    const title = attributes['title'] ?? '';
    if (name === 'strong' || name === 'b') this.#strong += 1;
    if (kind === 'page') this.#openPage(boxIn(title));
    else if (kind === 'block') this.#block += 1;
    else if (kind === 'line') this.#openLine(title);
    else if (kind === 'word') this.#openWord(boxIn(title));
    else if (kind === 'rule' || kind === 'picture') this.#note(kind, boxIn(title));
  }

  text(text: string): void {
    if (this.#line === undefined || this.#open.includes('unseen')) return;
    if (text.trim() === '') {
      if (this.#word === undefined) this.#spaced = true;
      return;
    }
    if (this.#word === undefined) {
      // A line whose words have no places of their own.
      this.#spaced ||= /^\s/u.test(text);
      this.#openWord(undefined);
      this.#word!.text = text;
      this.#closeWord();
      this.#spaced = /\s$/u.test(text);
    } else this.#word.text += text;
  }

  close(name: string): void {
    if (VOID.has(name)) return;
    const kind = this.#open.pop();
    if (name === 'strong' || name === 'b') this.#strong -= 1;
    if (kind === 'word') this.#closeWord();
    else if (kind === 'line') this.#closeLine();
  }

  end(): void {
    this.#closeLine();
  }

  #openPage(box: PageBox | undefined): void {
    this.#closeLine();
    this.pages.push(openPage(box && box[0] + box[2], box && box[1] + box[3]));
    this.#bounds = new PageBounds();
  }

  #openLine(title: string): void {
    this.#closeLine();
    this.#bounds.line();
    const angle = /(?:^|;)\s?textangle (-?\d{1,4})/u.exec(title)?.[1];
    this.#line = { box: boxIn(title), upright: angle !== undefined && Math.abs(Number(angle)) % 180 === 90, words: [] };
    this.#spaced = false;
  }

  #openWord(box: PageBox | undefined): void {
    this.#bounds.word();
    // A word outside of a line is one.
    if (this.#line === undefined) this.#line = { box, upright: false, words: [] };
    this.#word = { text: '', box, spaced: this.#spaced, bold: this.#strong > 0 };
    this.#spaced = false;
  }

  #closeWord(): void {
    if (this.#word !== undefined && this.#word.text.trim() !== '') this.#line?.words.push(this.#word);
    this.#word = undefined;
  }

  #closeLine(): void {
    this.#closeWord();
    const line = this.#line;
    this.#line = undefined;
    if (line === undefined || line.words.length === 0) return;
    if (this.pages.length === 0) this.#openPage(undefined);
    const bold = line.words.filter((word) => word.bold).length * 2 > line.words.length;
    this.pages
      .at(-1)!
      .lines.push({
        words: line.words.map(({ text, box, spaced }): RecognisedWord => ({ text: oneLine(text), spaced, ...(box && { box }) })),
        block: this.#block,
        ...(line.box && { box: line.box }),
        ...(line.upright && { upright: true }),
        ...(bold && { bold }),
      });
  }

  #note(kind: 'rule' | 'picture', box: PageBox | undefined): void {
    const page = this.pages.at(-1);
    if (page === undefined || box === undefined) return;
    (kind === 'rule' ? page.rules : page.pictures).push(box);
  }
}

function kindOf(name: string, classes: string): Kind {
  if (name === 'script' || name === 'style') return 'unseen';
  for (const one of classes.slice(0, 200).split(' ')) {
    if (one === 'ocr_page') return 'page';
    if (one === WORD) return 'word';
    if (LINES.has(one)) return 'line';
    if (BLOCKS.has(one)) return 'block';
    if (one === 'ocr_separator') return 'rule';
    if (PICTURES.has(one)) return 'picture';
  }
  return 'other';
}

/** The box a title names: `bbox x0 y0 x1 y1`, among other properties. */
function boxIn(title: string): PageBox | undefined {
  const [, x0, y0, x1, y1] =
    /(?:^|;)\s{0,4}bbox (-?[\d.]{1,12}) (-?[\d.]{1,12}) (-?[\d.]{1,12}) (-?[\d.]{1,12})/u.exec(title.slice(0, 4_000)) ?? [];
  return boxOf(x0, y0, String(Number(x1) - Number(x0)), String(Number(y1) - Number(y0)));
}
