/** An import that was broken off goes on where it was when it is begun again. */
import { importFiles } from '../../src/cli/import-files.js';
import type { InputFile } from '../../src/cli/input-files.js';
import { writeFileSync } from 'node:fs';
import { openTemporaryIntake, pageText, THREE } from '../intake/temporary-intake.js';
import { temporaryFolder } from '../support/run-xunbao.js';

it('reads what was left, and what went in before is unchanged', async () => {
  const room = await openTemporaryIntake();
  const folder = temporaryFolder();
  try {
    const files = THREE.map((article, index): InputFile => {
      const file = folder.at(`2024-03-18-0${index + 1}.txt`);
      writeFileSync(file, pageText([article]));
      return { file, path: file, kind: 'page', gzip: false, sizeBytes: 1_000 };
    });
    const run = (signal?: AbortSignal, onRead: () => void = () => undefined) =>
      importFiles({ files, faults: [], skipped: [], given: [] } as unknown as Parameters<typeof importFiles>[0], {
        intake: room.intake,
        given: { paper: '云湾工人报' },
        progress: { read: onRead, done: () => undefined, say: () => undefined, stop: () => undefined },
        ...(signal !== undefined && { signal }),
      });
    const stop = new AbortController();
    const broken = await run(stop.signal, () => {
      stop.abort();
    });
    expect(broken).toMatchObject({ added: 1, failed: [], skipped: files.slice(1).map(({ file }) => ({ file, code: 'FILE_NOT_REACHED' })) });
    const sequence = room.archive.sequence;
    expect(await run()).toMatchObject({ added: 2, updated: 0, unchanged: 1, removed: 0, failed: [], skipped: [] });
    expect(room.archive.sequence).toBe(sequence + 2);
    expect(room.archive.pages()).toHaveLength(3);
  } finally {
    await room.close();
    folder.remove();
  }
});
