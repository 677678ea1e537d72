import { existsSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { CITATION_STYLES, type CitationStyle } from '../article/citation/chinese.js';
import { openApp } from '../service/app.js';
import type { Config } from '../config.js';
import type { RawParameters } from '../http/parameters.js';
import { parseSearchParameters } from '../http/search-parameters.js';
import type { SearchAnswer } from '../search/search-answer.js';
import type { SearchRequest } from '../search/search-request.js';
import { SearchServiceError } from '../search-service-error.js';
import { createLogger, type CommandContext } from './command-context.js';
import { hitsCsv } from './hits-csv.js';
import { hitsText } from './hits-text.js';
import { ANSI_MARKS, PLAIN_MARKS } from './mark-text.js';
import { codeOf } from './report-error.js';
import { onStore } from './service-client.js';
import { writeMarked, writeOut } from './terminal.js';

interface SearchOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly page?: readonly string[];
  readonly pageNumber?: readonly string[];
  readonly style?: CitationStyle;
  readonly explain?: boolean;
  readonly more?: boolean;
  readonly [parameter: string]: string | readonly string[] | boolean | undefined;
}

const LOCK_TRIES = 10;
const LOCK_WAIT_MS = 300;
const SINGLE = ['limit', 'offset', 'cursor', 'sort', 'from', 'to', 'facets'] as const;
const REPEATED = ['paper', 'section', 'reporter', 'kind'] as const;

/** `xunbao search QUERY`: a query at the terminal. */
export function addSearchCommand(program: Command, context: CommandContext): void {
  const search = program
    .command('search')
    .description('search the archive 检索')
    .argument('[query...]', 'as in the search box; before a query that begins with - write -- 检索词')
    .option('--limit <n>', 'hits to show, 1–100 (10) 条数')
    .option('--offset <n>', 'hits to pass over 跳过的条数')
    .option('--cursor <cursor>', 'go on where an answer ended 翻页标记')
    .option('--sort <order>', 'relevance, newest or oldest 排序')
    .option('--from <date>', 'YYYY, YYYY-MM or YYYY-MM-DD 起始日期')
    .option('--to <date>', 'the same 截止日期')
    .option('--paper <name>', 'a paper; may be repeated, as the filters below 报名，可重复', collect)
    .option('--section <name>', 'a section 版名', collect)
    .option('--page-number <number>', 'a page number 版次', collect)
    .option('--reporter <name>', 'a person of the byline 作者', collect)
    .option('--kind <kind>', 'news, photo, notice … 体裁', collect)
    .option('--facets <list>', 'count by year, month, paper … 分面计数')
    .option('--explain', 'how each score came about 评分说明')
    .option('--no-more', 'leave out articles that hold most of the query 不列大部分符合的文章')
    .option('--json', 'the answer as the API gives it 输出 JSON')
    .addOption(new Option('--csv', 'hits as CSV with a citation each 输出 CSV 与引文').conflicts('json'))
    .addOption(new Option('--style <style>', 'of the citations 引文格式').choices(CITATION_STYLES).default('gbt2025'))
    .addOption(new Option('--page <number>').argParser(collect).hideHelp());
  search.action(async (words: readonly string[], options: SearchOptions) => {
    const parameters = parametersOf(words.join(' '), options);
    const request = parseSearchParameters(parameters);
    await present(await ask(context, request, parameters), options, context);
  });
}

/** An option that may be repeated. */
function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function parametersOf(q: string, options: SearchOptions): RawParameters {
  const pages = [...(options.pageNumber ?? []), ...(options.page ?? [])];
  const raw = new Map<string, readonly string[]>([['q', [q]]]);
  for (const name of SINGLE) if (typeof options[name] === 'string') raw.set(name, [options[name]]);
  for (const name of REPEATED) if (Array.isArray(options[name])) raw.set(name, options[name] as readonly string[]);
  if (pages.length > 0) raw.set('pageNumber', pages);
  if (options.explain) raw.set('explain', ['1']);
  if (options.more === false || options.csv) raw.set('more', ['0']);
  return raw;
}

/** Asks the archive; where a service has it, the service. */
async function ask(context: CommandContext, request: SearchRequest, parameters: RawParameters): Promise<SearchAnswer> {
  const config = context.config();
  if (!existsSync(config.dataDirectory)) {
    throw new SearchServiceError(
      'FILE_NOT_FOUND',
      `there is no archive in ${config.dataDirectory}. Index something first, or name the archive with XUNBAO_DATA or --data.`,
    );
  }
  const query = new URLSearchParams([...parameters].flatMap(([name, values]) => values.map((value): [string, string] => [name, value])));
  for (let tries = 1; ; tries += 1) {
    try {
      return await onStore(
        config,
        () => askArchive(config, request),
        async (service) => (await service.call('/search', { method: 'GET', query })) as SearchAnswer,
      );
    } catch (error) {
      // Another command may have the archive for a moment.
      if (codeOf(error) !== 'ARCHIVE_LOCKED' || tries === LOCK_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MS));
    }
  }
}

async function askArchive(config: Config, request: SearchRequest): Promise<SearchAnswer> {
  const app = await openApp(config, createLogger(config, { serving: false }));
  try {
    return await app.searcher.search(request, {});
  } finally {
    await app.close();
  }
}

async function present(answer: SearchAnswer, { json, csv, style }: SearchOptions, { terminal }: CommandContext): Promise<void> {
  if (json) await writeOut(terminal, `${JSON.stringify(answer)}\n`);
  else if (csv) {
    await writeOut(terminal, hitsCsv(answer.hits, style));
    terminal.err.write(cutNote(answer));
  } else await writeMarked(terminal, hitsText(answer, terminal.out.stream.isTTY ? ANSI_MARKS : PLAIN_MARKS));
}

/** Says that a table does not hold all that was found; empty where it does. */
function cutNote({ total, hits, offset }: SearchAnswer): string {
  if (hits.length === total) return '';
  const [first, last] = hits.length === 0 ? [0, 0] : [offset + 1, offset + hits.length];
  return (
    `共 ${total} 篇，表中是第 ${first}–${last} 篇；一次最多 100 篇（--limit），全部可从网页或 GET /api/v1/search/export 取得\n` +
    `The table holds ${first}–${last} of ${total} articles; --limit takes up to 100, the pages and GET /api/v1/search/export give 10,000\n`
  );
}
