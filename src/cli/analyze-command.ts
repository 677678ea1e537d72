import type { Command } from 'commander';
import type { Analyzer } from '../analysis/analyzer.js';
import { originalRange } from '../analysis/fold.js';
import { loadAnalyzer } from '../app.js';
import { type RunWritings, runWritings } from '../search/run-writings.js';
import type { CommandContext } from './command-context.js';
import { printable, writeOut } from './terminal.js';

/** One token; offsets are UTF-16 units of the text as it was given, end exclusive. */
interface TokenView {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly stopWord: boolean;
}

/** What `xunbao analyze --json` prints. */
interface AnalysisView {
  readonly text: string;
  readonly folded: string;
  /** Words as an article's text is indexed. */
  readonly indexed: readonly TokenView[];
  /** Words as a bare run of a query is asked. */
  readonly asked: readonly string[];
  /** Each run of the text as a query, with the other writings it is also searched by. */
  readonly variants: readonly RunWritings[];
}

/** `xunbao analyze TEXT`: what becomes of a text. */
export function addAnalyzeCommand(program: Command, context: CommandContext): void {
  program
    .command('analyze')
    .description('show how a text is folded and cut into words, as indexed and as asked 显示折叠与分词')
    .argument('<text...>', 'any text 文本')
    .option('--json', 'print JSON 输出 JSON')
    .action(async (words: readonly string[], { json }: { readonly json?: boolean }) => {
      const analysis = analyze(words.join(' '), loadAnalyzer());
      await writeOut(context.terminal, json === true ? `${JSON.stringify(analysis)}\n` : human(analysis));
    });
}

function analyze(text: string, analyzer: Analyzer): AnalysisView {
  const folded = analyzer.fold(text);
  const indexed = analyzer.words(folded).map(({ word, start, end }) => {
    const [from, to] = originalRange(folded, start, end);
    return { term: word, start: from, end: to, text: text.slice(from, to), stopWord: analyzer.isStopWord(word) };
  });
  return { text, folded: folded.text, indexed, asked: folded.text === '' ? [] : analyzer.runWords(folded), variants: runWritings(text, analyzer) };
}

function human({ folded, indexed, asked, variants }: AnalysisView): string {
  const lines = indexed.map(({ term, start, end, stopWord }) => `  ${start}–${end}\t${printable(term)}${stopWord ? '\t(stop word 停用词)' : ''}`);
  const others = variants.map(({ run, alsoAsked }) => `also asked 变体: ${printable(run)} ＝ ${alsoAsked.map(printable).join('、')}`);
  return [`folded 折叠: ${printable(folded)}`, 'indexed 索引:', ...lines, `asked 查询: ${asked.map(printable).join(' | ')}`, ...others, ''].join('\n');
}
