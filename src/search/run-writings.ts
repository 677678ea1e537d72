/** The runs of a text as a query asks them, with the other writings of each. */
import type { Analyzer } from '../analysis/analyzer.js';
import { writeVariant } from '../query/read-as.js';
import { readRuns } from '../query/runs.js';

/** A run, folded, and what it is also searched by. */
export interface RunWritings {
  readonly run: string;
  readonly alsoAsked: readonly string[];
}

/** The runs of `text` that have other writings. */
export function runWritings(text: string, analyzer: Analyzer): RunWritings[] {
  const runs = text.split(/\s+/).flatMap((part) => readRuns(part, analyzer));
  return runs.flatMap((run) =>
    run.type === 'run' && run.variants !== undefined ? [{ run: run.needle.text, alsoAsked: run.variants.map(writeVariant) }] : [],
  );
}
