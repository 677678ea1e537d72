import { assemble } from './assemble.js';
import type { PageLine } from './clean/clean-lines.js';
import { confidencesOf, pageConfidence, sureness } from './confidence.js';
import { labelPage } from './label-page.js';
import { rulesFor } from './label-sequence.js';
import type { Label } from './labels.js';
import { pagesOf } from './parse-pages.js';
import { DUMP_CONFIDENCE, isDump } from './read-dump.js';
import type { PageSource } from './readers/page-reader.js';

/** One block of a page with its label and what spoke for it. */
export interface ExplainedBlock {
  /** First and last line, 1-based. */
  readonly lines: readonly [number, number];
  readonly label: Label;
  /** How sure the label is, 0.5 to 1. */
  readonly sureness: number;
  /** The rules that held for this label, strongest first; neighbours count too but are not listed. */
  readonly rules: readonly { readonly name: string; readonly weight: number }[];
  /** The beginning of the text, at most 40 characters. */
  readonly text: string;
}

/** How a page was read. */
export interface PageExplanation {
  /** Full line in half-width columns; 0 where lines are not wrapped. */
  readonly measure: number;
  /** How sure the reading of the page is, 0 to 1. */
  readonly confidence: number;
  /** None where the text is kept whole without labels. */
  readonly blocks: readonly ExplainedBlock[];
}

/** Blocks, labels and scores of the pages that `parseSource` reads in a file, for people. Costs little more than parsing. */
export function explainPages(source: PageSource): readonly PageExplanation[] {
  return pagesOf(source, 'file').map(explainPage);
}

const NOT_LABELLED: PageExplanation = { measure: 0, confidence: DUMP_CONFIDENCE, blocks: [] };

function explainPage(lines: readonly PageLine[]): PageExplanation {
  if (isDump(lines)) return NOT_LABELLED;
  const { blocks, labels } = labelPage(lines);
  const { drafts } = assemble(blocks, labels);
  return {
    measure: blocks[0]?.own.block.measure ?? 0,
    confidence: pageConfidence(confidencesOf(drafts)),
    blocks: blocks.map((seen, at): ExplainedBlock => {
      const { label, margin } = labels[at]!;
      const { lines } = seen.own.block;
      return {
        lines: [lines[0]!.number, lines.at(-1)!.number],
        label,
        sureness: rounded(sureness(margin), 1000),
        rules: rulesFor(seen, label).map((rule) => ({ name: rule.name, weight: rounded(rule.weight, 100) })),
        text: Array.from(seen.own.block.printedText.slice(0, 80)).slice(0, 40).join(''),
      };
    }),
  };
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
