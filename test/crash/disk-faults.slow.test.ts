import type { SearchServiceError } from '../../src/search-service-error.js';
import { dump } from '../archive/archive-model.js';
import { openSimulated, PAGE_IDS, runScript } from './scripted-work.js';
import { SimulatedDisk } from './simulated-disk.js';

/** The short form takes every third operation, another third each time. */
const STRIDE = process.env['XUNBAO_TEST_LONG'] === '1' ? 1 : 3;
const CODES = new Set(['STORAGE_FULL', 'ARCHIVE_WRITE_FAILED', 'FOLDER_NOT_WRITABLE', 'FILE_UNREADABLE']);

describe('a failing disk', () => {
  it.each(['ENOSPC', 'EIO', 'EMFILE', 'SHORT'])(
    '%s at every operation refuses that write, keeps the rest, and reading goes on',
    async (code) => {
      const clean = await runScript(new SimulatedDisk());
      const { operationCount, operations } = clean.disk;
      let refusals = 0;
      const first = Date.now() % STRIDE;
      for (let at = first; at < operationCount; at += STRIDE) {
        const disk = new SimulatedDisk();
        disk.fault = { at, code };
        const { archive, model, rejections } = await runScript(disk);
        const where = `${code} at ${at} (${operations[at]!})`;
        refusals += rejections.length;
        for (const error of rejections) {
          const refusal = (error as SearchServiceError).code;
          expect({ where, refusal, known: CODES.has(refusal) }).toEqual({ where, refusal, known: true });
          if (refusal === 'STORAGE_FULL') expect(code).toBe('ENOSPC');
        }
        if (archive === undefined) continue;
        expect({ where, found: await dump(archive, PAGE_IDS) }).toEqual({ where, found: model.dump() });
        const again = await openSimulated(disk.crash('lose', Math.random));
        expect({ where, found: await dump(again, PAGE_IDS) }).toEqual({ where, found: model.dump() });
        await archive.close().catch(() => undefined);
        expect({ where, openFiles: disk.openCount }).toEqual({ where, openFiles: 0 });
      }
      if (code === 'SHORT') expect(refusals).toBe(0);
      else expect(refusals).toBeGreaterThan(50 / STRIDE);
    },
    120_000,
  );
});
