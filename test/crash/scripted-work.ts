import { Archive } from '../../src/archive/archive.js';
import type { ArchiveChange } from '../../src/archive/archive-change.js';
import type { Processes } from '../../src/archive/lock-owner.js';
import { sha256Of } from '../../src/archive/page-files.js';
import { ArchiveModel } from '../archive/archive-model.js';
import { inventedArticle, inventedPage } from '../archive/invented-articles.js';
import type { SimulatedDisk } from './simulated-disk.js';

export const SIMULATED_FOLDER = '/srv/archive';
export const PAGE_IDS = ['p1', 'p2', 'p3'];

let starts = 0;

/** Processes of which none but the present one is alive: after a crash there is nobody left. */
export function lonelyProcess(): Processes {
  const self = { pid: 1, host: 'simulated', boot: 'simulated', start: String(++starts) };
  return { self, isAlive: (owner) => owner.start === self.start, beatMs: 0 };
}

export function openSimulated(disk: SimulatedDisk): Promise<Archive> {
  return Archive.open(SIMULATED_FOLDER, { files: disk, processes: lonelyProcess() });
}

interface Commit {
  readonly changes: readonly ArchiveChange[];
  readonly bytes?: Buffer;
}

function pageCommit(id: string, version: number, articleIds: readonly string[], gone: readonly string[] = []): Commit {
  const bytes = Buffer.from(`望渡晚报\n${id} 第${version}次\n`);
  const articles = articleIds.map((articleId): ArchiveChange => ({
    type: 'article',
    article: inventedArticle(articleId, version),
    pageId: id,
    source: `/in/${id}.txt`,
  }));
  const removed = gone.map((articleId): ArchiveChange => ({ type: 'remove', id: articleId }));
  return { changes: [{ type: 'page', page: inventedPage(id, sha256Of(bytes), articleIds) }, ...articles, ...removed], bytes };
}

const article = (id: string, version = 1): Commit => ({
  changes: [{ type: 'article', article: inventedArticle(id, version), source: '/in/a.ndjson' }],
});

/** Groups of commits; those of a group run at the same time. A page comes last: its bytes go first, so it is overtaken. */
const STEPS: readonly (readonly Commit[] | 'compact' | 'purge' | 'reopen')[] = [
  [pageCommit('p1', 1, ['a', 'b', 'c'])],
  [article('d'), article('e'), article('f')],
  [
    {
      changes: [
        { type: 'withhold', id: 'b', reason: '误' },
        { type: 'delete', id: 'e' },
      ],
    },
  ],
  'compact',
  [pageCommit('p1', 2, ['a', 'b'], ['c'])],
  [article('f', 2), pageCommit('p2', 1, ['g'])],
  'reopen',
  [article('d', 2), { changes: [{ type: 'restore', id: 'e' }] }, article('h')],
  'purge',
  [
    {
      changes: [
        { type: 'deletePage', id: 'p2' },
        { type: 'delete', id: 'g' },
      ],
    },
  ],
  'compact',
  [article('d', 3), pageCommit('p3', 1, ['i', 'j'])],
];

/** What a run of the script came to. */
export interface ScriptRun {
  readonly disk: SimulatedDisk;
  /** Sequence of the last commit that was acknowledged. */
  readonly acknowledged: number;
  /** Rejections, in order. */
  readonly rejections: readonly unknown[];
  /** Holds exactly the commits that were acknowledged. */
  readonly model: ArchiveModel;
  /** Still open, when the last step came through. */
  readonly archive: Archive | undefined;
}

/** Runs the script on a disk; what fails is noted and passed over. `onSequence` is told the model at every acknowledged sequence. */
export async function runScript(
  disk: SimulatedDisk,
  sequential = false,
  onSequence: (sequence: number, model: ArchiveModel) => void = () => undefined,
): Promise<ScriptRun> {
  const model = new ArchiveModel();
  const rejections: unknown[] = [];
  let acknowledged = 0;
  let archive: Archive | undefined;
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      rejections.push(error);
      return undefined;
    }
  };
  const commit = async (open: Archive, { changes, bytes }: Commit): Promise<void> => {
    const sequence = await attempt(() => open.commit(changes, bytes && [bytes]));
    if (sequence === undefined) return;
    model.commit(changes);
    acknowledged = Math.max(acknowledged, sequence);
    onSequence(sequence, model);
  };
  archive = await attempt(() => openSimulated(disk));
  for (const step of STEPS) {
    if (archive === undefined) break;
    const open: Archive = archive;
    if (step === 'reopen') {
      await attempt(() => open.close());
      archive = (await attempt(() => openSimulated(disk))) ?? (await attempt(() => openSimulated(disk)));
    } else if (step === 'compact') await attempt(() => open.compact());
    else if (step === 'purge') {
      const before = open.sequence;
      await attempt(() => open.purge());
      // One that fails after its commit has taken the texts out of the contents, if not yet out of every file.
      if (open.sequence > before) model.purge();
      acknowledged = Math.max(acknowledged, open.sequence);
      onSequence(open.sequence, model);
    } else if (sequential) for (const one of step) await commit(open, one);
    else await Promise.all(step.map((one) => commit(open, one)));
  }
  return { disk, acknowledged, rejections, model, archive };
}
