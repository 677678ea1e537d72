import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Archive } from '../../src/archive/archive.js';
import type { ArchiveRecord } from '../../src/archive/archive-change.js';
import { readRecords } from '../../src/archive/read-archive.js';
import { inventedArticle } from './invented-articles.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-read-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function all(records: AsyncIterable<ArchiveRecord>): Promise<readonly ArchiveRecord[]> {
  const found: ArchiveRecord[] = [];
  for await (const record of records) found.push(record);
  return found;
}

const put = (id: string) => ({ type: 'article', article: { ...inventedArticle(id), paragraphs: ['钟楼报时。'.repeat(50)] } }) as const;

describe('readRecords', () => {
  it('gives what an open archive gives, beside it, withheld and deleted ones too', async () => {
    const archive = await Archive.open(folder);
    await archive.commit([put('b'), put('a'), put('c')]);
    await archive.commit([
      { type: 'withhold', id: 'a', reason: '核实中' },
      { type: 'delete', id: 'unknown' },
    ]);
    const found = await all(readRecords(folder));
    expect(found).toEqual(await all(archive.records()));
    expect(found.map(({ id, status }) => [id, status])).toEqual([
      ['a', 'withheld'],
      ['b', 'live'],
      ['c', 'live'],
      ['unknown', 'deleted'],
    ]);
    await archive.close();
    expect(await all(readRecords(folder))).toEqual(found);
  });

  it('reads to its end what it began with, while another compacts and writes', async () => {
    const archive = await Archive.open(folder);
    await archive.commit(Array.from({ length: 600 }, (_, at) => put(String(at))));
    const reading = readRecords(folder);
    const first = await reading.next();
    await archive.commit(Array.from({ length: 600 }, (_, at) => ({ type: 'delete', id: String(at) })));
    await archive.purge();
    await archive.commit([put('new')]);
    const rest = await all(reading);
    expect(first.done).toBe(false);
    expect(rest).toHaveLength(599);
    expect(rest.every(({ article }) => article !== undefined)).toBe(true);
    await archive.close();
  });

  it('makes no archive where there is none', async () => {
    await expect(all(readRecords(folder))).rejects.toMatchObject({ code: 'FOLDER_NOT_OURS' });
    await expect(all(readRecords(path.join(folder, 'nowhere')))).rejects.toMatchObject({ code: 'FOLDER_NOT_OURS' });
  });
});
