/**
 * The font that is lent to PDFium where a PDF does not embed its own: one square for every character. Without any, the boxes of such
 * characters are what little the file says of its fonts; where those are flat, like lines under each other are taken for copies.
 */

const EM = 1000;
const ASCENT = 880;
const DESCENT = -120;
const MAGIC = 0x5f0f3cf5;

/** A TrueType font of some 600 bytes whose every code point shows one square, an em wide. */
export function makeStandInFont(): Uint8Array {
  return pack({
    'OS/2': os2(),
    cmap: cmap(),
    glyf: square(),
    head: head(),
    hhea: words([1, 0, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, 1]),
    hmtx: words([EM, 0, 0]),
    loca: words([0, 0, square().length / 2]),
    maxp: words([1, 0, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
    post: words([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  });
}

/** Big-endian 16-bit numbers; negative ones as two's complement. */
function words(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  values.forEach((value, at) => {
    view.setUint16(at * 2, value & 0xffff);
  });
  return bytes;
}

function long(value: number): readonly number[] {
  return [Math.floor(value / 0x10000), value & 0xffff];
}

function head(): Uint8Array {
  const times = [0, 0, 0, 0, 0, 0, 0, 0];
  return words([1, 0, 1, 0, 0, 0, ...long(MAGIC), 0, EM, ...times, 0, DESCENT, EM, ASCENT, 0, 8, 2, 0, 0]);
}

/** Format 13: one glyph for all code points. */
function cmap(): Uint8Array {
  return words([0, 1, 3, 10, ...long(12), 13, 0, ...long(28), ...long(0), ...long(1), ...long(0), ...long(0x10ffff), ...long(1)]);
}

/** Glyph 0 is empty; glyph 1 fills the em. Four points of one contour, each given by two signed words. */
function square(): Uint8Array {
  const outline = [1, 0, DESCENT, EM, ASCENT, 3, 0];
  const flags = [0x0101, 0x0101];
  return words([...outline, ...flags, 0, EM, 0, -EM, DESCENT, 0, EM, 0]);
}

function os2(): Uint8Array {
  const table = new Array<number>(39).fill(0);
  [table[1], table[2], table[3]] = [EM, 400, 5];
  [table[32], table[33], table[34], table[35]] = [0, 0xffff, ASCENT, DESCENT];
  return words(table);
}

function pack(tables: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries = Object.entries(tables);
  const padded = (size: number): number => (size + 3) & ~3;
  let offset = 12 + entries.length * 16;
  const font = new Uint8Array(offset + entries.reduce((sum, [, table]) => sum + padded(table.length), 0));
  const view = new DataView(font.buffer);
  font.set(words([1, 0, entries.length, 128, 3, entries.length * 16 - 128]));
  entries.forEach(([tag, table], index) => {
    const at = 12 + index * 16;
    font.set(Buffer.from(tag, 'latin1'), at);
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, table.length);
    font.set(table, offset);
    offset += padded(table.length);
  });
  return font;
}
