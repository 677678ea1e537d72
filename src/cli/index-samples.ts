import path from 'node:path';
import type { Logger } from 'pino';
import type { App } from '../service/app.js';
import { SHIPPED_DATA } from '../service/shipped-data.js';
import { importFiles } from './import-files.js';
import { findFiles } from './find-files.js';

/** Something to find at a first start: the sample pages, into an archive that has never held anything. */
export async function indexSamples({ archive, intake }: Pick<App, 'archive' | 'intake'>, logger: Logger): Promise<void> {
  if (archive.sequence > 0) return;
  const folder = path.join(SHIPPED_DATA, 'pages');
  const progress = {
    read: noop,
    done: noop,
    stop: noop,
    say: (line: string) => {
      logger.debug({ event: 'sample', line });
    },
  };
  const summary = await importFiles(await findFiles([folder]), { intake, progress, given: {} });
  logger.info({ event: 'samples-indexed', added: summary.added, failed: summary.failed }, 'the sample pages are indexed');
}

function noop(): void {
  // Nothing to show.
}
