/**
 * Needles that cannot be said in one query, chains of near words among them, decided here. The documents in which they can stand
 * are read at the point in time, in slices, and the core's own matcher decides; what it found is a list of ids from then on.
 */
import { textsHeld } from '../../../query/candidates.js';
import type { Clause } from '../../../query/clause.js';
import { match, NO_MATCH } from '../../../query/match-document.js';
import { SearchServiceError } from '../../../search-service-error.js';
import { readDocument } from './document-source.js';
import type { PointSearch } from './point-search.js';
import { MOST_PAIRS, standsQuery } from './translate-text.js';
import { type Decided, readKey, type ReadNeedle, readNeedles } from './translate.js';

/** Texts of one request. */
const SLICE = 500;
/** Texts that one clause may read. */
const MOST_TEXTS = 50_000;

/** Decides every clause of `clauses` that must be read. Throws QUERY_TIMEOUT for one that more documents can match than are read. */
export async function decide(clauses: readonly Clause[], search: PointSearch): Promise<Decided> {
  const decided = new Map<string, readonly string[]>();
  for (const read of clauses.flatMap((clause) => readNeedles(clause))) {
    const key = readKey(read);
    if (!decided.has(key)) decided.set(key, await matchingIds(read, search));
  }
  return decided;
}

async function matchingIds({ needle, field }: ReadNeedle, search: PointSearch): Promise<readonly string[]> {
  const ids: string[] = [];
  const clause: Clause = { type: 'exact', needle };
  const tested: Clause = field === null ? clause : { type: 'field', field, clause, asWords: clause };
  const query = { constant_score: { filter: standsQuery(needle, { field, pairCount: MOST_PAIRS }) } };
  let after: readonly unknown[] | undefined;
  for (let readCount = 0; ;) {
    const {
      hits: { total, hits },
    } = await search.askOne({
      query,
      size: SLICE,
      sort: [{ id: 'asc' }],
      track_total_hits: after === undefined,
      ...(after !== undefined && { search_after: after }),
    });
    if ((total?.value ?? 0) > MOST_TEXTS) {
      throw new SearchServiceError(
        'QUERY_TIMEOUT',
        `Deciding which articles have ${textsHeld(needle).length} words placed as they were asked for would read ${total!.value} ` +
          `texts, more than ${MOST_TEXTS}. Ask for less: two words near each other, or rarer ones.`,
      );
    }
    for (const { _source } of hits) {
      const document = readDocument(_source!.document);
      search.deadline.checkAt(readCount);
      readCount += 1;
      if (match(tested, document) !== NO_MATCH) ids.push(document.id);
    }
    if (hits.length < SLICE) return ids;
    after = hits.at(-1)!.sort;
  }
}
