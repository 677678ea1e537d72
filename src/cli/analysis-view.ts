/** What becomes of a text, as `xunbao analyze` shows it. */
import type { Analyzer } from '../analysis/analyzer.js';
import { originalRange } from '../analysis/fold.js';
import { type RunWritings, runWritings } from '../search/run-writings.js';
import { printable } from './terminal.js';

/** One token; offsets are UTF-16 units of the text as it was given, end exclusive. */
interface TokenView {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly stopWord: boolean;
}

/** What `xunbao analyze --json` prints. */
export interface AnalysisView {
  readonly text: string;
  readonly folded: string;
  /** Words as an article's text is indexed. */
  readonly indexed: readonly TokenView[];
  /** Words as a bare run of a query is asked. */
  readonly asked: readonly string[];
  /** Each run of the text as a query, with the other writings it is also searched by. */
  readonly variants: readonly RunWritings[];
}

/** Folds and cuts a text with the words of `analyzer`. */
export function analyze(text: string, analyzer: Analyzer): AnalysisView {
  const folded = analyzer.fold(text);
  const indexed = analyzer.words(folded).map(({ word, start, end }) => {
    const [from, to] = originalRange(folded, start, end);
    return { term: word, start: from, end: to, text: text.slice(from, to), stopWord: analyzer.isStopWord(word) };
  });
  return {
    text,
    folded: folded.text,
    indexed,
    asked: folded.text === '' ? [] : analyzer.runWords(folded),
    variants: runWritings(text, analyzer),
  };
}

/** The same for people, a line each. */
export function linesOf({ folded, indexed, asked, variants }: AnalysisView): string[] {
  const lines = indexed.map(
    ({ term, start, end, stopWord }) => `  ${start}–${end}\t${printable(term)}${stopWord ? '\t(stop word 停用词)' : ''}`,
  );
  const others = variants.map(({ run, alsoAsked }) => `also asked 变体: ${printable(run)} ＝ ${alsoAsked.map(printable).join('、')}`);
  return [`folded 折叠: ${printable(folded)}`, 'indexed 索引:', ...lines, `asked 查询: ${asked.map(printable).join(' | ')}`, ...others];
}
