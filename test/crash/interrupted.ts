/** What a killed service was in the middle of, by what it left behind. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { TemporaryFolder } from '../support/run-xunbao.js';

export type Work = 'compaction' | 'page' | 'snapshot' | 'rebuild' | 'purge' | 'start';

/** Pieces of work that are cut short and leave files: those written aside end in `.new`, and a rebuild fills a second folder. */
export function interrupted(room: TemporaryFolder): readonly Work[] {
  const names = (top: string): readonly string[] =>
    readdirSync(room.at(top), { recursive: true }).map((name) => path.join(top, String(name)));
  const asides = [...names('archive'), ...names('index')].filter((name) => name.endsWith('.new'));
  const engines = readdirSync(room.at('index'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const holds = (pattern: RegExp): boolean => asides.some((name) => pattern.test(name));
  return [
    ...(holds(/articles\.log/) ? (['compaction'] as const) : []),
    ...(holds(/pages/) ? (['page'] as const) : []),
    ...(holds(/^index/) ? (['snapshot'] as const) : []),
    ...(engines.length > 1 ? (['rebuild'] as const) : []),
  ];
}
