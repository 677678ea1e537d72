/** An archive whose files are moved, replaced or taken over beneath it: nothing is acknowledged that is not in the folder, for good. */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Archive } from '../../src/archive/archive.js';
import type { ArchiveChange } from '../../src/archive/archive-change.js';
import type { FileLayer } from '../../src/files/file-layer.js';
import { FolderLock, isLockName } from '../../src/archive/folder-lock.js';
import { machineProcesses, type Processes } from '../../src/archive/lock-owner.js';
import { nodeFiles } from '../../src/files/node-files.js';
import { sha256Of } from '../../src/archive/page-files.js';
import { verifyArchive } from '../../src/archive/verify-archive.js';
import { inventedArticle, inventedPage } from './invented-articles.js';

let room: string;
let folder: string;
let log: string;
beforeEach(async () => {
  room = await fs.mkdtemp(path.join(os.tmpdir(), 'xunbao-fence-'));
  folder = path.join(room, 'archive');
  log = path.join(folder, 'articles.log');
});
afterEach(() => fs.rm(room, { recursive: true }));

/** One who finds nobody alive, as a container that cannot see the other one; he waits for no beats. */
const blind = (): Processes => ({ ...machineProcesses(), isAlive: () => false, beatMs: 0 });
const article = (id: string): ArchiveChange => ({ type: 'article', article: inventedArticle(id, 1), source: '/in/a.ndjson' });
const lockName = async (): Promise<string> => (await fs.readdir(folder)).find((name) => isLockName(name) && !name.includes('.sock.'))!;
const LOST = { code: 'ARCHIVE_LOST' };

/** What is done to the folder beneath an open archive; `copy` is a copy of it from before the last commit. */
const DONE: Readonly<Record<string, (copy: string) => Promise<unknown>>> = {
  'log moved': () => fs.rename(log, path.join(room, 'aside.log')),
  'log removed': () => fs.rm(log),
  'log moved and copied back': async () => {
    await fs.rename(log, path.join(room, 'aside.log'));
    await fs.copyFile(path.join(room, 'aside.log'), log);
  },
  'log copied over with an older one': (copy) => fs.copyFile(path.join(copy, 'articles.log'), log),
  'log copied over with one of the same length': async () => fs.writeFile(log, Buffer.alloc((await fs.stat(log)).size, 'x')),
  'log cut to nothing': () => fs.truncate(log),
  'log written to by somebody else': () => fs.appendFile(log, 'a line of another writer\n'),
  'folder moved': () => fs.rename(folder, path.join(room, 'aside')),
  'folder moved and another in its place': async (copy) => {
    await fs.rename(folder, path.join(room, 'aside'));
    await fs.rename(copy, folder);
  },
  'folder removed': () => fs.rm(folder, { recursive: true }),
  'lock file removed': async () => fs.rm(path.join(folder, await lockName())),
  'lock file written over': async () => fs.writeFile(path.join(folder, await lockName()), '{"released":true}\n'),
  'lock taken by another': () => FolderLock.take(nodeFiles, folder, blind()),
};

/** Everything under a folder with its bytes; undefined where there is none. */
async function bytesUnder(directory: string): Promise<Map<string, string> | undefined> {
  const names = await fs.readdir(directory, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (names === undefined) return undefined;
  const found = new Map<string, string>();
  for (const entry of names)
    if (entry.isFile())
      found.set(path.join(entry.parentPath, entry.name), await fs.readFile(path.join(entry.parentPath, entry.name), 'latin1'));
  return found;
}

describe('an archive beneath which something was done', () => {
  it.each(Object.keys(DONE))('%s: it takes no write any more, of any kind, touches nothing, and reads on', async (what) => {
    const said: string[] = [];
    const archive = await Archive.open(folder, { onLost: ({ code }) => said.push(code), cacheCharacters: 1 });
    await archive.commit([article('a')]);
    const copy = path.join(room, 'copy');
    await fs.cp(folder, copy, { recursive: true, filter: (name) => !name.includes('.sock.') });
    await archive.commit([article('b')]);
    await DONE[what]!(copy);
    const before = await bytesUnder(folder);
    const bytes = Buffer.from('望渡晚报\n');
    await expect(archive.commit([{ type: 'page', page: inventedPage('p', sha256Of(bytes), []) }], [bytes])).rejects.toMatchObject(LOST);
    await expect(archive.commit([article('c')])).rejects.toMatchObject(LOST);
    await expect(archive.compact()).rejects.toMatchObject(LOST);
    await expect(archive.purge()).rejects.toMatchObject(LOST);
    await expect(archive.checkHeld()).rejects.toMatchObject(LOST);
    expect([archive.lost?.code, said, archive.status('c'), archive.sequence]).toEqual(['ARCHIVE_LOST', ['ARCHIVE_LOST'], undefined, 2]);
    if (!/copied over|cut|same length/.test(what)) expect((await archive.article('a'))?.article.id).toBe('a');
    await archive.close();
    // A lock that is still its own it gives back.
    const compared = (files: Map<string, string> | undefined): unknown =>
      [...(files ?? [])].filter(([name]) => !what.startsWith('log') || !isLockName(path.basename(name)));
    expect(compared(await bytesUnder(folder))).toEqual(compared(before));
  });

  it('is lost for good, also when everything stands as it was again', async () => {
    const archive = await Archive.open(folder);
    await fs.rename(log, `${log}.aside`);
    await expect(archive.checkHeld()).rejects.toMatchObject(LOST);
    await fs.rename(`${log}.aside`, log);
    await expect(archive.commit([article('a')])).rejects.toMatchObject(LOST);
    await archive.close();
    const again = await Archive.open(folder);
    await again.commit([article('a')]);
    await again.close();
    expect((await verifyArchive(folder)).problems).toEqual([]);
  });

  it('finds out by itself', async () => {
    const lost = new Promise((resolve) => {
      void Archive.open(folder, { onLost: resolve }).then(async () => fs.rename(folder, `${folder}-moved`));
    });
    expect(await lost).toMatchObject(LOST);
  });
});

/** Files of this machine with something done just before or after one operation. */
function withHook(hook: (operation: string, file: string) => Promise<void>): FileLayer {
  return {
    ...nodeFiles,
    open: async (file, mode) => {
      const handle = await nodeFiles.open(file, mode);
      return {
        ...handle,
        write: async (bytes, position) => {
          await hook('write', file);
          return handle.write(bytes, position);
        },
        sync: async () => {
          await handle.sync();
          await hook('synced', file);
        },
      };
    },
    rename: async (from, to) => {
      await hook('rename', to);
      await nodeFiles.rename(from, to);
      await hook('renamed', to);
    },
  };
}

describe('what is done between the look and the answer', () => {
  const files = (at: string, name: RegExp, work: () => Promise<unknown>): FileLayer => {
    let isDone = false;
    return withHook(async (operation, file) => {
      if (isDone || !isArmed || operation !== at || !name.test(file)) return;
      isDone = true;
      await work();
    });
  };
  let isArmed = false;
  beforeEach(() => {
    isArmed = false;
  });
  const arm = (): void => {
    isArmed = true;
  };

  it.each(['write', 'synced'])(
    'a write that another has overtaken (%s) is not acknowledged, and cuts nothing of what the other wrote',
    async (at) => {
      let other: Archive | undefined;
      const first = await Archive.open(folder, {
        files: files(at, /articles\.log$/, async () => {
          other = await Archive.open(folder, { processes: unknowing() });
          await other.commit([article('theirs')]);
        }),
      });
      await first.commit([article('a')]);
      arm();
      await expect(first.commit([article('ours')])).rejects.toMatchObject(LOST);
      await first.close();
      await other!.commit([article('theirs2')]);
      await other!.close();
      const { ok, problems, articleCount } = await verifyArchive(folder);
      // The write of the first may have been whole when the second read the log; it is no loss that it is kept then.
      expect([ok, problems, articleCount >= 3]).toEqual([true, [], true]);
      const third = await Archive.open(folder);
      expect(['a', 'theirs', 'theirs2'].map((id) => third.status(id))).toEqual(['live', 'live', 'live']);
      await third.close();
    },
  );

  it.each([
    ['moved', () => fs.rename(log, `${log}.gone`)],
    ['cut', () => fs.truncate(log, 100)],
    ['written over', () => fs.writeFile(log, 'x'.repeat(50))],
  ])('a log that is %s after the look is not acknowledged into', async (_, work) => {
    const archive = await Archive.open(folder, { files: files('write', /articles\.log$/, work) });
    await archive.commit([article('a')]);
    arm();
    await expect(archive.commit([article('b')])).rejects.toMatchObject(LOST);
    await archive.close();
  });

  it("a compaction that another has overtaken does not put its log in the place of the other's", async () => {
    let other: Archive | undefined;
    const first = await Archive.open(folder, {
      files: files('rename', /articles\.log$/, async () => {
        other = await Archive.open(folder, { processes: unknowing() });
        await other.commit([article('theirs')]);
      }),
    });
    await first.commit([article('a')]);
    arm();
    await expect(first.compact()).rejects.toMatchObject({ code: expect.stringMatching(/ARCHIVE_LOST|ARCHIVE_WRITE_FAILED/) });
    await expect(first.commit([article('b')])).rejects.toMatchObject(LOST);
    await first.close();
    await other!.close();
    const third = await Archive.open(folder);
    expect(['a', 'theirs', 'b'].map((id) => third.status(id))).toEqual(['live', 'live', undefined]);
    await third.close();
  });

  it('a page whose bytes were on their way is refused, and leaves no folder where the archive was', async () => {
    const archive = await Archive.open(folder);
    await fs.rename(folder, `${folder}-moved`);
    const bytes = Buffer.from('望渡晚报\n');
    await expect(archive.commit([{ type: 'page', page: inventedPage('p', sha256Of(bytes), []) }], [bytes])).rejects.toMatchObject(LOST);
    await expect(fs.stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    await archive.close();
  });
});

/** One to whom nothing tells whether the holder lives, and who finds it silent. */
const unknowing = (): Processes => ({
  ...machineProcesses(),
  self: { ...machineProcesses().self, boot: 'another' },
  isAlive: () => undefined,
  beatMs: 0,
});
