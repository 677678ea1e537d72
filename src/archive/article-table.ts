import type { ArticleStatus } from './archive-change.js';
import type { Span } from './log-line.js';

const STATUSES = [undefined, 'live', 'withheld', 'deleted'] as const;
const FIRST_CAPACITY = 1024;

/**
 * Where every article stands, without its text: 33 bytes in typed arrays, an id and a map entry each. An article
 * has a slot from its first change on; a slot is never given to another id.
 */
export class ArticleTable {
  readonly #slots = new Map<string, number>();
  readonly #ids: string[];
  #capacity = FIRST_CAPACITY;
  #offset = new Float64Array(FIRST_CAPACITY);
  #length = new Uint32Array(FIRST_CAPACITY);
  #crc = new Uint32Array(FIRST_CAPACITY);
  #sequence = new Float64Array(FIRST_CAPACITY);
  #printHigh = new Uint32Array(FIRST_CAPACITY);
  #printLow = new Uint32Array(FIRST_CAPACITY);
  #status = new Uint8Array(FIRST_CAPACITY);

  constructor(ids: string[] = []) {
    this.#ids = ids;
  }

  /** The table as it is now, to be read slot by slot while this one goes on; it finds no ids. */
  frozen(): ArticleTable {
    const copy = new ArticleTable(this.#ids.slice());
    copy.#capacity = this.#capacity;
    copy.#offset = this.#offset.slice();
    copy.#length = this.#length.slice();
    copy.#crc = this.#crc.slice();
    copy.#sequence = this.#sequence.slice();
    copy.#status = this.#status.slice();
    return copy;
  }

  /** Slots given out so far, those of removed articles included. */
  get slotCount(): number {
    return this.#ids.length;
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  /** The slot of `id`, a new one when it has none. */
  claim(id: string): number {
    const known = this.#slots.get(id);
    if (known !== undefined) return known;
    const slot = this.#ids.length;
    if (slot === this.#capacity) this.#grow();
    this.#ids.push(id);
    this.#slots.set(id, slot);
    return slot;
  }

  /** Forgets a removed id; what still holds its slot goes on reading `removed`. */
  forget(slot: number): void {
    const id = this.idAt(slot);
    if (this.#slots.get(id) === slot) this.#slots.delete(id);
  }

  idAt(slot: number): string {
    return this.#ids[slot]!;
  }

  /** Undefined for an article that was removed. */
  statusAt(slot: number): ArticleStatus | undefined {
    return STATUSES[this.#status[slot]!];
  }

  /** Articles that were not removed, withheld and deleted ones included. */
  presentCount(): number {
    return this.#status.subarray(0, this.slotCount).reduce((count, status) => count + (status === 0 ? 0 : 1), 0);
  }

  setStatus(slot: number, status: ArticleStatus | undefined, sequence: number): void {
    this.#status[slot] = STATUSES.indexOf(status);
    this.#sequence[slot] = sequence;
  }

  /** Sequence of the last change. */
  sequenceAt(slot: number): number {
    return this.#sequence[slot]!;
  }

  /** Where the text's change stands in the log; undefined when there is none. */
  textAt(slot: number): Span | undefined {
    const length = this.#length[slot]!;
    return length === 0 ? undefined : { offset: this.#offset[slot]!, length, crc: this.#crc[slot]! };
  }

  /** Byte offset of the text; 0 when there is none. */
  offsetAt(slot: number): number {
    return this.#offset[slot]!;
  }

  hasText(slot: number): boolean {
    return this.#length[slot] !== 0;
  }

  setText(slot: number, text: Span, fingerprint: string): void {
    this.#offset[slot] = text.offset;
    this.#length[slot] = text.length;
    this.#crc[slot] = text.crc;
    this.#printHigh[slot] = Number.parseInt(fingerprint.slice(0, 8), 16);
    this.#printLow[slot] = Number.parseInt(fingerprint.slice(8), 16);
  }

  moveText(slot: number, offset: number): void {
    this.#offset[slot] = offset;
  }

  dropText(slot: number): void {
    this.#offset[slot] = 0;
    this.#length[slot] = 0;
    this.#printHigh[slot] = 0;
    this.#printLow[slot] = 0;
  }

  /** 16 hexadecimal digits. */
  fingerprintAt(slot: number): string {
    return hex8(this.#printHigh[slot]!) + hex8(this.#printLow[slot]!);
  }

  #grow(): void {
    this.#capacity *= 2;
    this.#offset = grown(this.#offset, new Float64Array(this.#capacity));
    this.#length = grown(this.#length, new Uint32Array(this.#capacity));
    this.#crc = grown(this.#crc, new Uint32Array(this.#capacity));
    this.#sequence = grown(this.#sequence, new Float64Array(this.#capacity));
    this.#printHigh = grown(this.#printHigh, new Uint32Array(this.#capacity));
    this.#printLow = grown(this.#printLow, new Uint32Array(this.#capacity));
    this.#status = grown(this.#status, new Uint8Array(this.#capacity));
  }
}

function grown<T extends Float64Array | Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function hex8(value: number): string {
  return value.toString(16).padStart(8, '0');
}
