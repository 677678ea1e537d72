import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Archive } from '../../src/archive/archive.js';
import { FORMAT_VERSION } from '../../src/archive/archive-folder.js';
import { FolderLock, isLockName } from '../../src/archive/folder-lock.js';
import { machineProcesses } from '../../src/archive/lock-owner.js';
import { nodeFiles } from '../../src/archive/node-files.js';

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'xunbao-lock-'));
});
afterEach(() => fs.rm(folder, { recursive: true }));

const locks = async (): Promise<string[]> => (await fs.readdir(folder)).filter(isLockName);
const writeLock = (number: number, owner: object): Promise<void> => fs.writeFile(path.join(folder, `xunbao-archive.lock.${number}`), JSON.stringify(owner));

describe('the lock of an archive', () => {
  it('lets one in and tells the others who it is', async () => {
    const first = await Archive.open(folder);
    await expect(Archive.open(folder)).rejects.toMatchObject({ code: 'ARCHIVE_LOCKED', message: expect.stringContaining(`process ${process.pid}`) });
    await first.close();
    const second = await Archive.open(folder);
    expect(second.recovery.takenOverFrom).toBeUndefined();
    await second.close();
    expect(await locks()).toEqual(['xunbao-archive.lock.2']);
  });

  it('lets exactly one of many in, whatever they find', async () => {
    const { self } = machineProcesses();
    for (const found of [undefined, { released: true }, { ...self, start: 'earlier' }]) {
      if (found !== undefined) await writeLock(7, found);
      for (let round = 0; round < 20; round++) {
        const results = await Promise.allSettled(Array.from({ length: 8 }, () => FolderLock.take(nodeFiles, folder, machineProcesses())));
        const taken = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
        expect(taken).toHaveLength(1);
        for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'ARCHIVE_LOCKED' });
        await taken[0]!.release();
      }
      for (const name of await locks()) await fs.rm(path.join(folder, name));
    }
  });

  const { self } = machineProcesses();
  it.each([
    ['whose process is gone', { ...self, pid: 4_000_000 }, true],
    ['whose process number belongs to a later process', { ...self, start: '1' }, true],
    ['of an earlier boot', { ...self, boot: 'earlier' }, true],
    ['of another machine', { ...self, host: 'elsewhere' }, false],
  ])('%s', async (_, owner, free) => {
    await writeLock(3, owner);
    if (!free) {
      await expect(Archive.open(folder)).rejects.toMatchObject({ code: 'ARCHIVE_LOCKED', message: expect.stringContaining('remove') });
      return;
    }
    const archive = await Archive.open(folder);
    expect(archive.recovery.takenOverFrom).toEqual(owner);
    await archive.close();
  });

  it('that a power cut left empty is nobody\'s', async () => {
    await fs.writeFile(path.join(folder, 'xunbao-archive.lock.1'), '');
    await (await Archive.open(folder)).close();
  });
});

describe('opening a folder', () => {
  it('makes what is missing above it', async () => {
    const deep = path.join(folder, 'x', 'y');
    const archive = await Archive.open(deep);
    expect(archive.recovery.created).toBe(true);
    await archive.close();
    expect((await fs.readdir(deep)).filter((name) => !isLockName(name)).sort()).toEqual(['articles.log', 'xunbao-archive.json']);
  });

  it('leaves a folder with other things in it alone', async () => {
    await fs.writeFile(path.join(folder, 'letters.txt'), '家书');
    await expect(Archive.open(folder)).rejects.toMatchObject({ code: 'FOLDER_NOT_OURS', message: expect.stringContaining('letters.txt') });
    expect(await fs.readFile(path.join(folder, 'letters.txt'), 'utf8')).toBe('家书');
  });

  it('refuses an archive of a newer format', async () => {
    await (await Archive.open(folder)).close();
    await fs.writeFile(path.join(folder, 'xunbao-archive.json'), JSON.stringify({ format: 'xunbao-archive', version: FORMAT_VERSION + 1 }));
    await expect(Archive.open(folder)).rejects.toMatchObject({ code: 'FOLDER_NOT_OURS', message: expect.stringContaining(`format ${FORMAT_VERSION + 1}`) });
  });

  it('refuses an archive whose log is gone, rather than begin a new one', async () => {
    await (await Archive.open(folder)).close();
    await fs.rm(path.join(folder, 'articles.log'));
    await expect(Archive.open(folder)).rejects.toMatchObject({ code: 'ARCHIVE_CORRUPT', message: expect.stringContaining('articles.log') });
  });

  it.each(['file', 'file/inner'])('says so when %s stands where the folder should', async (name) => {
    await fs.writeFile(path.join(folder, 'file'), '');
    await expect(Archive.open(path.join(folder, name))).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' });
  });

  it('says so when it may not write there', async () => {
    const files = { ...nodeFiles, open: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })) };
    await expect(Archive.open(folder, { files })).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE', message: expect.stringContaining('EACCES') });
  });
});
