/** An archive written from the records of another: the same, whatever its history, and after a kill at any byte. */
import { mkdtemp, mkdir, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { Archive } from '../../src/archive/archive.js';
import { readRecords } from '../../src/archive/read-archive.js';
import { hasNoArchive } from '../../src/archive/claim-folder.js';
import { contentOfArchive } from '../../src/extras/opensearch/copy/fill-copy.js';
import { ArchiveRestoration } from '../../src/extras/opensearch/copy/restore-archive.js';
import { verifyArchive } from '../../src/archive/verify-archive.js';
import { seed } from '../support/shared.js';
import { dump } from './archive-model.js';
import { inventedArticle } from './invented-articles.js';
import { RANDOM_PAGE_IDS, randomStep, take } from './random-changes.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-restore-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const at = (...parts: readonly string[]): string => path.join(folder, ...parts);

/** Writes the records of an archive into a folder; the first run ends after so many batches. */
async function restore(from: Archive, to: string, endsAfter = Infinity): Promise<ArchiveRestoration | undefined> {
  const target = await ArchiveRestoration.begin(to, 'one copy');
  let count = 0;
  for await (const { records } of from.recordsAfter(Math.max(0, target.reached - 1))) {
    for (const record of records.filter(({ sequence }) => sequence >= target.reached)) {
      if (record.sha256 !== undefined && !(await target.hasFile(record.sha256))) await target.putFile(await from.pageBytes(record.sha256));
      await target.add([record]);
      if (++count >= endsAfter) {
        await target.stop({ wrong: false });
        return undefined;
      }
    }
  }
  await target.seal(from.sequence, from.horizon);
  return target;
}

async function exported(directory: string): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const record of readRecords(directory)) all.push(record);
  return all;
}

describe('an archive written from the records of another', () => {
  it('is the same, after random histories and an end at any record', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(randomStep, { maxLength: 14 }), fc.nat(6), async (steps, endsAfter) => {
        const room = await mkdtemp(at('run-'));
        const archive = await Archive.open(path.join(room, 'from'));
        for (const step of steps) await take(archive, step);
        const to = path.join(room, 'to');
        if (endsAfter > 0) await (await restore(archive, to, endsAfter))?.stop({ wrong: false });
        const target = (await hasNoArchive(to)) ? await restore(archive, to) : undefined;
        const wanted = await contentOfArchive(archive);
        expect(await target!.content()).toEqual(wanted);
        await target!.publish(await archive.marker());
        const back = await Archive.open(to);
        expect(back.sequence).toBe(archive.sequence);
        expect(await back.marker()).toBe(await archive.marker());
        expect(await dump(back, RANDOM_PAGE_IDS)).toEqual(await dump(archive, RANDOM_PAGE_IDS));
        expect(await contentOfArchive(back)).toEqual(wanted);
        await Promise.all([back.close(), archive.close()]);
        expect(await exported(to)).toEqual(await exported(path.join(room, 'from')));
        expect(await verifyArchive(to)).toMatchObject({ ok: true, problems: [] });
      }),
      { seed, numRuns: LONG ? 500 : 40 },
    );
  }, 300_000);

  it('goes on after a kill wherever its log ended', async () => {
    const archive = await Archive.open(at('from'));
    for (let i = 0; i < 8; i += 1) await archive.commit([{ type: 'article', article: inventedArticle(`a${i}`), source: 'api' }]);
    await restore(archive, at('to'), 7);
    const aside = at('to', 'articles.log.new');
    const { size } = await stat(aside);
    for (let length = size; length >= 0; length -= LONG ? 1 : 37) {
      await truncate(aside, Math.min(length, (await stat(aside)).size));
      const target = await restore(archive, at('to'));
      expect(await target!.content()).toEqual(await contentOfArchive(archive));
      await target!.stop({ wrong: false });
    }
    await archive.close();
  }, 120_000);

  it('takes an empty folder and no other, and none that another copy was begun in', async () => {
    await mkdir(at('full'));
    await writeFile(at('full', 'letter.txt'), '别的东西');
    await expect(ArchiveRestoration.begin(at('full'), 'one')).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' });
    expect(await readdir(at('full'))).toContain('letter.txt');
    await (await Archive.open(at('archive'))).close();
    expect(await hasNoArchive(at('archive'))).toBe(false);
    await expect(ArchiveRestoration.begin(at('archive'), 'one')).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' });
    await (await ArchiveRestoration.begin(at('begun'), 'one')).stop({ wrong: false });
    expect(await hasNoArchive(at('begun'))).toBe(true);
    await expect(ArchiveRestoration.begin(at('begun'), 'another')).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' });
    await expect(Archive.open(at('begun'))).rejects.toMatchObject({ code: 'FOLDER_NOT_OURS' });
  });
});
