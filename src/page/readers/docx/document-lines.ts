/** The paragraphs and tables of a part of a document as lines. */
import type { LaidOutLine } from '../page-reader.js';
import { isOn, noteForm, type ParagraphForm, type Styles } from './styles.js';
import { attribute, readXml, type Attributes } from '../xml.js';

/** Text that is not the document's: what was struck out, moved away, and what stands for a shape where it cannot be drawn. */
const UNSEEN = new Set(['del', 'moveFrom', 'Fallback', 'rt']);
/** What stands for one character within a run. */
const CHARACTERS: Readonly<Record<string, string>> = { tab: '\t', ptab: '\t', noBreakHyphen: '-', cr: '\n' };
const LINE_END = /(\r\n|[\n\r\v\f\u0085\u2028\u2029])/u;
/** Sections that go on where the one before ended. */
const SAME_PAGE = new Set(['continuous', 'nextColumn']);

/** The lines of a part: a paragraph each, more where it has line breaks; a row of a table is one where its cells are single lines. */
export function documentLines(xml: string, styles: Styles): readonly LaidOutLine[] {
  const writer = new DocumentWriter(styles);
  readXml(xml, {
    open: (name, attributes) => {
      writer.open(name, attributes);
    },
    text: (text) => {
      writer.text(text);
    },
    close: (name) => {
      writer.close(name);
    },
  });
  return writer.lines;
}

interface Paragraph {
  text: string;
  form: ParagraphForm;
  /** Runs begun and not ended. */
  runs: number;
  /** The run is not shown. */
  hidden: boolean;
  /** A section ends with it, and another page begins. */
  endsPage: boolean;
}

class DocumentWriter {
  readonly lines: LaidOutLine[] = [];

  readonly #styles: Styles;
  /** Paragraphs begun and not ended: one in a text box stands within another. */
  readonly #paragraphs: Paragraph[] = [];
  /** Rows begun and not ended, each with the lines of its cells. */
  readonly #rows: LaidOutLine[][][] = [];
  #unseen = 0;
  /** Depth of what holds properties of the text before a change. */
  #former = 0;
  #inText = false;
  #pageBreak = false;

  constructor(styles: Styles) {
    this.#styles = styles;
  }

  open(name: string, attributes: Attributes): void {
    if (UNSEEN.has(name)) this.#unseen += 1;
    else if (name.endsWith('PrChange')) this.#former += 1;
    if (this.#unseen > 0 || this.#former > 0) return;
    const paragraph = this.#paragraphs.at(-1);
    if (name === 'p') this.#paragraphs.push({ text: '', form: { ...this.#styles.get('') }, runs: 0, hidden: false, endsPage: false });
    else if (name === 'tr') this.#rows.push([]);
    else if (name === 'tc') this.#rows.at(-1)?.push([]);
    else if (paragraph === undefined) return;
    else if (name === 'r') {
      paragraph.runs += 1;
      paragraph.hidden = false;
    } else if (paragraph.runs > 0) this.#openInRun(paragraph, name, attributes);
    else this.#noteProperty(paragraph, name, attributes);
  }

  text(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph !== undefined && this.#inText && this.#unseen === 0 && !paragraph.hidden) paragraph.text += text;
  }

  close(name: string): void {
    if (UNSEEN.has(name)) this.#unseen -= 1;
    else if (name.endsWith('PrChange')) this.#former -= 1;
    if (this.#unseen > 0 || this.#former > 0) return;
    if (name === 't') this.#inText = false;
    else if (name === 'r' && this.#paragraphs.length > 0) this.#paragraphs.at(-1)!.runs -= 1;
    else if (name === 'p') this.#endParagraph();
    else if (name === 'tr') this.#endRow();
    else if (name === 'tbl') this.#put([{ text: '' }]);
  }

  #openInRun(paragraph: Paragraph, name: string, attributes: Attributes): void {
    if (name === 't') this.#inText = true;
    else if (name === 'vanish') paragraph.hidden = isOn(attribute(attributes, 'val'));
    else if (name === 'br') paragraph.text += attribute(attributes, 'type') === 'page' ? '\f' : '\n';
    else if (Object.hasOwn(CHARACTERS, name) && !paragraph.hidden) paragraph.text += CHARACTERS[name]!;
  }

  #noteProperty(paragraph: Paragraph, name: string, attributes: Attributes): void {
    const value = attribute(attributes, 'val') ?? '';
    // The style stands first of all properties.
    if (name === 'pStyle') paragraph.form = { ...this.#styles.get(value) };
    else if (name === 'sectPr') paragraph.endsPage = true;
    else if (name === 'type') paragraph.endsPage = !SAME_PAGE.has(value);
    else if (name !== 'vanish') noteForm(paragraph.form, name, attributes);
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (paragraph === undefined) return;
    const { text, form } = paragraph;
    if (form.pageBreak === true) this.#pageBreak = true;
    const heading = form.heading ?? 0;
    if (form.hidden !== true)
      text.split(LINE_END).forEach((piece, at) => {
        if (piece === '\f') this.#pageBreak = true;
        if (at % 2 === 1) return;
        const line = piece.trimEnd();
        const indent = at === 0 && form.indented === true && line !== '' && heading === 0 ? '\u3000\u3000' : '';
        this.#put([{ text: indent + line, ...(heading > 0 && line !== '' && { heading }) }]);
      });
    if (paragraph.endsPage) this.#pageBreak = true;
  }

  /** Single lines stand beside each other; cells of several are columns of text, one after the other. */
  #endRow(): void {
    const cells = this.#rows.pop() ?? [];
    const filled = cells.map((cell) => cell.filter(({ text }) => text.trim() !== ''));
    if (filled.every((cell) => cell.length <= 1)) {
      const line = filled
        .map(([cell]) => cell?.text.trim() ?? '')
        .join('\t')
        .trimEnd();
      const heading = filled.length === 1 ? filled[0]![0]?.heading : undefined;
      this.#put([{ text: line, ...(heading !== undefined && { heading }) }]);
    } else this.#put(filled.flatMap((cell) => (cell.length === 0 ? [] : [...cell, { text: '' }])));
  }

  #put(lines: readonly LaidOutLine[]): void {
    const cell = this.#rows.at(-1)?.at(-1);
    if (cell !== undefined) {
      for (const line of lines) cell.push(line);
      return;
    }
    for (const line of lines) {
      const breaks = this.#pageBreak && line.text !== '';
      if (breaks) this.#pageBreak = false;
      this.lines.push(breaks ? { ...line, pageBreak: true } : line);
    }
  }
}
