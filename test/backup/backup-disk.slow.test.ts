/** Backups and recoveries on a disk that is cut off or fails at any operation: what was whole stays whole, nothing half is taken for it. */
import path from 'node:path';
import type { Archive } from '../../src/archive/archive.js';
import { ensureFolder } from '../../src/files/file-layer.js';
import { replaceFile } from '../../src/files/replace-file.js';
import { sha256Of } from '../../src/archive/page-files.js';
import { hasNoArchive } from '../../src/archive/claim-folder.js';
import { checkBackup } from '../../src/backup/check-backup.js';
import { recoverArchive } from '../../src/backup/recover-archive.js';
import { takeBackup, type BackupReport } from '../../src/backup/take-backup.js';
import type { SearchServiceError } from '../../src/search-service-error.js';
import { Archive as ArchiveClass } from '../../src/archive/archive.js';
import { inventedArticle, inventedPage } from '../archive/invented-articles.js';
import { lonelyProcess, openSimulated, SIMULATED_FOLDER } from '../crash/scripted-work.js';
import { SimulatedDisk, type CrashMode } from '../crash/simulated-disk.js';
import { Random } from '../support/random.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const BACKUP = '/mnt/backup';
const RECOVERED = '/srv/recovered';
const CODES = ['STORAGE_FULL', 'FOLDER_NOT_WRITABLE', 'FILE_UNREADABLE', 'ARCHIVE_WRITE_FAILED'];

const back = (files: SimulatedDisk): Promise<BackupReport> =>
  takeBackup({ archive: SIMULATED_FOLDER, directory: BACKUP, files, processes: lonelyProcess() });
const recover = (files: SimulatedDisk) => recoverArchive({ backup: BACKUP, directory: RECOVERED, files, processes: lonelyProcess() });
const check = (files: SimulatedDisk) => checkBackup(files, BACKUP, () => undefined);

async function putPage(archive: Archive, id: string, version: number): Promise<string> {
  const bytes = Buffer.from(`望渡晚报\n${id} 第${version}次\n`);
  await archive.commit(
    [
      { type: 'page', page: inventedPage(id, sha256Of(bytes), [`${id}a`]) },
      { type: 'article', article: inventedArticle(`${id}a`, version), pageId: id },
    ],
    [bytes],
  );
  return sha256Of(bytes);
}

/** A disk with an archive of two pages and a word file; with an earlier backup, the archive has gone on since and purged a page of it. */
async function prepared(
  withEarlier: boolean,
): Promise<{ readonly disk: SimulatedDisk; readonly earlier: number | undefined; readonly goneName: string }> {
  const disk = new SimulatedDisk();
  const archive = await openSimulated(disk);
  const words = path.join(SIMULATED_FOLDER, 'words');
  await ensureFolder(disk, words);
  await replaceFile(disk, path.join(words, 'synonyms.txt'), Buffer.from('桥 大桥\n'));
  const goneName = await putPage(archive, 'p1', 1);
  await putPage(archive, 'p2', 1);
  const earlier = withEarlier ? (await back(disk)).sequence : undefined;
  if (withEarlier) {
    await putPage(archive, 'p1', 2);
    await putPage(archive, 'p3', 1);
    await archive.commit([{ type: 'withhold', id: 'p3a', reason: '勘误' }]);
    await archive.purge();
    await replaceFile(disk, path.join(words, 'synonyms.txt'), Buffer.from('桥 大桥 桥梁\n'));
  }
  await archive.close();
  return { disk: disk.crash('lose', Math.random), earlier, goneName };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (error: unknown) => (error as SearchServiceError).code,
  );
}

/** How many operations a run without a fault takes. */
async function operationsOf(disk: SimulatedDisk, run: (files: SimulatedDisk) => Promise<unknown>): Promise<number> {
  const before = disk.operationCount;
  await run(disk);
  return disk.operationCount - before;
}

describe.each([false, true])('a backup (over an earlier one: %s)', (withEarlier) => {
  it.each<CrashMode>(['lose', 'keep', 'torn'])(
    'cut off at any operation leaves the earlier one, or the new one, whole; the next goes on (%s)',
    async (mode) => {
      const count = await operationsOf((await prepared(withEarlier)).disk, back);
      expect(count).toBeGreaterThan(60);
      const stride = LONG ? 1 : 11;
      const seen = new Set<string>();
      for (let cutAt = Date.now() % stride; cutAt < count; cutAt += stride) {
        const { disk, earlier, goneName } = await prepared(withEarlier);
        disk.cutAt = disk.operationCount + cutAt;
        await back(disk).catch(() => undefined);
        const random = new Random(cutAt);
        const left = disk.crash(mode, () => random.next());
        const where = `${mode}, cut at ${cutAt} of ${count}`;
        const found = await check(left).then(
          ({ content }) => content.sequence,
          (error: unknown) => (error as SearchServiceError).code,
        );
        const again = await back(left);
        expect({ where, found: [earlier ?? 'BACKUP_NOT_FOUND', again.sequence].includes(found) ? 'one of both' : found }).toEqual({
          where,
          found: 'one of both',
        });
        seen.add(found === again.sequence ? 'new' : 'earlier');
        expect({ where, content: (await check(left)).content.sequence }).toEqual({ where, content: again.sequence });
        if (withEarlier)
          expect({ where, gone: await left.kind(path.join(BACKUP, 'pages', goneName.slice(0, 2), goneName)) }).toEqual({
            where,
            gone: undefined,
          });
      }
      expect([...seen].sort()).toEqual(['earlier', 'new']);
    },
    120_000,
  );

  it.each(['ENOSPC', 'EIO', 'EACCES'])(
    '%s at any operation is said with a code, and the earlier one, or the new one, is whole',
    async (code) => {
      const count = await operationsOf((await prepared(withEarlier)).disk, back);
      const stride = LONG ? 1 : 11;
      let refusals = 0;
      for (let at = Date.now() % stride; at < count; at += stride) {
        const { disk, earlier } = await prepared(withEarlier);
        disk.fault = { at: disk.operationCount + at, code };
        const said = await codeOf(back(disk));
        const where = `${code} at ${at}: ${disk.operations[disk.fault.at]}`;
        expect({ where, said: said === 'ok' || CODES.includes(said) ? 'known' : said }).toEqual({ where, said: 'known' });
        if (said !== 'ok') refusals += 1;
        expect({ where, open: disk.openCount }).toEqual({ where, open: 0 });
        const found = await check(disk).then(
          ({ content }) => content.sequence,
          (error: unknown) => (error as SearchServiceError).code,
        );
        const again = await back(disk);
        expect({ where, found: [earlier ?? 'BACKUP_NOT_FOUND', again.sequence].includes(found) ? 'one of both' : found }).toEqual({
          where,
          found: 'one of both',
        });
      }
      expect(refusals).toBeGreaterThan(2);
    },
    120_000,
  );
});

describe('a recovery', () => {
  it.each<CrashMode>(['lose', 'keep', 'torn'])(
    'cut off at any operation leaves no archive, or a whole one; the next goes on (%s)',
    async (mode) => {
      const { disk: first } = await prepared(true);
      await back(first);
      const whole = (): SimulatedDisk => first.crash('lose', Math.random);
      const count = await operationsOf(whole(), recover);
      const stride = LONG ? 1 : 11;
      let halves = 0;
      for (let cutAt = Date.now() % stride; cutAt < count; cutAt += stride) {
        const disk = whole();
        disk.cutAt = disk.operationCount + cutAt;
        await recover(disk).catch(() => undefined);
        const random = new Random(cutAt);
        const left = disk.crash(mode, () => random.next());
        const where = `${mode}, cut at ${cutAt} of ${count}`;
        if (await hasNoArchive(RECOVERED, left)) {
          halves += 1;
          await recover(left);
        }
        const archive = await ArchiveClass.open(RECOVERED, { files: left, processes: lonelyProcess() });
        expect({ where, sequence: archive.sequence, withheld: archive.status('p3a') }).toEqual({
          where,
          sequence: (await check(left)).content.sequence,
          withheld: 'withheld',
        });
        for (const { sha256 } of archive.pages()) if (sha256 !== '') await archive.pageBytes(sha256);
        await archive.close();
        expect(left.bytesOf(path.join(RECOVERED, 'words', 'synonyms.txt')).toString()).toBe('桥 大桥 桥梁\n');
      }
      expect(halves).toBeGreaterThan(3);
    },
    120_000,
  );
});
