/** Printed pages as recognition programs write them: the same lines as ALTO, hOCR or Tesseract's table. Lengths in points. */

/** A line as it was printed. */
export interface PrintedLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** From one character to the next, in its size. */
  readonly pitch?: number;
  /** It goes down. */
  readonly upright?: boolean;
  readonly block?: number;
  /** Boxes of words that are not where they were printed: text, x, y, w, h. */
  readonly words?: readonly (readonly [string, number, number, number, number])[];
}

/** A page of them. */
export interface PrintedPage {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PrintedLine[];
  /** What is seen that is no text. */
  readonly drawn?: readonly Box[];
}

type Box = readonly [number, number, number, number];

interface Word {
  readonly text: string;
  readonly box: Box;
  readonly spaced: boolean;
}

/** How ALTO is written. */
export interface AltoStyle {
  /** As it stands in MeasurementUnit; undefined = no such element. */
  readonly unit?: 'pixel' | 'mm10' | 'inch1200' | undefined;
  readonly namespace?: string | undefined;
  readonly prefix?: string;
  /** A String a character, instead of a String a word. */
  readonly single?: boolean;
  readonly declaration?: string;
}

/** Units in a point. */
const UNITS = { pixel: 200 / 72, mm10: 254 / 72, inch1200: 1200 / 72 } as const;

const isWide = (character: string): boolean => character.codePointAt(0)! >= 0x2e80;
const widthOf = (text: string): number => [...text].reduce((sum, one) => sum + (isWide(one) ? 1 : 0.5), 0);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Words of a line: runs of narrow characters, and of up to two wide ones, or each character by itself. */
function wordsOf({ text, x, y, size, pitch = 1, upright = false, words }: PrintedLine, single: boolean): readonly Word[] {
  if (words !== undefined) return words.map(([own, ...box]) => ({ text: own, box, spaced: true }));
  const found = text.match(single ? /\S/gu : /[\u2e80-\uffff]{1,2}|[^\s\u2e80-\uffff]+/gu) ?? [];
  let at = 0;
  return found.map((own) => {
    const start = text.indexOf(own, at);
    const before = widthOf(text.slice(0, start)) * size * pitch;
    const length = (widthOf(own) - 1) * size * pitch + size;
    const spaced = start > at || !single;
    at = start + own.length;
    return { text: own, box: upright ? [x, y + before, size, length] : [x + before, y, length, size], spaced: spaced && start > 0 };
  });
}

function boxAround(words: readonly Word[]): Box {
  const x0 = Math.min(...words.map(({ box }) => box[0]));
  const y0 = Math.min(...words.map(({ box }) => box[1]));
  const x1 = Math.max(...words.map(({ box }) => box[0] + box[2]));
  const y1 = Math.max(...words.map(({ box }) => box[1] + box[3]));
  return [x0, y0, x1 - x0, y1 - y0];
}

/** ALTO, a page after the other; the block of the first line is `B1`. */
export function writeAlto(pages: readonly PrintedPage[], style: AltoStyle = { unit: 'pixel' }): string {
  const { unit, namespace = 'http://www.loc.gov/standards/alto/ns-v3#', prefix = '', single = false } = style;
  const scale = UNITS[unit ?? 'pixel'];
  const tag = prefix === '' ? '' : `${prefix}:`;
  const at = (box: Box): string => {
    const [x, y, w, h] = box.map((length) => Math.round(length * scale));
    return `HPOS="${x}" VPOS="${y}" WIDTH="${w}" HEIGHT="${h}"`;
  };
  const lineOf = (line: PrintedLine, place: number): string => {
    const words = wordsOf(line, single);
    const strings = words.map(
      ({ text, box, spaced }) =>
        `${spaced && !single ? `<${tag}SP WIDTH="-1"/>` : ''}<${tag}String CONTENT="${escaped(text)}" ${at(box)}/>`,
    );
    const read = `<${tag}TextLine ${at(boxAround(words))}>${strings.join('\n')}</${tag}TextLine>`;
    return `<${tag}TextBlock ID="B${place + 1}">${read}</${tag}TextBlock>`;
  };
  const body = pages.map(
    ({ width, height, lines }) =>
      `<${tag}Page WIDTH="${Math.round(width * scale)}" HEIGHT="${Math.round(height * scale)}"><${tag}PrintSpace>` +
      `${lines.map(lineOf).join('\n')}</${tag}PrintSpace></${tag}Page>`,
  );
  const about = unit === undefined ? '' : `<${tag}Description><${tag}MeasurementUnit>${unit}</${tag}MeasurementUnit></${tag}Description>`;
  const xmlns = namespace === '' ? '' : ` xmlns${prefix === '' ? '' : `:${prefix}`}="${namespace}"`;
  const declaration = style.declaration ?? '<?xml version="1.0" encoding="UTF-8"?>';
  return `${declaration}\n<${tag}alto${xmlns}>${about}<${tag}Layout>${body.join('')}</${tag}Layout></${tag}alto>\n`;
}

/** hOCR as Tesseract writes it. */
export function writeHocr(pages: readonly PrintedPage[]): string {
  const at = ([x, y, w, h]: Box): string => `bbox ${[x, y, x + w, y + h].map((length) => Math.round(length * UNITS.pixel)).join(' ')}`;
  const lineOf = (line: PrintedLine): string => {
    const words = wordsOf(line, false);
    const spans = words.map(({ text, box }) => `<span class='ocrx_word' title='${at(box)}; x_wconf 91'>${escaped(text)}</span>`);
    const title = `${at(boxAround(words))}; baseline 0 0`;
    return `<div class='ocr_carea'><p class='ocr_par'><span class='ocr_line' title="${title}">\n${spans.join('\n')}\n</span></p></div>`;
  };
  const body = pages.map(
    ({ width, height, lines, drawn = [] }, index) =>
      `<div class='ocr_page' title='image "a.png"; ${at([0, 0, width, height])}; ppageno ${index}'>` +
      drawn.map((box) => `<div class='ocr_separator' title="${at(box)}"></div>`).join('') +
      `${lines.map(lineOf).join('\n')}</div>`,
  );
  const dtd = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"\n "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';
  const start = `<?xml version="1.0" encoding="UTF-8"?>\n${dtd}\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title></head>`;
  return `${start}<body>${body.join('\n')}</body></html>\n`;
}

/** The table Tesseract writes. */
export function writeTsv(pages: readonly PrintedPage[]): string {
  const columns = 'level page_num block_num par_num line_num word_num left top width height conf text'.split(' ');
  const rows = [columns.join('\t')];
  const row = (places: readonly number[], box: Box, more: string): void => {
    rows.push([...places, ...box.map((length) => Math.round(length * UNITS.pixel)), more].join('\t'));
  };
  pages.forEach(({ width, height, lines, drawn = [] }, index) => {
    row([1, index + 1, 0, 0, 0, 0], [0, 0, width, height], '-1\t');
    drawn.forEach((box, at) => {
      for (const level of [2, 3, 4]) row([level, index + 1, lines.length + at + 1, Number(level > 2), Number(level > 3), 0], box, '-1\t');
      row([5, index + 1, lines.length + at + 1, 1, 1, 1], box, '95\t ');
    });
    lines.forEach((line, at) => {
      const words = wordsOf(line, false);
      row([4, index + 1, at + 1, 1, 1, 0], boxAround(words), '-1\t');
      words.forEach(({ text, box }, word) => {
        row([5, index + 1, at + 1, 1, 1, word + 1], box, `91.5\t${text}`);
      });
    });
  });
  return `${rows.join('\n')}\n`;
}
