/** A page without a picture, as one: its lines at their places. */
import type { ShownLayout, ShownLine } from './shown-layout.js';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML cannot hold. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

/** SVG, `width` points wide where it is given; nothing in it is run or loaded. Linear. */
export function drawLines({ width, height, lines }: ShownLayout, wanted: number | undefined): string {
  const shownWidth = wanted ?? Math.ceil(width);
  const size = `width="${shownWidth}" height="${Math.max(1, Math.round((shownWidth * height) / width))}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ${size} font-family="serif" xml:lang="zh-CN">
<rect width="100%" height="100%" fill="#fff"/>
${lines.map(drawLine).join('\n')}
</svg>
`;
}

function drawLine({ text, box: [left, top, width, height], size, upright }: ShownLine): string {
  const type = size ?? Math.min(width, height);
  const letters = text.replace(UNWRITABLE, '').replace(/[&<>"]/gu, (letter) => ESCAPES[letter]!);
  const draw = (x: number, y: number, rest: string): string =>
    `<text x="${round(x)}" y="${round(y)}" font-size="${round(type)}" ${rest}>${letters}</text>`;
  if (upright === true) return draw(left + width / 2, top, `writing-mode="vertical-rl" textLength="${round(height)}"`);
  // The base line of Chinese type lies an eighth of its height above its foot.
  return draw(left, top + height / 2 + type * 0.38, `textLength="${round(width)}" lengthAdjust="spacingAndGlyphs"`);
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
