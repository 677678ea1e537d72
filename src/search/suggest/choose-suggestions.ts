/** Which of the entries found are shown, and what of them is marked. */
import type { Analyzer } from '../../analysis/analyzer.js';
import { originalRange } from '../../analysis/fold.js';
import type { Range } from '../search-answer.js';
import type { EntryTable } from './entry-table.js';
import { type FoundEntry, surenessOf } from './find-entries.js';
import type { QueryPattern } from './query-pattern.js';
import { SUGGESTION_KINDS, type Suggestion } from './suggestion.js';

/** Share of the list that words may take while there is something else: a headline says more than a third word. */
const TERM_SHARE = 0.375;

/** At most `limit` of the entries, in their order, each text once. */
export function chooseEntries(found: readonly FoundEntry[], entries: EntryTable, limit: number): readonly FoundEntry[] {
  const byText = new Map<string, FoundEntry>();
  for (const entry of found) {
    const text = entries.foldedText(entry.slot);
    const same = byText.get(text);
    if (same === undefined || SUGGESTION_KINDS.indexOf(entry.kind) < SUGGESTION_KINDS.indexOf(same.kind)) byText.set(text, entry);
  }
  const distinct = [...byText.values()];
  const otherCount = distinct.filter(({ kind }) => kind !== 'term').length;
  let termsLeft = Math.max(Math.ceil(limit * TERM_SHARE), limit - otherCount);
  return distinct.filter(({ kind }) => kind !== 'term' || termsLeft-- > 0).slice(0, limit);
}

/** An entry as it is shown. */
export function suggestionOf(
  { slot, kind, at, rank }: FoundEntry,
  pattern: QueryPattern,
  { entries, analyzer }: { readonly entries: EntryTable; readonly analyzer: Analyzer },
): Suggestion {
  const text = entries.original(slot);
  const folded = analyzer.fold(text);
  const units = pattern.matchedUnits(entries.packedText(slot), at, surenessOf(rank));
  const ranges: Range[] = [];
  for (const unit of units) {
    const [start, end] = originalRange(folded, unit, unit + 1);
    const last = ranges.at(-1);
    if (last !== undefined && start <= last[1]) ranges[ranges.length - 1] = [last[0], Math.max(last[1], end)];
    else ranges.push([start, end]);
  }
  return { text, kind, ranges };
}
