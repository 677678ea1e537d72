/**
 * Runs that were recognised with one wrong character (docs/query-language.md#near-runs): in articles of pages that came from OCR alone,
 * and only beside the hits.
 */
import { classAt, HAN } from '../analysis/char-class.js';
import { allOf, anyOf, type Clause, type ExactClause, literal } from '../query/clause.js';
import { RECOGNISED_MARK } from './article-text.js';

/** A run of fewer characters differs in one from too many others. */
const SHORTEST_RUN = 7;
/** Characters of a query that may be the wrong one, of all its runs together; runs beyond stand as they are. */
const MOST_PLACES = 64;

/** Holds in the articles of pages whose text was recognised in a picture. */
export const RECOGNISED: Clause = { type: 'exact', needle: literal(RECOGNISED_MARK) };

/** A clause whose long runs may differ in one inner character each. */
export interface NearRuns {
  /** As an engine is asked: the half of a run without the wrong character stands as it is, which is quick to find. */
  readonly asked: Clause;
  /** The same as it is marked. */
  readonly shown: Clause;
}

/** A part of a clause so loosened; `alone`: as it is asked where no other run is loosened, and what it finds as it stands is not wanted. */
interface NearPart extends NearRuns {
  readonly alone: Clause;
}

/** The clause with its long runs and phrases so loosened; null where it has none. */
export function nearRuns(clause: Clause): NearRuns | null {
  let left = MOST_PLACES;
  let runs = 0;
  const near = (one: Clause): NearPart | null => {
    if (one.type === 'and' || one.type === 'or') {
      const parts = one.clauses.map((part) => near(part) ?? { asked: part, alone: part, shown: part });
      if (parts.every(({ asked }, i) => asked === one.clauses[i])) return null;
      const join = one.type === 'and' ? allOf : anyOf;
      return {
        asked: join(parts.map(({ asked }) => asked)),
        alone: join(parts.map(({ alone }) => alone)),
        shown: join(parts.map(({ shown }) => shown)),
      };
    }
    if ((one.type !== 'run' && one.type !== 'exact') || one.needle.type !== 'literal') return null;
    const characters = Array.from(one.needle.text);
    if (characters.length < SHORTEST_RUN || characters.length - 2 > left) return null;
    left -= characters.length - 2;
    const altered = alterations(characters);
    runs += 1;
    return {
      asked: anyOf([one, ...quickly(characters, altered)]),
      alone: anyOf(quickly(characters, altered)),
      shown: anyOf([one, ...altered]),
    };
  };
  const all = near(clause);
  return all === null ? null : { asked: runs === 1 ? all.alone : all.asked, shown: all.shown };
}

/** The run with each of its inner characters free, from the left. */
function alterations(characters: readonly string[]): readonly Clause[] {
  return characters.slice(1, -1).map((_, i): ExactClause => {
    const pieces = [characters.slice(0, i + 1).join(''), characters.slice(i + 2).join('')];
    return { type: 'exact', needle: { type: 'pattern', pieces, openEnd: false } };
  });
}

/** The same, each beside the half that stands as it is; as they are where a half would end inside letters or digits. */
function quickly(characters: readonly string[], altered: readonly Clause[]): readonly Clause[] {
  const middle = characters.length >> 1;
  if (!(classAt(characters[middle - 1]!, 0) & classAt(characters[middle]!, 0) & HAN)) return altered;
  const half = (part: readonly string[]): Clause => ({ type: 'exact', needle: literal(part.join('')) });
  return [
    allOf([half(characters.slice(middle)), anyOf(altered.slice(0, middle - 1))]),
    allOf([half(characters.slice(0, middle)), anyOf(altered.slice(middle - 1))]),
  ];
}
