import { Archive } from '../../src/archive/archive.js';
import type { ArchiveChange } from '../../src/archive/archive-change.js';
import { sha256Of } from '../../src/archive/page-files.js';
import { verifyArchive } from '../../src/archive/verify-archive.js';
import { ArchiveModel, dump } from '../archive/archive-model.js';
import { inventedArticle, inventedPage } from '../archive/invented-articles.js';
import { Random } from '../support/random.js';
import { lonelyProcess, openSimulated, SIMULATED_FOLDER } from './scripted-work.js';
import { SimulatedDisk } from './simulated-disk.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const FLIP_COUNT = LONG ? 6_000 : 400;
const LOG = `${SIMULATED_FOLDER}/articles.log`;

const page = (id: string, ids: readonly string[], version: number): ArchiveChange[] => [
  { type: 'page', page: { ...inventedPage(id, '', ids), furniture: [`第${version}版`] } },
  ...ids.map((article): ArchiveChange => ({ type: 'article', article: inventedArticle(article, version), pageId: id })),
];
const COMMITS: readonly (readonly ArchiveChange[])[] = [
  page('p1', ['a', 'b'], 1),
  [{ type: 'article', article: inventedArticle('c') }],
  [
    { type: 'withhold', id: 'a', reason: '误' },
    { type: 'delete', id: 'c' },
  ],
  page('p1', ['a', 'b', 'd'], 2),
  [{ type: 'article', article: inventedArticle('e') }],
];

interface Written {
  readonly disk: SimulatedDisk;
  readonly bytes: Buffer;
  /** The contents at each sequence. */
  readonly states: readonly unknown[];
}

/** An archive with a few commits; `closed` in order or left as a killed process leaves it. */
async function written(closed: boolean, compacted = false): Promise<Written> {
  const disk = new SimulatedDisk();
  const archive = await openSimulated(disk);
  const model = new ArchiveModel();
  const states = [model.dump()];
  for (const [index, changes] of COMMITS.entries()) {
    if (compacted && index === 3) await archive.compact();
    await archive.commit(changes);
    model.commit(changes);
    states.push(model.dump());
  }
  if (closed) await archive.close();
  return { disk, bytes: Buffer.from(disk.bytesOf(LOG)), states };
}

/** The same archive with another log. */
async function withLog(disk: SimulatedDisk, bytes: Buffer): Promise<SimulatedDisk> {
  const copy = disk.crash('keep', Math.random);
  const file = await copy.open(LOG, 'update');
  await file.truncate(0);
  await file.write(bytes, 0);
  await file.close();
  return copy;
}

async function opened(disk: SimulatedDisk): Promise<Archive | { readonly code: string; readonly message: string }> {
  return openSimulated(disk).catch((error: unknown) => error as { code: string; message: string });
}

describe('a log cut off at any length', () => {
  it.each([false, true])(
    'opens as it was at a whole commit and says how much was torn (closed in order: %s)',
    async (closed) => {
      const { disk, bytes, states } = await written(closed);
      const seen = new Set<number>();
      // The short form takes every length of the one and every fifth of the other.
      for (let length = 0; length <= bytes.length; length += closed && !LONG ? 5 : 1) {
        const found = await opened(await withLog(disk, bytes.subarray(0, length)));
        if (!(found instanceof Archive)) {
          // Only within the header, which was on the disk before the file had its name.
          expect({ length, code: found.code, inHeader: length <= bytes.indexOf('\n') }).toEqual({
            length,
            code: 'ARCHIVE_CORRUPT',
            inHeader: true,
          });
          continue;
        }
        const goodBytes = bytes.lastIndexOf('\n', length - 1) + 1;
        expect({ length, torn: found.recovery.tornBytes }).toEqual({ length, torn: length - goodBytes });
        expect({ length, found: await dump(found, ['p1']) }).toEqual({ length, found: states[found.sequence] });
        seen.add(found.sequence);
      }
      expect([...seen]).toEqual([0, 1, 2, 3, 4, 5]);
    },
    60_000,
  );

  it('is refused within the part a compaction wrote, which was on the disk before it counted', async () => {
    const { disk, bytes } = await written(false, true);
    const compactedEnd = bytes.indexOf('{"closed"');
    const second = bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1;
    expect(second).toBeLessThan(compactedEnd);
    expect(await opened(await withLog(disk, bytes.subarray(0, second)))).toMatchObject({ code: 'ARCHIVE_CORRUPT' });
  });
});

describe('a single flipped bit in a log', () => {
  it.each([
    [true, false],
    [false, false],
    [true, true],
  ])(
    'is refused with file and byte, or cut off and reported, never served (closed: %s, compacted: %s)',
    async (closed, compacted) => {
      const { disk, bytes, states } = await written(closed, compacted);
      const seed = Date.now() % 1e6;
      const random = new Random(seed);
      const lastLine = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
      let refused = 0;
      for (let flip = 0; flip < FLIP_COUNT / 3; flip++) {
        const bit = random.below(bytes.length * 8);
        const damaged = Buffer.from(bytes);
        damaged[bit >> 3]! ^= 1 << (bit & 7);
        const where = `seed ${seed}, bit ${bit} of ${bytes.length * 8}`;
        const found = await opened(await withLog(disk, damaged));
        if (found instanceof Archive) {
          // Nothing but the line feed of the last line can look like a torn end; with a close mark not even that loses anything.
          expect({ where, inLastLine: bit >> 3 >= lastLine, torn: found.recovery.tornBytes > 0 }).toEqual({
            where,
            inLastLine: true,
            torn: true,
          });
          expect({ where, found: await dump(found, ['p1']) }).toEqual({ where, found: states[found.sequence] });
          continue;
        }
        refused += 1;
        const start = bytes.subarray(0, bit >> 3).lastIndexOf('\n') + 1;
        expect({ where, code: found.code }).toEqual({ where, code: 'ARCHIVE_CORRUPT' });
        expect(found.message).toContain(LOG);
        const at = Number(/at byte (\d+)/.exec(found.message)?.[1]);
        // The line of the flipped bit, or where a new line feed has split it.
        expect({ where, near: at >= start && at <= (bit >> 3) + 1 }).toEqual({ where, near: true });
      }
      expect(refused).toBeGreaterThan((FLIP_COUNT / 3) * 0.95);
    },
    120_000,
  );

  it('is repaired without losing anything but the damaged change, and what is lost is named', async () => {
    const { disk, bytes, states } = await written(true);
    const seed = Date.now() % 1e6;
    const random = new Random(seed);
    for (let flip = 0; flip < FLIP_COUNT / 4; flip++) {
      const bit = random.below(bytes.length * 8);
      const damaged = Buffer.from(bytes);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      const where = `seed ${seed}, bit ${bit}`;
      const copy = await withLog(disk, damaged);
      const options = { files: copy, processes: lonelyProcess(), repair: true };
      const report = await verifyArchive(SIMULATED_FOLDER, options);
      if (report.ok) continue;
      expect({ where, offset: report.problems.some(({ file, offset }) => file === 'articles.log' && offset !== undefined) }).toEqual({
        where,
        offset: true,
      });
      const archive = await openSimulated(copy.crash('lose', Math.random));
      expect({ where, horizon: archive.horizon >= COMMITS.length }).toEqual({ where, horizon: true });
      expect((await verifyArchive(SIMULATED_FOLDER, { files: copy })).ok).toBe(true);
      const lost = new Set(report.problems.flatMap(({ lostIds = [], takenOutIds = [] }) => [...lostIds, ...takenOutIds]));
      // An id that is itself damaged cannot be named; then the report still has the place.
      const intact = (await records(archive)).filter(([id]) => !lost.has(id));
      const allowed = new Set(
        states.flatMap((state) =>
          (state as { articles: { id: string; article?: object }[] }).articles.map(({ id, article }) => JSON.stringify([id, article])),
        ),
      );
      for (const [id, article] of intact)
        expect({ where, allowed: article === undefined || allowed.has(JSON.stringify([id, article])) }).toEqual({ where, allowed: true });
      expect({ where, few: lost.size <= 4 }).toEqual({ where, few: true });
    }
  }, 120_000);
});

async function records(archive: Archive): Promise<(readonly [string, unknown])[]> {
  const found: (readonly [string, unknown])[] = [];
  for await (const { id, article } of archive.records()) found.push([id, article]);
  return found;
}

describe('verifyArchive', () => {
  it('finds nothing wrong in a sound archive, open or closed, and counts what is in it', async () => {
    const { disk } = await written(false);
    expect(await verifyArchive(SIMULATED_FOLDER, { files: disk })).toEqual({
      ok: true,
      sequence: 5,
      articleCount: 3,
      withheldCount: 1,
      deletedCount: 1,
      pageCount: 1,
      tornBytes: 0,
      problems: [],
      unusedFiles: [],
    });
  });

  it('names the place, keeps the whole articles of a damaged commit, and puts the damaged bytes aside', async () => {
    const { disk, bytes } = await written(true);
    const damaged = Buffer.from(bytes);
    const at = bytes.lastIndexOf('编号b');
    damaged[at + 2]! ^= 1;
    const copy = await withLog(disk, damaged);
    const lineAt = bytes.lastIndexOf('\n', at) + 1;
    const now = (): Date => new Date('2031-05-04T03:02:01Z');
    const report = await verifyArchive(SIMULATED_FOLDER, { files: copy, repair: true, processes: lonelyProcess(), now });
    expect(report).toMatchObject({ ok: false, repaired: { damagedBytesFile: 'articles.log.damaged-2031-05-04T03-02-01-000Z' } });
    expect(report.problems[0]).toMatchObject({ file: 'articles.log', offset: lineAt, lostIds: ['p1', 'b'], savedIds: ['a', 'd'] });
    const archive = await openSimulated(copy);
    expect([archive.status('d'), archive.status('a'), archive.status('e')]).toEqual(['live', 'withheld', 'live']);
    expect((await archive.article('b'))?.article).toEqual(inventedArticle('b', 1));
    expect(copy.bytesOf(`${SIMULATED_FOLDER}/${report.repaired!.damagedBytesFile!}`).includes('编号a')).toBe(true);
    await archive.purge();
    expect((await copy.list(SIMULATED_FOLDER)).some((name) => name.includes('damaged'))).toBe(false);
  });

  it('keeps a withholding that stands in damaged bytes', async () => {
    const { disk, bytes } = await written(true);
    const damaged = Buffer.from(bytes);
    damaged[bytes.indexOf('"sequence":3') + 3]! ^= 1;
    const copy = await withLog(disk, damaged);
    const report = await verifyArchive(SIMULATED_FOLDER, { files: copy, repair: true, processes: lonelyProcess() });
    expect(report.problems[0]).toMatchObject({ takenOutIds: ['a', 'c'] });
    const archive = await openSimulated(copy);
    expect([archive.status('a'), archive.status('c')]).toEqual(['withheld', 'deleted']);
  });

  it('reports page bytes that are missing or damaged, and files no page names', async () => {
    const disk = new SimulatedDisk();
    const archive = await openSimulated(disk);
    const bytes = [Buffer.from('甲'), Buffer.from('乙'), Buffer.from('丙')];
    for (const [n, text] of bytes.entries())
      await archive.commit([{ type: 'page', page: inventedPage(`p${n}`, sha256Of(text), []) }], [text]);
    await archive.commit([{ type: 'removePage', id: 'p2' }]);
    const pathOf = (n: number): string => `pages/${sha256Of(bytes[n]!).slice(0, 2)}/${sha256Of(bytes[n]!)}`;
    await disk.remove(`${SIMULATED_FOLDER}/${pathOf(0)}`);
    disk.bytesOf(`${SIMULATED_FOLDER}/${pathOf(1)}`)[0]! ^= 1;
    await expect(archive.pageBytes(sha256Of(bytes[1]!))).rejects.toMatchObject({ code: 'ARCHIVE_CORRUPT' });
    const report = await verifyArchive(SIMULATED_FOLDER, { files: disk });
    expect(report.problems.map(({ file, lostIds }) => [file, lostIds])).toEqual([
      [pathOf(0), ['p0']],
      [pathOf(1), ['p1']],
    ]);
    expect(report.unusedFiles).toEqual([pathOf(2)]);
  });

  it('is for archives only', async () => {
    await expect(verifyArchive('/', { files: new SimulatedDisk() })).rejects.toMatchObject({ code: 'FOLDER_NOT_OURS' });
  });
});

describe('a text whose bytes change on the disk while the archive is open', () => {
  it('is not served', async () => {
    const { disk, bytes } = await written(false);
    const again = disk.crash('keep', Math.random);
    const archive = await openSimulated(again);
    again.bytesOf(LOG)[bytes.lastIndexOf('编号e') + 6]! ^= 2;
    await expect(archive.article('e')).rejects.toMatchObject({ code: 'ARCHIVE_CORRUPT' });
    expect((await archive.article('d'))?.status).toBe('live');
  });
});
