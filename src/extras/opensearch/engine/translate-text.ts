/** Text clauses as queries over the tokens of unit-tokens.ts: where a text stands, exactly as the matcher says it. */
import { textsHeld } from '../../../query/candidates.js';
import type { FieldName, Needle, NearNeedle, RunClause, TextClause, Variant } from '../../../query/clause.js';
import { pagesAsked } from '../../../query/match-document.js';
import { literalPieces, variantPieces } from '../../../query/match-needle.js';
import type { Pieces } from '../../../query/match-text.js';
import { ENTRY_GAP } from './index-schema.js';
import { allOfQueries, anyOfQueries, datedQuery, NOTHING, type QueryJson, valuesQuery } from './query-json.js';
import { isPlain, pairName, pieceTokens } from './unit-tokens.js';

/** Token fields by scope. */
const FIELDS: Readonly<Record<Exclude<FieldName, 'page'>, string>> = {
  title: 'title',
  reporter: 'people',
  section: 'section',
  paper: 'paper',
};
/** Pairs of one needle that are looked up before its places are: more change little. Fewer make a query of many needles shorter. */
export const MOST_PAIRS = 6;

/** Where a text is looked for, and by how many pairs of it first. */
export interface TextScope {
  readonly field: FieldName | null;
  readonly pairCount: number;
}

/** Whether a needle must be read in the texts: where it can stand is a query, where it does is decided by the matcher. */
export function isRead(needle: Needle): boolean {
  switch (needle.type) {
    case 'literal':
    case 'pattern':
      return false;
    case 'near':
      return needle.parts.length > 2 || needle.parts[0] === needle.parts[1] || needle.distance >= ENTRY_GAP;
    default:
      return true;
  }
}

/** A run with its words and other writings, or a needle that is not read. */
export function textQuery(clause: TextClause, scope: TextScope): QueryJson {
  if (scope.field === 'page') return valuesQuery('page', [...pagesAsked(clause)]);
  const exact = standsQuery(clause.needle, scope);
  if (clause.type === 'exact') return exact;
  const { words, variants = [] } = clause;
  const byWords = wordsQuery(words, literalPieces, scope);
  // No token says what was dropped inside a number.
  const told = variants.filter(({ needs = [] }) => needs.every(({ dropped }) => dropped.length === 0));
  return anyOfQueries([exact, byWords, ...told.map((variant) => variantQuery(variant, scope))]);
}

/** Where a needle stands; of one that is read, where it can. */
export function standsQuery(needle: Needle, scope: TextScope): QueryJson {
  switch (needle.type) {
    case 'literal':
      return piecesQuery(literalPieces(needle.text), scope);
    case 'pattern':
      return piecesQuery(needle, scope);
    case 'near':
      return nearQuery(needle, scope);
    default:
      return allOfQueries(pairQueries(textsHeld(needle), scope));
  }
}

function wordsQuery(words: RunClause['words'], pieces: (word: string) => Pieces, scope: TextScope): QueryJson {
  return words.length === 0 ? NOTHING : allOfQueries([...new Set(words)].map((word) => piecesQuery(pieces(word), scope)));
}

function variantQuery(variant: Variant, scope: TextScope): QueryJson {
  const pieces = (text: string): Pieces => variantPieces(text, variant);
  const stands = anyOfQueries([piecesQuery(pieces(variant.text), scope), wordsQuery(variant.words, pieces, scope)]);
  return variant.issued === undefined ? stands : allOfQueries([datedQuery(variant.issued), stands]);
}

function piecesQuery(wanted: Pieces, scope: TextScope): QueryJson {
  const { field } = scope;
  const {
    pieces,
    pieces: [first = ''],
  } = wanted;
  // An empty text stands everywhere, a beginning too; what crosses the end of an entry stands nowhere.
  if (pieces.length === 1 && first === '') return { match_all: {} };
  if (pieces.some((piece) => piece.includes('\n'))) return NOTHING;
  const tokens = pieceTokens(wanted);
  if (field === null && pieces.length === 1 && first.length === 2 && isPlain(tokens)) return hasPair(pairName(first[0]!, first[1]));
  return allOfQueries([...pairQueries(pieces, scope), { match_phrase: { [tokenField(field)]: tokens } }]);
}

function tokenField(field: FieldName | null): string {
  return field === null || field === 'page' ? 'text' : FIELDS[field];
}

/** Documents that hold pairs of the pieces: many fewer than hold their characters. */
function pairQueries(pieces: readonly string[], { field, pairCount: count }: TextScope): QueryJson[] {
  if (field === 'section' || field === 'paper') return [];
  const names = new Set<string>();
  for (const piece of pieces) {
    for (let i = 1; i < piece.length; i += 1) names.add(pairName(piece[i - 1]!, piece[i]));
  }
  const all = [...names];
  const chosen = all.length <= count ? all : Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]!);
  return chosen.map(hasPair);
}

/** Documents that hold a pair of units. */
export function hasPair(name: string): QueryJson {
  return { rank_feature: { field: `pairs.${name}` } };
}

/** Two parts in either order, not overlapping; of one that is read all it can match. */
function nearQuery({ parts, distance }: NearNeedle, scope: TextScope): QueryJson {
  const holds = allOfQueries([...new Set(parts)].map((part) => piecesQuery(literalPieces(part), scope)));
  if (distance >= ENTRY_GAP || parts.some((part) => part.includes('\n'))) return holds;
  const steps = parts
    .slice(1)
    .map((part, i) => [parts[i]!, part] as const)
    .filter(([one, other]) => one !== other);
  return allOfQueries([
    holds,
    ...steps.map(([one, other]) => ({ intervals: { [tokenField(scope.field)]: anyOrder(one, other, distance) } })),
  ]);
}

function anyOrder(one: string, other: string, distance: number): QueryJson {
  const [a, b] = [one, other].map((part) => ({ match: { query: pieceTokens(literalPieces(part)), max_gaps: 0, mode: 'ordered' } }));
  return {
    any_of: {
      intervals: [
        [a, b],
        [b, a],
      ].map((intervals) => ({ all_of: { mode: 'ordered', max_gaps: distance, intervals } })),
    },
  };
}
