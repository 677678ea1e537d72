/** One bit an offset of a folded text, set where a word begins or ends: an eighth of a byte a character. */
export class WordBits {
  /** What an index keeps of it. */
  readonly bytes: Uint8Array;

  /** Bits for the offsets 0 … `length`, or over bytes that were kept. */
  constructor(length: number, bytes?: Uint8Array) {
    this.bytes = bytes ?? new Uint8Array((length >> 3) + 1);
  }

  /** Whether a word begins or ends at `offset`, 0 … `length`. */
  has(offset: number): boolean {
    return (this.bytes[offset >> 3]! & (1 << (offset & 7))) !== 0;
  }

  /** Sets a border. */
  set(offset: number): void {
    this.bytes[offset >> 3]! |= 1 << (offset & 7);
  }

  /** Takes a border away. */
  clear(offset: number): void {
    this.bytes[offset >> 3]! &= ~(1 << (offset & 7));
  }
}
