/** Loosening (docs/query-language.md#loosening): when no article has all of a query, those that hold enough of it, by weight. */
import type { Analyzer } from '../analysis/analyzer.js';
import { allOf, type Clause, literal, type RunClause } from '../query/clause.js';
import { withVariants } from '../query/variants/run-variants.js';
import { inverseFrequency } from './ranking/scorer.js';

/** Share of the query's weight an article must hold. */
const SHARE = 0.3;

/** What may be let go, and what must hold all the same. */
export interface LooseParts {
  readonly units: readonly Clause[];
  readonly musts: readonly Clause[];
}

/** The parts of a clause; null where there are fewer than two units, so that nothing can be let go. */
export function looseParts(clause: Clause, analyzer: Analyzer): LooseParts | null {
  const units = new Map<string, Clause>();
  const musts: Clause[] = [];
  const take = (part: Clause): void => {
    switch (part.type) {
      case 'and':
        part.clauses.forEach(take);
        break;
      case 'not':
      case 'field':
      case 'date':
      case 'all':
      case 'none':
        musts.push(part);
        break;
      case 'run':
        for (const unit of runUnits(part, analyzer)) units.set(JSON.stringify(unit), unit);
        break;
      case 'exact':
      case 'or':
      case 'atLeast':
        units.set(JSON.stringify(part), part);
    }
  };
  take(clause);
  return units.size < 2 ? null : { units: [...units.values()], musts };
}

/** The loosened clause, each unit weighed by how rare it is among `documentCount` articles. */
export function loosened({ units, musts }: LooseParts, frequencies: readonly number[], documentCount: number): Clause {
  const weighed = units.map((clause, i) => ({ clause, weight: inverseFrequency(documentCount, frequencies[i]!) }));
  return allOf([{ type: 'atLeast', units: weighed, share: SHARE }, ...musts]);
}

/** A run by its words, each with its other writings; one of a single word whole. */
function runUnits(run: RunClause, analyzer: Analyzer): Clause[] {
  const words = analyzer.runWords({ text: run.needle.text, borders: [] });
  if (words.length < 2) return [{ ...run, words: [] }];
  return words.map((text): Clause => ({
    type: 'run',
    needle: literal(text),
    words: [],
    ...withVariants({ text, borders: [] }, [], analyzer),
  }));
}
