/** What a backup holds, where it may go, and what is refused. */
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Archive } from '../../src/archive/archive.js';
import type { FileLayer } from '../../src/files/file-layer.js';
import { nodeFiles } from '../../src/files/node-files.js';
import { sha256Of } from '../../src/archive/page-files.js';
import { readRecords } from '../../src/archive/read-archive.js';
import { verifyArchive } from '../../src/archive/verify-archive.js';
import { checkApart } from '../../src/backup/apart.js';
import { recoverArchive } from '../../src/backup/recover-archive.js';
import { takeBackup, type BackupReport } from '../../src/backup/take-backup.js';
import { inventedArticle, inventedPage } from '../archive/invented-articles.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

let room: TemporaryFolder;
let archive: Archive;
beforeEach(async () => {
  room = temporaryFolder();
  archive = await Archive.open(room.at('archive'));
});
afterEach(async () => {
  await archive.close();
  room.remove();
});

const bytesOf = (id: string, version: number): Buffer => Buffer.from(`望渡晚报\n${id} 第${version}次\n`);

async function putPage(id: string, version = 1): Promise<string> {
  const bytes = bytesOf(id, version);
  await archive.commit(
    [
      { type: 'page', page: inventedPage(id, sha256Of(bytes), [`${id}a`]) },
      { type: 'article', article: inventedArticle(`${id}a`, version), pageId: id },
    ],
    [bytes],
  );
  return sha256Of(bytes);
}

const back = (files?: FileLayer): Promise<BackupReport> =>
  takeBackup({ archive: room.at('archive'), directory: room.at('backup'), ...(files !== undefined && { files }) });
const recover = (to = 'recovered') => recoverArchive({ backup: room.at('backup'), directory: room.at(to) });

async function recordsIn(folder: string): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  for await (const record of readRecords(room.at(folder))) records.push(record);
  return records;
}

const pagesIn = (folder: string): readonly string[] =>
  readdirSync(room.at(folder, 'pages'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
const fileOf = (folder: string, sha256: string): string => room.at(folder, 'pages', sha256.slice(0, 2), sha256);

describe('a backup beside an open archive', () => {
  it('holds every article, tombstone, page and word file, and what is made of it is the same under another id', async () => {
    for (const id of ['p1', 'p2', 'p3']) await putPage(id);
    await archive.commit([
      { type: 'withhold', id: 'p1a', reason: '勘误' },
      { type: 'delete', id: 'p2a' },
      { type: 'deletePage', id: 'p2' },
      { type: 'article', article: inventedArticle('x') },
    ]);
    mkdirSync(room.at('archive', 'words', 'more'), { recursive: true });
    for (const name of ['synonyms.txt', '__proto__']) writeFileSync(room.at('archive', 'words', name), '桥 大桥\n');
    const report = await back();
    expect(report).toMatchObject({
      sequence: archive.sequence,
      articleCount: 2,
      withheldCount: 1,
      deletedCount: 1,
      pageCount: 2,
      fileCount: 3,
      copiedFileCount: 3,
      words: expect.arrayContaining(['synonyms.txt', '__proto__']),
    });
    expect(await recordsIn('backup')).toEqual(await recordsIn('archive'));
    expect(await verifyArchive(room.at('backup'))).toMatchObject({ ok: true, tornBytes: 0, unusedFiles: [] });
    const outcome = await recover();
    expect(outcome).toMatchObject({ sequence: report.sequence, recoveredFrom: report.archive, taken: report.taken });
    expect(await recordsIn('recovered')).toEqual(await recordsIn('archive'));
    expect(pagesIn('recovered')).toEqual(pagesIn('archive'));
    expect(readFileSync(room.at('recovered', 'words', 'synonyms.txt'), 'utf8')).toBe('桥 大桥\n');
    const markers = ['archive', 'recovered'].map(
      (folder) =>
        JSON.parse(readFileSync(room.at(folder, 'xunbao-archive.json'), 'utf8')) as {
          readonly id: string;
          readonly recoveredFrom?: string;
        },
    );
    expect(markers[1]).toMatchObject({ recoveredFrom: markers[0]!.id });
    expect(markers[1]!.id).not.toBe(markers[0]!.id);
    const recovered = await Archive.open(room.at('recovered'));
    await recovered.commit([{ type: 'restore', id: 'p2a' }]);
    expect([recovered.sequence, recovered.status('p2a')]).toEqual([report.sequence + 1, 'live']);
    await recovered.close();
  });

  it('is whole where a compaction removes a page file between the log and the files', async () => {
    const old = await putPage('p1');
    await putPage('p2');
    let change: Promise<unknown> | undefined;
    const files: FileLayer = {
      ...nodeFiles,
      open: async (file, mode) => {
        if (mode === 'read' && file.startsWith(room.at('archive', 'pages')))
          await (change ??= putPage('p1', 2).then(() => archive.compact()));
        return nodeFiles.open(file, mode);
      },
    };
    const { sequence } = await back(files);
    expect([change !== undefined, sequence, existsSync(fileOf('archive', old)), existsSync(fileOf('backup', old))]).toEqual([
      true,
      archive.sequence,
      false,
      false,
    ]);
    expect((await verifyArchive(room.at('backup'))).problems).toEqual([]);
    expect(await recordsIn('backup')).toEqual(await recordsIn('archive'));
  });

  it('takes the page files of the earlier one and copies the rest; what was purged since is in it no more', async () => {
    await putPage('p1');
    const gone = await putPage('p2');
    await back();
    await putPage('p3');
    await archive.commit([{ type: 'withhold', id: 'p2a', reason: '勘误' }]);
    await archive.purge();
    writeFileSync(room.at('archive', 'xunbao-archive.lock.0'), '');
    const report = await back();
    expect(report).toMatchObject({ fileCount: pagesIn('archive').length, withheldCount: 1 });
    expect(report.copiedFileCount).toBeLessThan(report.fileCount + 1);
    expect(pagesIn('backup')).toEqual(pagesIn('archive'));
    expect(existsSync(fileOf('backup', gone))).toBe(false);
    expect(readFileSync(room.at('backup', 'articles.log'), 'utf8')).not.toContain('编号p2a');
  });

  it('copies a page file of the earlier one again that was damaged since', async () => {
    const name = await putPage('p1');
    await back();
    writeFileSync(fileOf('backup', name), '坏');
    expect(await back()).toMatchObject({ copiedFileCount: 0 });
    expect(readFileSync(fileOf('backup', name))).toEqual(bytesOf('p1', 1));
  });

  it('leaves out what was being written, and any byte lost from its end later is damage', async () => {
    await putPage('p1');
    await archive.close();
    appendFileSync(room.at('archive', 'articles.log'), '0badf00d\t{"sequence":2,"dur');
    expect(await back()).toMatchObject({ sequence: 1 });
    const log = readFileSync(room.at('backup', 'articles.log'));
    for (const lost of [1, 20, 60]) {
      writeFileSync(room.at('backup', 'articles.log'), log.subarray(0, log.length - lost));
      await expect(recover()).rejects.toMatchObject({ code: 'BACKUP_DAMAGED', message: expect.stringContaining('articles.log') });
    }
  });
});

describe('an archive that is damaged', () => {
  it.each(['missing', 'changed'])('with a page file %s is refused with the file, and the earlier backup stays', async (how) => {
    await putPage('p1');
    const earlier = await back();
    const name = await putPage('p2');
    if (how === 'missing') rmSync(fileOf('archive', name));
    else writeFileSync(fileOf('archive', name), '坏');
    await expect(back()).rejects.toMatchObject({ code: 'ARCHIVE_CORRUPT', message: expect.stringContaining(name) });
    expect((await recover()).sequence).toBe(earlier.sequence);
  });

  it('in its log is refused with the place', async () => {
    for (const id of ['p1', 'p2']) await putPage(id);
    await archive.close();
    const log = readFileSync(room.at('archive', 'articles.log'));
    log[200]! ^= 1;
    writeFileSync(room.at('archive', 'articles.log'), log);
    await expect(back()).rejects.toMatchObject({
      code: 'ARCHIVE_CORRUPT',
      message: expect.stringMatching(/archive.articles\.log is damaged at byte \d+/),
    });
    expect(existsSync(room.at('backup', 'xunbao-archive.json'))).toBe(false);
    await expect(recover()).rejects.toMatchObject({ code: 'BACKUP_NOT_FOUND', message: expect.stringContaining('cut short') });
  });
});

describe('a folder that is not free', () => {
  it.each<readonly [string, () => unknown, RegExp]>([
    [
      'a file',
      () => {
        writeFileSync(room.at('backup'), '');
      },
      /it is a file/,
    ],
    [
      'another file in it',
      () => {
        mkdirSync(room.at('backup'));
        writeFileSync(room.at('backup', 'list.txt'), '');
      },
      /it holds list\.txt/,
    ],
    [
      'an archive',
      async () => {
        await (await Archive.open(room.at('backup'))).close();
      },
      /it holds an archive/,
    ],
    [
      'a backup of another archive',
      async () => {
        await (await Archive.open(room.at('other'))).close();
        await takeBackup({ archive: room.at('other'), directory: room.at('backup') });
      },
      /a backup of another archive/,
    ],
    [
      'a backup somebody wrote to',
      async () => {
        await back();
        const served = await Archive.open(room.at('backup'));
        await served.commit([{ type: 'article', article: inventedArticle('own') }]);
        await served.close();
      },
      /articles\.log of the backup in it is not as it was written/,
    ],
    [
      'a damaged manifest',
      async () => {
        await back();
        writeFileSync(
          room.at('backup', 'xunbao-backup.json'),
          readFileSync(room.at('backup', 'xunbao-backup.json'), 'utf8').replace('"sequence": 1', '"sequence": 2'),
        );
      },
      /xunbao-backup\.json is damaged/,
    ],
  ])('takes no backup: %s', async (_what, make, why) => {
    await putPage('p1');
    await make();
    const before = existsSync(room.at('backup', 'articles.log')) && readFileSync(room.at('backup', 'articles.log'));
    await expect(back()).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY', message: expect.stringMatching(why) });
    expect(existsSync(room.at('backup', 'articles.log')) && readFileSync(room.at('backup', 'articles.log'))).toEqual(before);
  });

  it('takes no archive, unless the same recovery was begun there', async () => {
    await putPage('p1');
    await back();
    await expect(recover('archive')).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' });
    mkdirSync(room.at('recovered', 'words'), { recursive: true });
    writeFileSync(room.at('recovered', 'words', 'synonyms.txt'), '船 渡船\n');
    await expect(recover()).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY', message: expect.stringContaining('synonyms.txt') });
    expect(readFileSync(room.at('recovered', 'words', 'synonyms.txt'), 'utf8')).toBe('船 渡船\n');
    rmSync(room.at('recovered', 'words'), { recursive: true });
    writeFileSync(room.at('recovered', 'list.txt'), '');
    await expect(recover()).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY', message: expect.stringContaining('list.txt') });
    rmSync(room.at('recovered', 'list.txt'));
    await recover();
  });

  it('or lies in the archive, or the other way round, also by a link', async () => {
    const one = (folder: string) => ({ what: 'the backup folder', folder: room.at(folder) });
    symlinkSync(room.at('archive'), room.at('link'));
    for (const inside of ['archive', 'archive/b', 'link/b/c', '.']) {
      await expect(checkApart(one(inside), one('archive'))).rejects.toMatchObject({ code: 'PARAMETER_INVALID' });
    }
    for (const apart of ['backup', 'archive-backup', '..b/c']) await checkApart(one(apart), one('archive'));
  });
});

describe('a backup that is damaged', () => {
  beforeEach(async () => {
    await putPage('p1');
    mkdirSync(room.at('archive', 'words'));
    writeFileSync(room.at('archive', 'words', 'synonyms.txt'), '桥 大桥\n');
    await back();
  });

  it.each<readonly [string, (name: string) => void, RegExp]>([
    [
      'a page file missing',
      (name) => {
        rmSync(fileOf('backup', name));
      },
      /pages.[0-9a-f]{2}.[0-9a-f]{64}/,
    ],
    [
      'a page file changed',
      (name) => {
        writeFileSync(fileOf('backup', name), '坏');
      },
      /pages.[0-9a-f]{2}.[0-9a-f]{64}/,
    ],
    [
      'a word file changed',
      () => {
        writeFileSync(room.at('backup', 'words', 'synonyms.txt'), '坏');
      },
      /words.synonyms\.txt/,
    ],
    [
      'a byte of the log changed',
      () => {
        const log = readFileSync(room.at('backup', 'articles.log'));
        log[300]! ^= 4;
        writeFileSync(room.at('backup', 'articles.log'), log);
      },
      /articles\.log \(damaged at byte \d+\)/,
    ],
    [
      'a marker changed',
      () => {
        writeFileSync(room.at('backup', 'xunbao-archive.json'), '{}');
      },
      /xunbao-archive\.json/,
    ],
    [
      'no log',
      () => {
        rmSync(room.at('backup', 'articles.log'));
      },
      /articles\.log \(missing\)/,
    ],
    [
      'a manifest cut off',
      () => {
        writeFileSync(room.at('backup', 'xunbao-backup.json'), '{"format":');
      },
      /xunbao-backup\.json/,
    ],
  ])('makes no archive, and says what is wrong: %s', async (_what, damage, said) => {
    damage(sha256Of(bytesOf('p1', 1)));
    await expect(recover()).rejects.toMatchObject({ code: 'BACKUP_DAMAGED', message: expect.stringMatching(said) });
    expect(existsSync(room.at('recovered'))).toBe(false);
  });

  it('or of a newer format is refused', async () => {
    const file = room.at('backup', 'xunbao-archive.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"version": \d+/, '"version": 99'));
    await expect(recover()).rejects.toMatchObject({ code: 'FOLDER_NOT_OURS', message: expect.stringContaining('format 99') });
  });

  it('or is none: a copy by other means, an empty folder, no folder', async () => {
    cpSync(room.at('archive'), room.at('copy'), { recursive: true, filter: (name) => !name.includes('.lock.') });
    mkdirSync(room.at('empty'));
    for (const none of ['copy', 'empty', 'missing']) {
      await expect(recoverArchive({ backup: room.at(none), directory: room.at('recovered') })).rejects.toMatchObject({
        code: 'BACKUP_NOT_FOUND',
      });
    }
  });
});
