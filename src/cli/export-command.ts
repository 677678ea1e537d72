import type { Command } from 'commander';
import { exportLines } from '../service/export-lines.js';
import type { CommandContext } from './command-context.js';
import { writeOut } from './terminal.js';

/** Characters written at once. */
const CHUNK_CHARACTERS = 1 << 16;

/** `xunbao export`: every article and tombstone as NDJSON, in the order of ids. Needs no lock. */
export function addExportCommand(program: Command, context: CommandContext): void {
  program
    .command('export')
    .description('print all articles, withheld and deleted ones too, as NDJSON; works beside a service 导出全部文章')
    .action(async () => {
      let held = '';
      for await (const line of exportLines(context.config())) {
        held += line;
        if (held.length < CHUNK_CHARACTERS) continue;
        await writeOut(context.terminal, held);
        held = '';
      }
      if (held !== '') await writeOut(context.terminal, held);
    });
}
