/**
 * Names of the archive near to what was typed: read alike, or one character off. They are offered, and found by nobody who does not
 * ask for them.
 */
import type { EntryTable } from './entry-table.js';
import { type PronunciationTable, UNREAD, WORD_START } from './pronunciation-table.js';
import { ENTRY_KINDS } from './suggestion.js';
import { unitsOf } from './slot-index.js';
import type { WordReader } from './word-reader.js';

/** How a name is near to what was typed, the surer first. */
export const NEAR_NAMES = ['sound', 'character'] as const;

/** A name that may be meant. */
export interface NearName {
  /** As it was printed, and folded. */
  readonly text: string;
  readonly folded: string;
  readonly why: (typeof NEAR_NAMES)[number];
}

/** Folded units of a name; in one of two characters another character is another name. */
const LEAST = 2;
const LEAST_OFF = 3;
const LONGEST = 12;
const NAME_KINDS = new Set((['reporter', 'paper', 'place'] as const).map((kind) => ENTRY_KINDS.indexOf(kind)));

interface Found extends NearName {
  readonly uses: number;
}

/** What names are held against it with. */
interface Asked {
  readonly limit: number;
  readonly reader: WordReader;
  readonly pronunciations: PronunciationTable;
}

/** The names among the entries of one moment, by length. Made in a nanosecond or two an entry. */
export class NameList {
  readonly #slots: number[][] = Array.from({ length: LONGEST + 1 }, () => []);
  readonly #entries: EntryTable;

  constructor(entries: EntryTable) {
    this.#entries = entries;
    for (let slot = 0; slot < entries.slotCount; slot += 1) {
      const length = entries.lengthAt(slot);
      if (length >= LEAST && length <= LONGEST && NAME_KINDS.has(entries.kindIndexAt(slot))) this.#slots[length]!.push(slot);
    }
  }

  /** Each name once, those that sound alike first, then by use, then by text. About 20 ns a name of about the length typed. */
  near(typed: readonly string[], asked: Asked): readonly NearName[] {
    const found = new Map<string, Found>();
    for (const text of typed) {
      if (text.length < LEAST || text.length > LONGEST) continue;
      for (const name of [...this.#sounding(text, asked), ...this.#oneOff(text)]) {
        const known = found.get(name.folded);
        if (known === undefined || (known.why === 'character' && name.why === 'sound')) found.set(name.folded, name);
      }
    }
    const order = (a: Found, b: Found): number =>
      NEAR_NAMES.indexOf(a.why) - NEAR_NAMES.indexOf(b.why) || b.uses - a.uses || (a.folded < b.folded ? -1 : 1);
    return [...found.values()].sort(order).slice(0, asked.limit);
  }

  #sounding(text: string, { reader, pronunciations }: Asked): Found[] {
    const alike = [reader.readName(text), reader.readWord(text, text)].map((ids) => ids.map((id) => soundsOf(id, pronunciations)));
    return this.#slots
      [text.length]!.filter((slot) => {
        const { packed, start, length } = this.#entries.packedText(slot);
        const units = unitsOf(text);
        return alike.some((sounds) =>
          sounds.every((set, i) => packed[start + i] === units[i] || set[packed[start + length + i]! & ~WORD_START] === 1),
        );
      })
      .flatMap((slot) => this.#named(slot, text, 'sound'));
  }

  /** Names with one character more, less, or another. */
  #oneOff(text: string): Found[] {
    if (text.length < LEAST_OFF) return [];
    const units = unitsOf(text);
    const found: Found[] = [];
    for (let length = Math.max(LEAST_OFF, units.length - 1); length <= Math.min(LONGEST, units.length + 1); length += 1) {
      for (const slot of this.#slots[length]!) {
        const { packed, start } = this.#entries.packedText(slot);
        let same = 0;
        while (same < length && packed[start + same] === units[same]) same += 1;
        let [a, b] = [units.length, length];
        while (a > same && b > same && packed[start + b - 1] === units[a - 1]) [a, b] = [a - 1, b - 1];
        if (a - same <= 1 && b - same <= 1) found.push(...this.#named(slot, text, 'character'));
      }
    }
    return found;
  }

  #named(slot: number, typed: string, why: NearName['why']): Found[] {
    const folded = this.#entries.foldedText(slot);
    return folded === typed ? [] : [{ text: this.#entries.original(slot), folded, why, uses: this.#entries.prominentAt(slot) }];
  }
}

/** By pronunciation: whether it is read in one of the ways of `id`. */
function soundsOf(id: number, pronunciations: PronunciationTable): Uint8Array {
  const alike = new Uint8Array(pronunciations.count);
  if (id === UNREAD) return alike;
  const { right, other } = pronunciations.get(id);
  const own = new Set([...right, ...other]);
  for (let one = 0; one < alike.length; one += 1) if (pronunciations.get(one).right.some((syllable) => own.has(syllable))) alike[one] = 1;
  return alike;
}
