import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Command, Option } from 'commander';
import { Analyzer } from '../analysis/analyzer.js';
import { readWordFile, WORD_FILE_KINDS, WORD_FILE_NAMES, type WordFileName } from '../analysis/word-folders.js';
import { wordFoldersOf } from '../service/shipped-data.js';
import { SearchServiceError } from '../search-service-error.js';
import { type AnalysisView, analyze, linesOf } from './analysis-view.js';
import type { CommandContext } from './command-context.js';
import { writeOut } from './terminal.js';

interface AnalyzeOptions {
  readonly json?: boolean;
  readonly whatIf?: string;
  readonly as?: string;
}

/** What `xunbao analyze --what-if FILE --json` prints. */
interface WhatIfView {
  readonly file: string;
  /** Which word file it would take the place of. */
  readonly as: WordFileName;
  readonly differs: boolean;
  /** Whether it takes effect only when the index is built anew. */
  readonly needsRebuild: boolean;
  readonly before: AnalysisView;
  readonly after: AnalysisView;
}

/** `stopwords` … for `--as`, in the place of `stopwords.txt`. */
const KINDS = new Map(WORD_FILE_NAMES.map((name) => [path.parse(name).name, name]));

/** `xunbao analyze TEXT`: what becomes of a text, and what would with a word file changed. */
export function addAnalyzeCommand(program: Command, context: CommandContext): void {
  program
    .command('analyze')
    .description('show how a text is folded and cut into words, as indexed and as asked 显示折叠与分词')
    .argument('<text...>', 'any text 文本')
    .option('--what-if <file>', 'show it before and after a word file with this content 换用此词表前后对照')
    .addOption(new Option('--as <kind>', 'which word file it is, where its name does not say so 词表种类').choices([...KINDS.keys()]))
    .option('--json', 'print JSON 输出 JSON')
    .action(async (words: readonly string[], options: AnalyzeOptions) => {
      const text = words.join(' ');
      const { whatIf } = options;
      if (whatIf === undefined && options.as !== undefined)
        throw new SearchServiceError('PARAMETER_INVALID', '--as says what the file of --what-if is; name one with --what-if FILE.');
      const as = whatIf === undefined ? undefined : kindOf(whatIf, options.as);
      const analyzer = Analyzer.load(wordFoldersOf(context.config()));
      if (whatIf === undefined || as === undefined) {
        const view = analyze(text, analyzer);
        await write(context, options, view, linesOf(view));
      } else {
        const view = compare(text, analyzer, whatIf, as);
        await write(context, options, view, compared(view));
      }
    });
}

/** Throws DICTIONARY_INVALID where the file has a fault. */
function compare(text: string, analyzer: Analyzer, file: string, as: WordFileName): WhatIfView {
  const files = { ...analyzer.files, [as]: readWordFile(file) };
  const changed = WORD_FILE_KINDS[as] === 'query' ? analyzer.withQueryWords(files) : Analyzer.of(files);
  const [before, after] = [analyze(text, analyzer), analyze(text, changed)];
  return { file, as, differs: !isDeepStrictEqual(before, after), needsRebuild: changed.version !== analyzer.version, before, after };
}

function kindOf(file: string, given: string | undefined): WordFileName {
  const name = KINDS.get(given ?? path.parse(file).name);
  if (name !== undefined) return name;
  throw new SearchServiceError(
    'PARAMETER_INVALID',
    `${path.basename(file)} is the name of no word file; say what it is with --as ${[...KINDS.keys()].join(' | ')}.`,
  );
}

function compared({ as, differs, needsRebuild, before, after }: WhatIfView): string[] {
  const effect = needsRebuild ? 'takes effect with xunbao rebuild 重建索引后生效' : 'takes effect at once 立即生效';
  if (!differs) return [...linesOf(before), `${as}: nothing changes for this text 对此文本无影响 (${effect})`];
  return ['— before 现在 —', ...linesOf(before), `— after 换用后 (${as}) —`, ...linesOf(after), effect];
}

async function write({ terminal }: CommandContext, { json }: AnalyzeOptions, view: unknown, lines: readonly string[]): Promise<void> {
  await writeOut(terminal, json === true ? `${JSON.stringify(view)}\n` : `${lines.join('\n')}\n`);
}
