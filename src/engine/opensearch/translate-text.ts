/** Text clauses as queries over the tokens of unit-tokens.ts: where a text stands, exactly as the matcher says it. */
import type { FieldName, NearClause, RunClause, TextClause, Variant } from '../../query/clause.js';
import { literalNeedle, needleOf, pageKey, variantNeedle } from '../../query/match-document.js';
import type { Needle } from '../../query/match-text.js';
import { ENTRY_GAP } from './index-schema.js';
import { allOfQueries, anyOfQueries, datedQuery, NOTHING, type QueryJson } from './query-json.js';
import { isPlain, needleTokens, pairName } from './unit-tokens.js';

/** Token fields by scope. */
const FIELDS: Readonly<Record<Exclude<FieldName, 'page'>, string>> = { title: 'title', reporter: 'people', section: 'section', paper: 'paper' };
/** Pairs of one needle that are looked up before its places are: more change little. Fewer make a query of many needles shorter. */
export const MOST_PAIRS = 6;

/** Where a text is looked for, and by how many pairs of it first. */
export interface TextScope {
  readonly field: FieldName | null;
  readonly pairCount: number;
}

/** A clause that must be read in the texts: what it can match is a query, what it does match is decided here. */
export function isRead(clause: NearClause): boolean {
  const { parts, distance } = clause;
  return parts.length > 2 || parts[0] === parts[1] || distance >= ENTRY_GAP;
}

/** A run with its words and other writings, a phrase, a near clause that is not read, or a pattern. */
export function textQuery(clause: TextClause, scope: TextScope): QueryJson {
  if (scope.field === 'page') return pageQuery(clause);
  const exact = standsQuery(clause, scope);
  if (clause.type !== 'run') return exact;
  const { words, variants = [] } = clause;
  const byWords = wordsQuery(words, literalNeedle, scope);
  return anyOfQueries([exact, byWords, ...variants.map((variant) => variantQuery(variant, scope))]);
}

/** Where a clause stands as it is: the exact tier. */
export function standsQuery(clause: TextClause, scope: TextScope): QueryJson {
  if (scope.field === 'page') return pageQuery(clause);
  return clause.type === 'near' ? nearQuery(clause, scope) : needleQuery(needleOf(clause), scope);
}

function pageQuery(clause: TextClause): QueryJson {
  const key = clause.type === 'run' || clause.type === 'phrase' ? pageKey(clause.text) : '';
  return { term: { page: key } };
}

function wordsQuery(words: RunClause['words'], needle: (word: string) => Needle, scope: TextScope): QueryJson {
  return words.length === 0 ? NOTHING : allOfQueries([...new Set(words)].map((word) => needleQuery(needle(word), scope)));
}

function variantQuery(variant: Variant, scope: TextScope): QueryJson {
  const needle = (text: string): Needle => variantNeedle(text, variant);
  const stands = anyOfQueries([needleQuery(needle(variant.text), scope), wordsQuery(variant.words, needle, scope)]);
  return variant.issued === undefined ? stands : allOfQueries([datedQuery(variant.issued), stands]);
}

function needleQuery(needle: Needle, { field, pairCount }: TextScope): QueryJson {
  const [first = ''] = needle.pieces;
  // An empty text stands everywhere, a beginning too; what crosses the end of an entry stands nowhere.
  if (needle.pieces.length === 1 && first === '') return { match_all: {} };
  if (needle.pieces.some((piece) => piece.includes('\n'))) return NOTHING;
  const tokens = needleTokens(needle);
  if (field === null && needle.pieces.length === 1 && first.length === 2 && isPlain(tokens)) return hasPair(pairName(first[0]!, first[1]));
  const pairs = field === 'section' || field === 'paper' ? [] : pairQueries(needle.pieces, pairCount);
  return allOfQueries([...pairs, { match_phrase: { [tokenField(field)]: tokens } }]);
}

function tokenField(field: FieldName | null): string {
  return field === null || field === 'page' ? 'text' : FIELDS[field];
}

/** Documents that hold pairs of the pieces: many fewer than hold their characters. */
function pairQueries(pieces: readonly string[], count: number): QueryJson[] {
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

/** Two parts in either order, not overlapping; of a clause that is read all it can match. */
function nearQuery({ parts, distance }: NearClause, scope: TextScope): QueryJson {
  const holds = allOfQueries([...new Set(parts)].map((part) => needleQuery(literalNeedle(part), scope)));
  if (distance >= ENTRY_GAP || parts.some((part) => part.includes('\n'))) return holds;
  const steps = parts.slice(1).map((part, i) => [parts[i]!, part] as const).filter(([one, other]) => one !== other);
  return allOfQueries([holds, ...steps.map(([one, other]) => ({ intervals: { [tokenField(scope.field)]: anyOrder(one, other, distance) } }))]);
}

function anyOrder(one: string, other: string, distance: number): QueryJson {
  const [a, b] = [one, other].map((part) => ({ match: { query: needleTokens(literalNeedle(part)), max_gaps: 0, mode: 'ordered' } }));
  return { any_of: { intervals: [[a, b], [b, a]].map((intervals) => ({ all_of: { mode: 'ordered', max_gaps: distance, intervals } })) } };
}
