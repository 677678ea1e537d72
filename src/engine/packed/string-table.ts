/** Many short strings as one long one and the places where they begin: 4 bytes a string beside its own. */
export class StringTable {
  constructor(
    readonly joined: string,
    readonly starts: Uint32Array,
  ) {}

  get size(): number {
    return this.starts.length - 1;
  }

  get(index: number): string {
    return this.joined.slice(this.starts[index], this.starts[index + 1]);
  }

  /** Where `wanted` stands in a sorted table; where it would, less one and negative, when it does not. */
  find(wanted: string): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.get(middle) < wanted) low = middle + 1;
      else high = middle;
    }
    return low < this.size && this.get(low) === wanted ? low : -low - 1;
  }
}

/** Strings laid end to end. */
export function joinStrings(strings: readonly string[]): { joined: string; starts: Uint32Array } {
  const starts = new Uint32Array(strings.length + 1);
  let length = 0;
  strings.forEach((text, i) => {
    starts[i] = length;
    length += text.length;
  });
  starts[strings.length] = length;
  return { joined: strings.join(''), starts };
}

/** A hash of a string's units (FNV-1a, mixed). */
export function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
}
