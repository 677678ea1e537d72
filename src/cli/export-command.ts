import type { Command } from 'commander';
import { parseSearchParameters } from '../http/search-parameters.js';
import { exportLines, type ExportRange } from '../service/export-lines.js';
import type { CommandContext } from './command-context.js';
import { writeOut } from './terminal.js';

/** Characters written at once. */
const CHUNK_CHARACTERS = 1 << 16;

interface ExportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly paper?: readonly string[];
}

/** Throws PARAMETER_INVALID for what is no date, and where the range is empty. */
function rangeOf({ from, to, paper }: ExportOptions): ExportRange {
  const given = Object.entries({ from, to }).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value]] as const]));
  const { filters } = parseSearchParameters(new Map(given));
  return {
    ...(filters.from !== undefined && { from: filters.from }),
    ...(filters.to !== undefined && { to: filters.to }),
    ...(paper !== undefined && { papers: paper }),
  };
}

/** `xunbao export`: every article and tombstone as NDJSON, in the order of ids, or those of a part. Needs no lock. */
export function addExportCommand(program: Command, context: CommandContext): void {
  program
    .command('export')
    .description('print all articles, withheld and deleted ones too, as NDJSON; works beside a service 导出全部文章')
    .option('--from <date>', 'only from this day on: YYYY, YYYY-MM or YYYY-MM-DD 起始日期')
    .option('--to <date>', 'only up to this day 截止日期')
    .option('--paper <name>', 'only this paper; may be repeated 报名，可重复', collect)
    .action(async (options: ExportOptions) => {
      let held = '';
      for await (const line of exportLines(context.config(), rangeOf(options))) {
        held += line;
        if (held.length < CHUNK_CHARACTERS) continue;
        await writeOut(context.terminal, held);
        held = '';
      }
      if (held !== '') await writeOut(context.terminal, held);
    });
}

function collect(name: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), name];
}
