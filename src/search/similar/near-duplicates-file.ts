/**
 * The bytes near-duplicates are saved as: a mark, three counts, the rows of the texts, ids and pairs as JSON. Numbers have 32 bits, in
 * the order of the machine's bytes; only texts in use are written, numbered anew.
 */
import { TextTable } from './text-table.js';

/** "NEAR", read as a number. */
const MARK = 0x5241454e;
/** Numbers in front: the mark, texts, all numbers of all rows, bytes of the JSON. */
const HEAD_COUNT = 4;

/** All that near-duplicates hold: the texts, the pairs found, the slots to be matched again. */
export interface SavedState {
  readonly table: TextTable;
  readonly pairs: Map<number, Set<number>>;
  readonly unresolved: Set<number>;
}

interface SavedNames {
  readonly ids: readonly (readonly string[])[];
  readonly pairs: readonly (readonly [number, readonly number[]])[];
  readonly unresolved: readonly number[];
}

/** Writes what is held; 16 MB for 100,000 texts. */
export function writeSaved({ table, pairs, unresolved }: SavedState): Uint8Array {
  const numbers = new Map([...table.liveSlots()].map((slot, i) => [slot, i]));
  const rows = new Uint32Array([...numbers.keys()].reduce((sum, slot) => sum + table.rowLength(slot), 0));
  let at = 0;
  for (const slot of numbers.keys()) {
    table.writeRow(slot, rows, at);
    at += table.rowLength(slot);
  }
  const names: SavedNames = {
    ids: [...numbers.keys()].map((slot) => table.idsAt(slot)),
    pairs: [...pairs].map(([slot, others]) => [numbers.get(slot)!, [...others].map((other) => numbers.get(other)!)]),
    unresolved: [...unresolved].map((slot) => numbers.get(slot)!),
  };
  const json = Buffer.from(JSON.stringify(names));
  const head = Uint32Array.of(MARK, numbers.size, rows.length, json.length);
  return Buffer.concat([bytesOf(head), bytesOf(rows), json]);
}

/**
 * Reads what `writeSaved` wrote. Throws a RangeError for what is cut off or something else; that no bit is another is for the keeper of
 * the bytes to know.
 */
export function readSaved(bytes: Uint8Array): SavedState {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [mark, textCount, rowNumbers, jsonBytes] = numbersOf(content, 0, HEAD_COUNT);
  if (mark !== MARK || content.length !== (HEAD_COUNT + rowNumbers!) * 4 + jsonBytes!) throw new RangeError('not saved near-duplicates');
  const rows = numbersOf(content, HEAD_COUNT * 4, rowNumbers!);
  const names = JSON.parse(content.toString('utf8', (HEAD_COUNT + rowNumbers!) * 4)) as SavedNames;
  const table = new TextTable(textCount);
  let at = 0;
  for (let slot = 0; slot < textCount!; slot += 1) {
    at += table.rowLength(table.addRow(rows, at, names.ids[slot]!));
  }
  return { table, pairs: new Map(names.pairs.map(([slot, others]) => [slot, new Set(others)])), unresolved: new Set(names.unresolved) };
}

function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** A copy, since numbers must begin at a fourth byte. */
function numbersOf(bytes: Buffer, start: number, count: number): Uint32Array {
  return new Uint32Array(Uint8Array.from(bytes.subarray(start, start + count * 4)).buffer);
}
