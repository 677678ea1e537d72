/** The pronunciations of characters as small numbers: every set of syllables that some character may be read as, once. */

/** Reading of a unit that is no read character: a letter, a digit, a rare ideograph. */
export const UNREAD = 0;
/** Reading of punctuation and spaces: a reader leaves them out. */
export const PASSED_OVER = 1;
/** Set in a unit's pronunciation where a word begins. */
export const WORD_START = 0x8000;

/** Syllables without tones, ü written v. */
export interface Pronunciations {
  /** How the character is read where it stands; several where it was printed in another writing that is read otherwise. */
  readonly right: readonly string[];
  /** How else it can be read, where the right pronunciation is a guess. */
  readonly other: readonly string[];
}

const NONE: Pronunciations = { right: [], other: [] };

/** Sets of pronunciations by id: UNREAD, PASSED_OVER, then in the order in which they come. */
export class PronunciationTable {
  readonly #keys: string[] = ['', ''];
  readonly #sets: Pronunciations[] = [NONE, NONE];
  readonly #ids = new Map<string, number>();
  readonly #initialCodes: (readonly number[])[] = [[], []];
  /** Every syllable in every spelling, and everything a syllable begins with. */
  readonly syllables = new Set<string>();
  readonly beginnings = new Set<string>();

  /** Ids are below this; ids never change. */
  get count(): number {
    return this.#sets.length;
  }

  /** Every set in its textual form, by id from 2 on. */
  save(): readonly string[] {
    return this.#keys.slice(2);
  }

  /** The table `save` gave. Throws where it is none. */
  static load(keys: readonly string[]): PronunciationTable {
    const table = new PronunciationTable();
    for (const key of keys) if (table.idOfSaved(key) !== table.count - 1) throw new Error('pronunciations are repeated');
    return table;
  }

  /** The id of a set in its textual form. */
  idOfSaved(key: string): number {
    const [right = '', other = ''] = key.split('|');
    return this.#ids.get(key) ?? this.idOf({ right: words(right), other: words(other) });
  }

  /** The id of a set; UNREAD for an empty one. */
  idOf({ right, other }: Pronunciations): number {
    const key = `${right.join(' ')}|${other.join(' ')}`;
    if (key === '|') return UNREAD;
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#sets.length;
      // Not reached: the characters of GB18030 have about 3,000 sets in all their contexts.
      if (id >= WORD_START) return UNREAD;
      this.#ids.set(key, id);
      this.#keys.push(key);
      this.#sets.push({ right, other });
      this.#initialCodes.push([...new Set([...right, ...other].map((syllable) => syllable.charCodeAt(0) - 0x61))]);
      for (const spelling of [...right, ...other].flatMap(spellingsOf)) {
        this.syllables.add(spelling);
        for (let end = 1; end < spelling.length; end += 1) this.beginnings.add(spelling.slice(0, end));
      }
    }
    return id;
  }

  get(id: number): Pronunciations {
    return this.#sets[id]!;
  }

  /** First letters of the syllables of a set, 0 to 25 for a to z. */
  initials(id: number): readonly number[] {
    return this.#initialCodes[id]!;
  }
}

/** ü is typed v, u or yu behind n and l; behind j, q, x and y it is written u, and typed v too. */
export function spellingsOf(syllable: string): readonly string[] {
  if (/^[nl]v/.test(syllable)) return [syllable, syllable.replace('v', 'u'), syllable.replace('v', 'yu')];
  return /^[jqxy]u/.test(syllable) ? [syllable, syllable.replace('u', 'v')] : [syllable];
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
