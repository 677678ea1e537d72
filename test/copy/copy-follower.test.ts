/** The follower of an archive when what it writes to fails: what is acknowledged, what is not, and that nothing is forgotten. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Archive } from '../../src/archive/archive.js';
import type { StoredRecord } from '../../src/archive/stored-record.js';
import { ClusterFault } from '../../src/extras/opensearch/cluster/cluster-fault.js';
import type { ArchiveCopy, CopyState } from '../../src/extras/opensearch/copy/archive-copy.js';
import { CopyFollower } from '../../src/extras/opensearch/copy/copy-follower.js';
import { SearchServiceError } from '../../src/search-service-error.js';
import { inventedArticle } from '../archive/invented-articles.js';

/** A copy in memory that can be made to fail. */
class FakeCopy {
  fault: Error | undefined;
  writes = 0;
  readonly records = new Map<string, StoredRecord>();
  saved: CopyState | undefined;

  async write(records: readonly StoredRecord[]): Promise<void> {
    this.writes += 1;
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (this.fault !== undefined) throw this.fault;
    for (const record of records) this.records.set(record.id, record);
  }

  save(state: CopyState): Promise<void> {
    this.saved = state;
    return Promise.resolve();
  }
}

let folder: string;
let archive: Archive;
let copy: FakeCopy;
let follower: CopyFollower;
const said: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-follower-'));
  archive = await Archive.open(folder);
  copy = new FakeCopy();
  said.length = 0;
  const state = { marker: await archive.marker(), sequence: 0, horizon: 0, isWhole: true };
  follower = new CopyFollower(copy as unknown as ArchiveCopy, undefined as never, archive, state, {
    onFailure: () => said.push('behind'),
    onRecovery: () => said.push('follows'),
  });
});
afterEach(async () => {
  await follower.close();
  await archive.close();
  await rm(folder, { recursive: true, force: true });
});

const put = async (id: string): Promise<void> =>
  follower.upTo(await archive.commit([{ type: 'article', article: inventedArticle(id), source: 'api' }]));

it('acknowledges a write when the copy has it, many at a time', async () => {
  await Promise.all(Array.from({ length: 200 }, (_, i) => put(`a${i}`)));
  expect(copy.records.size).toBe(200);
  expect(copy.writes).toBeLessThan(50);
  await follower.close();
  expect(copy.saved).toMatchObject({ sequence: archive.sequence, isWhole: true });
});

it('refuses while the copy is away, forgets nothing, and follows by itself afterwards', async () => {
  await put('before');
  copy.fault = new ClusterFault('unreachable', 0, 'no_connection', 'POST /_bulk');
  await expect(put('lost?')).rejects.toMatchObject({ code: 'CLUSTER_UNAVAILABLE' });
  await expect(put('lost too?')).rejects.toMatchObject({ code: 'CLUSTER_UNAVAILABLE' });
  expect(follower.healthy).toBe(false);
  expect(archive.status('lost?')).toBe('live');
  copy.fault = undefined;
  const untilMs = performance.now() + 10_000;
  while (!follower.healthy && performance.now() < untilMs) await new Promise((resolve) => setTimeout(resolve, 20));
  expect([...copy.records.keys()].sort()).toEqual(['before', 'lost too?', 'lost?']);
  expect(said).toEqual(['behind', 'follows']);
  await put('after');
  expect(copy.records.has('after')).toBe(true);
});

it('stops for good when another has taken the copy', async () => {
  copy.fault = new SearchServiceError('COPY_TAKEN', 'another has it');
  await expect(put('a')).rejects.toMatchObject({ code: 'COPY_TAKEN' });
  copy.fault = undefined;
  await expect(put('b')).rejects.toMatchObject({ code: 'COPY_TAKEN' });
  expect([...copy.records.keys()]).toEqual([]);
  expect(follower.healthy).toBe(false);
});
