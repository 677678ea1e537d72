import type { PageInfo } from '../article/article.js';
import { sureness } from './confidence.js';
import { rulesFor } from './label-sequence.js';
import type { Label } from './labels.js';
import { parsePage } from './parse-page.js';
import { readPage } from './read-page.js';

/** One block of a page with its label and what spoke for it. */
export interface ExplainedBlock {
  /** First and last line, 1-based. */
  readonly lines: readonly [number, number];
  readonly label: Label;
  /** How sure the label is, 0.5 to 1. */
  readonly sureness: number;
  /** Lead over the next best label, in rule points. */
  readonly margin: number;
  /** The rules that held for this label, strongest first; neighbours count too but are not listed. */
  readonly rules: readonly { readonly name: string; readonly weight: number }[];
  /** The beginning of the text, at most 40 characters. */
  readonly text: string;
}

/** How a page was read. */
export interface PageExplanation {
  readonly page: PageInfo;
  /** Full line in half-width columns; 0 where lines are not wrapped. */
  readonly measure: number;
  readonly indents: boolean;
  readonly noisy: boolean;
  readonly confidence: number;
  readonly articles: readonly { readonly title: string; readonly kind: string; readonly confidence: number }[];
  readonly blocks: readonly ExplainedBlock[];
}

/** Blocks, labels and scores of a page, for people. Costs about twice as much as parsing. */
export function explainPage(text: string, given: PageInfo = {}): PageExplanation {
  const { blocks, labels } = readPage(text);
  const parsed = parsePage(text, given);
  const first = blocks[0];
  return {
    page: parsed.page, measure: first?.own.block.measure ?? 0, indents: first?.indents ?? false, noisy: first?.noisy ?? false,
    confidence: parsed.confidence ?? 1,
    articles: parsed.articles.map((article, at) => ({ title: article.title, kind: article.kind, confidence: parsed.confidences?.[at] ?? 1 })),
    blocks: blocks.map((seen, at): ExplainedBlock => {
      const { label, margin } = labels[at]!;
      const { lines } = seen.own.block;
      return {
        lines: [lines[0]!.number, lines.at(-1)!.number], label,
        sureness: Math.round(sureness(margin) * 1000) / 1000, margin: Math.round(margin * 100) / 100,
        rules: rulesFor(seen, label).map((rule) => ({ name: rule.name, weight: Math.round(rule.weight * 100) / 100 })),
        text: Array.from(seen.own.block.text.slice(0, 80)).slice(0, 40).join(''),
      };
    }),
  };
}
