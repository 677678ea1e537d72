/** Printed pages as PAGE XML. Lengths in points become pixels at 200 dots an inch. */
import type { PrintedLine, PrintedPage } from './write-forms.js';

/** How it is written. */
export interface PageXmlStyle {
  readonly namespace?: string;
  readonly prefix?: string;
  /** Points as elements, as of 2010. */
  readonly elements?: boolean;
  /** Which level has the text. */
  readonly level?: 'line' | 'word' | 'glyph' | 'region';
  /** Types of regions by their number: `PrintedLine.block`, else the place of the line. */
  readonly types?: Readonly<Record<number, string>>;
  /** The content of ReadingOrder; regions are `r1`, `r2` … */
  readonly order?: string;
  /** The attribute `custom` of a line. */
  readonly custom?: (line: PrintedLine) => string | undefined;
}

const SCALE = 200 / 72;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const widthOf = (text: string): number => [...text].reduce((sum, one) => sum + (one.codePointAt(0)! >= 0x2e80 ? 1 : 0.5), 0);

/** PAGE XML of one page. */
export function writePageXml({ width, height, lines }: PrintedPage, style: PageXmlStyle = {}): string {
  const { namespace = 'http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15', prefix = '', level = 'line' } = style;
  const tag = prefix === '' ? '' : `${prefix}:`;
  const wrap = (name: string, attributes: string, content: string): string => `<${tag}${name}${attributes}>${content}</${tag}${name}>`;
  const coords = (x: number, y: number, w: number, h: number): string => {
    const [x0, y0, x1, y1] = [x, y, x + w, y + h].map((value) => Math.round(value * SCALE));
    const corners = [`${x0},${y0}`, `${x1},${y0}`, `${x1},${y1}`, `${x0},${y1}`];
    if (style.elements !== true) return `<${tag}Coords points="${corners.join(' ')}"/>`;
    const points = corners.map((corner) => `<${tag}Point x="${corner.split(',')[0]}" y="${corner.split(',')[1]}"/>`);
    return wrap('Coords', '', points.join(''));
  };
  const textOf = (text: string, index = ''): string => wrap('TextEquiv', index, wrap('Unicode', '', escaped(text)));
  const wordOf = (text: string, x: number, line: PrintedLine): string => {
    const box = coords(x, line.y, widthOf(text) * line.size, line.size);
    const glyphs = [...text].map((one) => wrap('Glyph', '', `${box}${textOf(one)}`)).join('');
    return wrap('Word', '', `${box}${level === 'glyph' ? glyphs : textOf(text)}`);
  };
  const lineOf = (line: PrintedLine): string => {
    const words = [...line.text.matchAll(/[\u2e80-\uffff]{1,2}|[^\s\u2e80-\uffff]+/gu)].map(({ 0: word, index }) =>
      wordOf(word, line.x + widthOf(line.text.slice(0, index)) * line.size, line),
    );
    const custom = style.custom?.(line);
    const own = level === 'line' ? textOf(line.text) : '';
    const box = coords(line.x, line.y, widthOf(line.text) * line.size, line.size);
    return wrap('TextLine', custom === undefined ? '' : ` custom="${custom}"`, `${box}${words.join('')}${own}`);
  };
  const regions = new Map<number, PrintedLine[]>();
  lines.forEach((line, at) => regions.set(line.block ?? at + 1, [...(regions.get(line.block ?? at + 1) ?? []), line]));
  const body = [...regions].map(([number, own]) => {
    const type = style.types?.[number];
    const [x0, y0] = [Math.min(...own.map(({ x }) => x)), Math.min(...own.map(({ y }) => y))];
    const x1 = Math.max(...own.map(({ x, text, size }) => x + widthOf(text) * size));
    const y1 = Math.max(...own.map(({ y, size }) => y + size));
    const content = level === 'region' ? textOf(own.map(({ text }) => text).join('\n')) : own.map(lineOf).join('\n');
    const attributes = ` id="r${number}"${type === undefined ? '' : ` type="${type}"`}`;
    return wrap('TextRegion', attributes, `${coords(x0, y0, x1 - x0, y1 - y0)}${content}`);
  });
  const order =
    style.order === undefined ? '' : wrap('ReadingOrder', '', style.order.replaceAll('<', `<${tag}`).replaceAll(`<${tag}/`, `</${tag}`));
  const size = ` imageWidth="${Math.round(width * SCALE)}" imageHeight="${Math.round(height * SCALE)}"`;
  const xmlns = namespace === '' ? '' : ` xmlns${prefix === '' ? '' : `:${prefix}`}="${namespace}"`;
  const border = wrap('Border', '', coords(0, 0, width, height));
  return `<?xml version="1.0"?>\n${wrap('PcGts', xmlns, wrap('Page', size, `${border}${order}${body.join('\n')}`))}\n`;
}
