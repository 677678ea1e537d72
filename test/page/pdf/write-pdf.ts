/** A PDF written by hand: text at places, rules, frames, pictures; its fonts are not embedded but one. Lengths in points, y from above. */
import { deflateSync } from 'node:zlib';
import { makeStandInFont } from '../../../src/pdf/stand-in-font.js';

/** A piece of text. */
export interface PdfText {
  readonly text: string;
  /** Left end of its base line. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Extra space after each character. */
  readonly spacing?: number;
  /** Render mode; 3 = hidden. */
  readonly mode?: number;
  /** Degrees it is turned, to the left. */
  readonly turn?: number;
  readonly bold?: boolean;
  /** Set downwards by a font for vertical writing. */
  readonly vertical?: boolean;
  /** Set in the font that is embedded, in which every character is a black square of the size of the type. */
  readonly embedded?: boolean;
  /** Codes as they stand in the file, instead of those of the text. */
  readonly codes?: string;
}

/** A page of them. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PdfText[];
  /** x, y, width, height: filled black. */
  readonly rules?: readonly (readonly [number, number, number, number])[];
  readonly frames?: readonly (readonly [number, number, number, number])[];
  readonly pictures?: readonly (readonly [number, number, number, number])[];
  /** Further entries of the page's dictionary. */
  readonly entries?: string;
}

const FONTS = [
  ['/F1', 'STSong-Light', 'UniGB-UTF16-H'],
  ['/F2', 'STSong-Light,Bold', 'UniGB-UTF16-H'],
  ['/F3', 'STSong-Light', 'UniGB-UTF16-V'],
  ['/F4', 'OwnFont', 'Identity-H'],
] as const;

/** Writes it; `trailer` adds entries to the trailer. */
export function writePdf(pages: readonly PdfPage[], trailer = ''): Uint8Array {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>', ''];
  const fonts = FONTS.map(([name, base, encoding]) => {
    const order = encoding === 'Identity-H' ? '/Ordering (Identity)' : '/Ordering (GB1)';
    objects.push(
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${base} /CIDSystemInfo << /Registry (Adobe) ${order} /Supplement 2 >> /DW 1000 ` +
        `/FontDescriptor << /Type /FontDescriptor /FontName /${base} /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 ` +
        '/Descent -120 /CapHeight 700 /StemV 80 >> >>',
    );
    objects.push(`<< /Type /Font /Subtype /Type0 /BaseFont /${base} /Encoding /${encoding} /DescendantFonts [${objects.length} 0 R] >>`);
    return `${name} ${objects.length} 0 R`;
  });
  const pixel = '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>';
  objects.push(`${pixel}\nstream\n\x80\nendstream`);
  const image = objects.length;
  if (pages.some(({ texts }) => texts.some(({ embedded }) => embedded === true))) fonts.push(embeddedFont(objects));
  const kids = pages.map((page) => {
    const content = contentOf(page);
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    const resources = `<< /Font << ${fonts.join(' ')} >> /XObject << /Im ${image} 0 R >> >>`;
    const box = `/MediaBox [0 0 ${page.width} ${page.height}]`;
    const rest = `/Resources ${resources} /Contents ${objects.length} 0 R ${page.entries ?? ''}`;
    objects.push(`<< /Type /Page /Parent 2 0 R ${box} ${rest} >>`);
    return `${objects.length} 0 R`;
  });
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.join(' ')}] >>`;
  return fileOf(objects, trailer);
}

/** Adds it, and gives the entry of the fonts that names it. */
function embeddedFont(objects: string[]): string {
  const add = (object: string): number => objects.push(object);
  const stream = (entries: string, bytes: Uint8Array): number => {
    const packed = deflateSync(bytes);
    return add(`<< /Length ${packed.length} /Filter /FlateDecode ${entries} >>\nstream\n${packed.toString('latin1')}\nendstream`);
  };
  const font = makeStandInFont();
  const file = stream(`/Length1 ${font.length}`, font);
  const glyphs = stream(
    '',
    new Uint8Array(0x20000).map((_, at) => at % 2),
  );
  const ranges = Array.from({ length: 256 }, (_, high) => {
    const [first, last] = ['00', 'ff'].map((low) => high.toString(16).padStart(2, '0') + low);
    return `1 beginbfrange <${first}> <${last}> <${first}> endbfrange`;
  });
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${ranges.join('\n')}
endcmap end end`;
  const unicode = stream('', Buffer.from(map));
  const described =
    '<< /Type /FontDescriptor /FontName /Squares /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 ' +
    `/CapHeight 700 /StemV 80 /FontFile2 ${file} 0 R >>`;
  const order = '<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>';
  const inner = add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Squares /CIDSystemInfo ${order} /DW 1000 /CIDToGIDMap ${glyphs} 0 R ` +
      `/FontDescriptor ${described} >>`,
  );
  const encoding = `/Encoding /Identity-H /DescendantFonts [${inner} 0 R] /ToUnicode ${unicode} 0 R`;
  return `/F5 ${add(`<< /Type /Font /Subtype /Type0 /BaseFont /Squares ${encoding} >>`)} 0 R`;
}

function fileOf(objects: readonly string[], trailer: string): Uint8Array {
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  file += `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n`;
  file += `<< /Size ${count} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

function contentOf({ height, texts, rules = [], frames = [], pictures = [] }: PdfPage): string {
  const up = (y: number, h = 0): number => height - y - h;
  return [
    ...pictures.map(([x, y, w, h]) => `q ${w} 0 0 ${h} ${x} ${up(y, h)} cm /Im Do Q`),
    ...rules.map(([x, y, w, h]) => `${x} ${up(y, h)} ${w} ${h} re f`),
    ...frames.map(([x, y, w, h]) => `0.5 w ${x} ${up(y, h)} ${w} ${h} re S`),
    ...texts.map((text) => textOf(text, up(text.y))),
  ].join('\n');
}

function textOf(
  { text, x, size, spacing = 0, mode = 0, turn = 0, bold = false, vertical = false, embedded = false, codes }: PdfText,
  y: number,
): string {
  const [cos, sin] = [Math.cos, Math.sin].map((of) => Math.round(of((turn * Math.PI) / 180) * 1000) / 1000);
  const font = embedded ? '/F5' : codes !== undefined ? '/F4' : vertical ? '/F3' : bold ? '/F2' : '/F1';
  const hex = codes ?? Buffer.from(text, 'utf16le').swap16().toString('hex');
  return `BT ${font} ${size} Tf ${spacing} Tc ${mode} Tr ${cos} ${sin} ${-sin!} ${cos} ${x} ${y} Tm <${hex}> Tj ET`;
}

/** Lines of a paragraph set in a column: `width` in characters, its first line two characters in. */
export function setParagraph(
  text: string,
  place: { readonly x: number; readonly y: number; readonly size: number; readonly width: number },
): readonly PdfText[] {
  const { x, y, size, width } = place;
  const lines: PdfText[] = [];
  for (let at = 0; at < text.length;) {
    const isFirst = lines.length === 0;
    const count = isFirst ? width - 2 : width;
    lines.push({ text: text.slice(at, at + count), x: isFirst ? x + 2 * size : x, y: y + lines.length * size * 1.5, size });
    at += count;
  }
  return lines;
}
