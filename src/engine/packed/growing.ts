/** Arrays and texts that grow by doubling, for what is counted only when it is there. */
export class GrowingNumbers {
  #numbers = new Uint32Array(256);
  length = 0;

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.length] = number;
    this.length += 1;
  }

  /** What was pushed, without slack. */
  finish(): Uint32Array {
    return this.#numbers.slice(0, this.length);
  }
}

/** A text in UTF-16 units. */
export class GrowingText {
  #bytes = Buffer.allocUnsafe(1024);
  /** In units. */
  length = 0;

  push(text: string): void {
    const needed = (this.length + text.length) * 2;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.length * 2);
      this.#bytes = larger;
    }
    this.#bytes.write(text, this.length * 2, 'utf16le');
    this.length += text.length;
  }

  /** One flat string; outside the heap where it is long. */
  finish(): string {
    return this.#bytes.toString('utf16le', 0, this.length * 2);
  }
}
