import fc from 'fast-check';
import type { ArchiveChange } from '../../src/archive/archive-change.js';
import type { Archive } from '../../src/archive/archive.js';
import { sha256Of } from '../../src/archive/page-files.js';
import { inventedArticle, inventedPage } from './invented-articles.js';

/** Ids of the pages that are changed. */
export const RANDOM_PAGE_IDS = ['p', 'q'];

const id = fc.constantFrom('a', 'b', 'c', 'd', '𠮷', '\uff21');
const pageId = fc.constantFrom(...RANDOM_PAGE_IDS);
const source = fc.constantFrom('api', '/in/1.txt');
/** A change of any kind but a page that is put. */
export const randomChange: fc.Arbitrary<ArchiveChange> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('article' as const),
      article: fc.tuple(id, fc.nat(9)).map(([name, version]) => inventedArticle(name, version)),
      source,
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('delete' as const, 'restore' as const, 'remove' as const), id }) },
  fc.record({ type: fc.constant('withhold' as const), id, reason: fc.constantFrom('误', '更正') }),
  fc.record({ type: fc.constantFrom('deletePage' as const, 'restorePage' as const, 'removePage' as const), id: pageId }),
);
/** What a page record says: its id, its source, its articles. */
export const randomPage = fc.tuple(pageId, source, fc.subarray(['a', 'b']));
/** A page comes with bytes, which have to be there. */
const page = fc
  .tuple(randomPage, fc.nat(3))
  .map(([[name, from, ids], text]) => ({ type: 'putPage' as const, name, from, ids, bytes: Buffer.from(`第${text}样版面`) }));

/** One step in an archive's life: some changes in one transaction, a page with its bytes, a compaction, a purge. */
export const randomStep = fc.oneof(
  { weight: 8, arbitrary: fc.array(randomChange, { minLength: 1, maxLength: 4 }) },
  { weight: 3, arbitrary: page },
  fc.constantFrom('compact' as const, 'purge' as const),
);

export type RandomStep = typeof randomStep extends fc.Arbitrary<infer Step> ? Step : never;

/** Takes a step. */
export async function take(archive: Archive, step: RandomStep): Promise<void> {
  if (step === 'compact') await archive.compact();
  else if (step === 'purge') await archive.purge();
  else if ('bytes' in step) {
    await archive.commit([{ type: 'page', page: inventedPage(step.name, sha256Of(step.bytes), step.ids, step.from) }], [step.bytes]);
  } else await archive.commit(step);
}
