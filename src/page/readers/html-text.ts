/** HTML as a reader sees it: lines of text, and which of them are headings. */
import { Parser } from 'htmlparser2';
import type { LaidOutLine } from './page-reader.js';

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table tbody tfoot thead tr ul'
  ).split(' '),
);
/** Those with a blank line around them. */
const PARTED = new Set('article blockquote figure h1 h2 h3 h4 h5 h6 header footer hr p pre section table ul ol'.split(' '));
/** Elements whose content is no text of the page. */
const UNSEEN = new Set('script style noscript template head title svg math iframe object select textarea button audio video'.split(' '));
/** Cells are parted by a space. */
const CELLS = new Set(['td', 'th']);
/** Characters after which a line ends wherever it is. */
const LONGEST_LINE = 1_000_000;

/** Reads HTML, or a piece of it. Never throws; one pass over the text. */
export function htmlLines(html: string): readonly LaidOutLine[] {
  const page = new LineWriter();
  const parser = new Parser(
    {
      onopentag: (name) => {
        page.open(name);
      },
      ontext: (text) => {
        page.write(text);
      },
      onclosetag: (name) => {
        page.close(name);
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return page.end();
}

/** Text with its entities as characters. */
export function withoutEntities(text: string): string {
  let plain = '';
  const parser = new Parser({ ontext: (piece) => (plain += piece) }, { decodeEntities: true });
  parser.end(text.replaceAll('<', '&lt;'));
  return plain;
}

class LineWriter {
  readonly #lines: LaidOutLine[] = [];
  #line = '';
  #heading = 0;
  #unseen = 0;
  #pre = 0;

  open(name: string): void {
    if (UNSEEN.has(name)) this.#unseen += 1;
    if (this.#unseen > 0) return;
    if (name === 'br') this.#break();
    else if (CELLS.has(name)) this.#line += ' ';
    if (name === 'pre') this.#pre += 1;
    if (BLOCKS.has(name)) this.#block(name);
    if (/^h[1-6]$/u.test(name)) this.#heading = Number(name[1]);
  }

  close(name: string): void {
    if (UNSEEN.has(name)) this.#unseen = Math.max(0, this.#unseen - 1);
    if (this.#unseen > 0) return;
    if (name === 'pre') this.#pre = Math.max(0, this.#pre - 1);
    if (BLOCKS.has(name)) this.#block(name);
    if (/^h[1-6]$/u.test(name)) this.#heading = 0;
  }

  /** White space of the source is one space; that of characters set for it, as `&nbsp;`, stays. */
  write(text: string): void {
    if (this.#unseen > 0) return;
    if (this.#pre > 0) {
      text.split(/\r\n|[\n\r]/u).forEach((piece, at) => {
        if (at > 0) this.#break();
        this.#line += piece;
      });
      return;
    }
    const flowing = text.replace(/[ \t\n\r\f\v]+/gu, ' ');
    this.#line += this.#line === '' || this.#line.endsWith(' ') ? flowing.replace(/^ /u, '') : flowing;
    if (this.#line.length > LONGEST_LINE) this.#break();
  }

  end(): readonly LaidOutLine[] {
    this.#flush();
    while (this.#lines.at(-1)?.text === '') this.#lines.pop();
    return this.#lines.length === 0 ? [{ text: '' }] : this.#lines;
  }

  #block(name: string): void {
    this.#flush();
    if (PARTED.has(name) && this.#lines.length > 0 && this.#lines.at(-1)!.text !== '') this.#lines.push({ text: '' });
  }

  #break(): void {
    if (this.#line.trim() === '') this.#push('');
    else this.#flush();
  }

  #flush(): void {
    if (this.#line.trim() !== '') this.#push(this.#line.trimEnd());
    this.#line = '';
  }

  #push(text: string): void {
    for (const line of text.split(/[\u2028\u2029\u0085]/u)) {
      this.#lines.push(this.#heading > 0 && line.trim() !== '' ? { text: line, heading: this.#heading } : { text: line });
    }
    this.#line = '';
  }
}
