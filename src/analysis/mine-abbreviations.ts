/** Abbreviations as texts introduce them: 交通运输部珠江航务管理局（以下简称“珠航局”）. */

/** What is said in the brackets. At most so many characters, so that looking for it is linear. */
const INTRODUCED = /[（(](?:以下|下文|下称|文中|后文|此后|媒体)?(?:统称|简称|下称|合称|简称为|统称为)[:：为]?([^（()）]{1,30})[)）]/gu;
/** A name with brackets of its own, or a title, is taken whole. */
const QUOTED = /[“"「『]([^“”"「」『』]{3,40})[”"」』]$/u;
const LONGEST_FULL = 32;
const [SHORTEST, LONGEST] = [2, 8];
/** Letters and digits, Han or not; spaces between two are none of a name's. */
const NAME = /[\p{L}\p{N}·—-]+$/u;

/** An abbreviation and what it stands for, once in a text. */
export interface Introduced {
  readonly abbreviation: string;
  readonly full: string;
}

/** The places in a text, ascending, where its words begin. */
export type WordStarts = (text: string) => readonly number[];

/**
 * Those a text introduces. Taken are abbreviations whose characters stand in this order in the words before the bracket, with others
 * between them: what stands there as one piece is found without. Titles of documents (《办法》) are none. Linear.
 */
export function introducedIn(text: string, startsOf: WordStarts): readonly Introduced[] {
  return Array.from(text.matchAll(INTRODUCED)).flatMap((found) => {
    const before = text.slice(Math.max(0, found.index - 2 * LONGEST_FULL), found.index);
    return abbreviationsIn(found[1]!).flatMap((abbreviation): readonly Introduced[] => {
      const full = fullOf(before, abbreviation, startsOf);
      return full === undefined ? [] : [{ abbreviation, full }];
    });
  });
}

function abbreviationsIn(said: string): readonly string[] {
  if (/[《》]/u.test(said)) return [];
  return said
    .split(/[、或和，,“”"「」『』‘’\s]+/u)
    .filter((word) => word.length >= SHORTEST && word.length <= LONGEST && /^[\p{L}\p{N}]+$/u.test(word));
}

function fullOf(before: string, abbreviation: string, startsOf: WordStarts): string | undefined {
  const quoted = QUOTED.exec(before)?.[1];
  if (quoted !== undefined) return startOf(quoted, abbreviation) === undefined ? undefined : fitting(quoted, abbreviation);
  const name = NAME.exec(before)?.[0] ?? '';
  const first = startOf(name, abbreviation);
  if (first === undefined) return undefined;
  // A name begins where a word does.
  const start = startsOf(name).findLast((at) => at <= first) ?? first;
  return fitting(name.slice(start), abbreviation);
}

/** Where the first character of the abbreviation stands, when its last ones are looked for from the end. */
function startOf(name: string, abbreviation: string): number | undefined {
  let at = name.length;
  for (const character of Array.from(abbreviation).reverse()) {
    at = at === 0 ? -1 : name.lastIndexOf(character, at - 1);
    if (at < 0) return undefined;
  }
  return at;
}

function fitting(full: string, abbreviation: string): string | undefined {
  return full.length > LONGEST_FULL || full.length < abbreviation.length + 2 || full.includes(abbreviation) ? undefined : full;
}

/** An abbreviation that an archive introduces, for an editor to take or leave. */
export interface ProposedAbbreviation extends Introduced {
  /** Articles that introduce it so. */
  readonly count: number;
  /** Id of the first of them. */
  readonly example: string;
  /** Articles that introduce it for something else. */
  readonly otherCount: number;
}

/** Gathers what articles introduce. */
export class AbbreviationMine {
  readonly #pairs = new Map<string, Map<string, { count: number; readonly example: string }>>();

  readonly #startsOf: WordStarts;

  constructor(startsOf: WordStarts) {
    this.#startsOf = startsOf;
  }

  /** Takes the texts of one article in; what it says twice counts once. */
  add(id: string, texts: readonly string[]): void {
    const said = new Map(
      texts.flatMap((text) => introducedIn(text, this.#startsOf)).map((one) => [`${one.abbreviation} ${one.full}`, one]),
    );
    for (const { abbreviation, full } of said.values()) {
      const fulls = this.#pairs.get(abbreviation) ?? new Map<string, { count: number; readonly example: string }>();
      const known = fulls.get(full);
      if (known === undefined) fulls.set(full, { count: 1, example: id });
      else known.count += 1;
      this.#pairs.set(abbreviation, fulls);
    }
  }

  /** For each abbreviation that `isKnown` does not know what most articles introduce it for; the most frequent first. */
  proposals(isKnown: (word: string) => boolean): readonly ProposedAbbreviation[] {
    const proposals = [...this.#pairs].flatMap(([abbreviation, fulls]): readonly ProposedAbbreviation[] => {
      if (isKnown(abbreviation)) return [];
      const [[full, { count, example }]] = [...fulls].sort(([, a], [, b]) => b.count - a.count) as [
        [string, { count: number; example: string }],
      ];
      const all = [...fulls.values()].reduce((sum, one) => sum + one.count, 0);
      return [{ abbreviation, full, count, example, otherCount: all - count }];
    });
    return proposals.sort((a, b) => b.count - a.count || (a.abbreviation < b.abbreviation ? -1 : 1));
  }
}
