import { spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Archive } from '../../src/archive/archive.js';
import { FORMAT_VERSION } from '../../src/archive/archive-folder.js';
import type { FileLayer } from '../../src/files/file-layer.js';
import { FolderLock, isLockName } from '../../src/archive/folder-lock.js';
import { machineProcesses, type Processes } from '../../src/archive/lock-owner.js';
import { placeOf } from '../../src/archive/lock-socket.js';
import { nodeFiles } from '../../src/files/node-files.js';

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'xunbao-lock-'));
});
afterEach(() => fs.rm(folder, { recursive: true }));

const locks = async (): Promise<string[]> => (await fs.readdir(folder)).filter(isLockName);
const writeLock = (number: number, owner: object): Promise<void> =>
  fs.writeFile(path.join(folder, `xunbao-archive.lock.${number}`), JSON.stringify(owner));

describe('the lock of an archive', () => {
  it('lets one in and tells the others who it is', async () => {
    const first = await Archive.open(folder);
    await expect(Archive.open(folder)).rejects.toMatchObject({
      code: 'ARCHIVE_LOCKED',
      message: expect.stringContaining(`process ${process.pid}`),
    });
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

  it("that a power cut left empty is nobody's", async () => {
    await fs.writeFile(path.join(folder, 'xunbao-archive.lock.1'), '');
    await (await Archive.open(folder)).close();
  });
});

/** One whom no number and no socket tells anything: another machine, or a file system that carries no socket. */
const stranger = (beatMs = 15): Processes => ({
  ...machineProcesses(),
  self: { ...self, boot: 'another' },
  isAlive: () => undefined,
  beatMs,
});
const { self } = machineProcesses();
const lockText = async (name: string): Promise<string> => fs.readFile(path.join(folder, name), 'utf8');
const removeSockets = async (): Promise<void> => {
  for (const name of await locks()) if (name.includes('.sock.')) await fs.rm(path.join(folder, name));
};

describe('the holder of a lock that no process number tells of', () => {
  it('lives while its socket is listened on, whatever its beats and the clock of its file say', async () => {
    const held = await FolderLock.take(nodeFiles, folder, { ...machineProcesses(), beatMs: 3_600_000 });
    for (const years of [-30, 30]) {
      const time = new Date(Date.now() + years * 365 * 86_400_000);
      for (const name of await locks()) await fs.utimes(path.join(folder, name), time, time);
      await expect(FolderLock.take(nodeFiles, folder, stranger())).rejects.toMatchObject({
        code: 'ARCHIVE_LOCKED',
        message: expect.stringContaining(`process ${process.pid}`),
      });
    }
    await held.release();
    await (await FolderLock.take(nodeFiles, folder, stranger())).release();
  });

  it('is gone at once when nobody listens any more on a disk of this kernel', async () => {
    const child = spawnSync(process.execPath, [
      '-e',
      `require('net').createServer().listen('${folder}/xunbao-archive.sock.lock.5', () => process.kill(process.pid, 'SIGKILL'))`,
    ]);
    expect(child.signal).toBe('SIGKILL');
    const { disk, folder: id } = placeOf(folder);
    const owner = { ...self, pid: 1, namespaces: 'pid:[1]', folder: id, disk, listens: true, token: 't', beat: '000000000007' };
    await writeLock(5, owner);
    const startMs = performance.now();
    const lock = await FolderLock.take(nodeFiles, folder, { ...machineProcesses(), beatMs: 2_000 });
    expect(performance.now() - startMs).toBeLessThan(2_000);
    expect(lock.takenOverFrom).toEqual(owner);
    await lock.release();
  });

  it('lives while it beats', async () => {
    const held = await FolderLock.take(nodeFiles, folder, { ...machineProcesses(), beatMs: 15 });
    await removeSockets();
    for (let n = 0; n < 3; n++)
      await expect(FolderLock.take(nodeFiles, folder, stranger())).rejects.toMatchObject({ code: 'ARCHIVE_LOCKED' });
    expect(await held.isOurs()).toBe(true);
    await held.release();
  });

  it('loses the lock when it is silent, and the log it has open is another file from then on', async () => {
    const first = await Archive.open(folder, { processes: { ...machineProcesses(), beatMs: 3_600_000 } });
    await removeSockets();
    const log = path.join(folder, 'articles.log');
    const [before, bytes] = [await fs.stat(log), await fs.readFile(log)];
    const lock = await FolderLock.take(nodeFiles, folder, stranger());
    expect([(await fs.stat(log)).ino === before.ino, (await fs.readFile(log)).equals(bytes)]).toEqual([false, true]);
    await expect(first.checkHeld()).rejects.toMatchObject({ code: 'ARCHIVE_LOST' });
    expect(await lock.isOurs()).toBe(true);
    await first.close();
    expect(await lock.isOurs()).toBe(true);
    await lock.release();
  });

  it('may come back until the log has been changed for another, whoever dies meanwhile', async () => {
    await (await Archive.open(folder)).close();
    const log = path.join(folder, 'articles.log');
    await writeLock(9, { ...self, pid: 4_000_000, unsettled: true });
    const { ino } = await fs.stat(log);
    const full = {
      ...nodeFiles,
      open: async (...[file, mode]: Parameters<typeof nodeFiles.open>) =>
        file.endsWith('.new') ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : nodeFiles.open(file, mode),
    };
    await expect(Archive.open(folder, { files: full })).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    expect((await fs.stat(log)).ino).toBe(ino);
    await (await Archive.open(folder)).close();
    expect((await fs.stat(log)).ino).not.toBe(ino);
    expect(await lockText((await locks())[0]!)).toBe('{"released":true}\n');
  });

  it('keeps the lock when it beats again just before another takes it', async () => {
    const held = await FolderLock.take(nodeFiles, folder, { ...machineProcesses(), beatMs: 3_600_000 });
    await removeSockets();
    const file = path.join(folder, (await locks())[0]!);
    const text = await fs.readFile(file, 'utf8');
    const handle = await fs.open(file, 'r+');
    let beat = 0;
    const beatAgain = async (): Promise<void> => {
      await handle.write(String(++beat).padStart(12, '0'), text.indexOf('000000000000'));
    };
    let isBack = false;
    let beating: NodeJS.Timeout | undefined;
    const files: FileLayer = {
      ...nodeFiles,
      open: async (name, mode) => {
        if (mode === 'create' && !isBack) {
          isBack = true;
          await beatAgain();
          beating = setInterval(() => void beatAgain(), 10).unref();
        }
        return nodeFiles.open(name, mode);
      },
    };
    await expect(FolderLock.take(files, folder, stranger())).rejects.toMatchObject({ code: 'ARCHIVE_LOCKED' });
    clearInterval(beating);
    await handle.close();
    expect([isBack, await held.isOurs(), await locks()]).toEqual([true, true, ['xunbao-archive.lock.1']]);
    await held.release();
  });

  it('listens in a folder whose path is too long for a socket', async () => {
    const deep = path.join(folder, '很深'.repeat(20), 'x'.repeat(100));
    await fs.mkdir(deep, { recursive: true });
    const held = await FolderLock.take(nodeFiles, deep, { ...machineProcesses(), beatMs: 3_600_000 });
    const isLinux = process.platform === 'linux';
    expect((await fs.readdir(deep)).sort()).toEqual(['xunbao-archive.lock.1', ...(isLinux ? ['xunbao-archive.sock.lock.1'] : [])]);
    if (isLinux) await expect(FolderLock.take(nodeFiles, deep, stranger())).rejects.toMatchObject({ code: 'ARCHIVE_LOCKED' });
    await held.release();
    expect(await fs.readdir(deep)).toEqual(['xunbao-archive.lock.1']);
  });
});

describe('a lock of an earlier version, without namespaces and beats', () => {
  const older = { pid: self.pid, host: self.host, boot: self.boot, start: self.start };
  it.each([
    ['of this host and boot is held, as its number may be one of another namespace', { ...older, pid: 4_000_000 }, false],
    ['of another host is held', { ...older, host: 'elsewhere' }, false],
    ['of an earlier boot is free', { ...older, boot: 'earlier' }, true],
  ])('%s', async (_name, owner, free) => {
    await writeLock(3, owner);
    const taken = FolderLock.take(nodeFiles, folder, machineProcesses());
    if (free) await (await taken).release();
    else
      await expect(taken).rejects.toMatchObject({
        code: 'ARCHIVE_LOCKED',
        message: expect.stringContaining(`remove ${path.join(folder, 'xunbao-archive.lock.3')}`),
      });
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
    await expect(Archive.open(folder)).rejects.toMatchObject({
      code: 'FOLDER_NOT_OURS',
      message: expect.stringContaining(`format ${FORMAT_VERSION + 1}`),
    });
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
    await expect(Archive.open(folder, { files })).rejects.toMatchObject({
      code: 'FOLDER_NOT_WRITABLE',
      message: expect.stringContaining('EACCES'),
    });
  });
});
