/** What workers have read is taken in as what was read here: after any changes companions answer the same. */
import fc from 'fast-check';
import type { Article } from '../../src/article/article.js';
import { type ArticleDigest, DigestReader } from '../../src/search/article-digest.js';
import type { IndexChange } from '../../src/search/indexer.js';
import { createSearchDocument } from '../../src/search/search-document.js';
import { NearDuplicates } from '../../src/search/similar/near-duplicates.js';
import { Suggester } from '../../src/search/suggest/suggester.js';
import { article } from '../contract/contract-kit.js';
import { analyzer } from '../support/analyzer.js';
import { Random } from '../support/random.js';
import { seed } from '../support/shared.js';
import { edited, EDITS, Newsroom } from './similar/invented-news.js';

const newsroom = new Newsroom(new Random(29));
const DISPATCHES = [newsroom.text(400), newsroom.text(400)];
const TITLES = ['渡口夜市开张', '雨臺鎮修水車', '银行开到渡口', '“夜市”，开张！', '著名的着名', 'ＡＢ水车', '', '一行白鹭 上青天'];
const TYPED = ['d', '水', 'yeshi', 'ys', 'shuiche', '渡k', 'yinhang', 'ab', 'shan', 'z', '白鹭', 'zhuming', '要闻'];
const SHORT = '售房，电话八八六六，面议。';

const fields = fc.record({
  title: fc.constantFrom(...TITLES),
  section: fc.constantFrom('要闻', '城事', undefined),
  date: fc.constantFrom('2030-01-01', '2031-05-09', undefined),
  reporters: fc.subarray(['单小渡', '陶砚']),
  text: fc.constantFrom(0, 1, 2),
  edits: fc.nat(3),
});
type Fields = typeof fields extends fc.Arbitrary<infer Value> ? Value : never;

function articleOf(id: string, { title, section, date, reporters, text, edits }: Fields): Article {
  const random = new Random(edits);
  const whole = DISPATCHES[text] ?? SHORT;
  const paragraphs = edits === 0 || text === 2 ? [whole] : edited(whole, 0.1, EDITS[edits]!, random).split('\n');
  return article(id, {
    title,
    paragraphs,
    byline: { reporters },
    ...(section !== undefined && { section }),
    ...(date !== undefined && { date }),
  });
}

/** One call of `apply`: changes, divided into digests of so many articles. */
const call = fc.tuple(fc.array(fc.tuple(fc.nat(9), fc.option(fields)), { maxLength: 12 }), fc.integer({ min: 1, max: 5 }));

function digestsOf(changes: readonly IndexChange[], size: number, reader: DigestReader): ArticleDigest[] {
  const articles = changes.flatMap(({ article: one }) => one ?? []);
  const digests: ArticleDigest[] = [];
  for (let at = 0; at < articles.length; at += size) {
    const some = articles.slice(at, at + size);
    const digest = reader.read(some, size % 2 === 0 ? some.map((one) => createSearchDocument(one, analyzer)) : undefined);
    digests.push(structuredClone(digest));
  }
  return digests;
}

describe('companions that are fed with digests', () => {
  it('answer as those that read for themselves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 6 }), async (calls) => {
        const held = new Map<string, Article>();
        const articles = { read: (ids: readonly string[]) => Promise.resolve(ids.map((id) => held.get(id))) };
        const pair = (): [Suggester, NearDuplicates] => [new Suggester(analyzer), new NearDuplicates({ analyzer, articles })];
        const [ours, theirs] = [pair(), pair()];
        const reader = new DigestReader(analyzer);
        for (const [coming, size] of calls) {
          const changes = coming.map(([n, given], sequence) => ({
            sequence,
            id: `a${n}`,
            article: given === null ? null : articleOf(`a${n}`, given),
          }));
          for (const { id, article: one } of changes)
            if (one === null) held.delete(id);
            else held.set(id, one);
          for (const companion of ours) await companion.apply(changes);
          const digests = digestsOf(changes, size, reader);
          for (const companion of theirs) await companion.apply(changes, digests);
        }
        const loaded = new Suggester(analyzer);
        loaded.load(theirs[0].save());
        for (const typed of TYPED) {
          const wanted = await ours[0].suggest(typed, 20);
          expect([await theirs[0].suggest(typed, 20), await loaded.suggest(typed, 20)]).toEqual([wanted, wanted]);
        }
        for (let n = 0; n < 10; n += 1) expect(theirs[1].sameAs(`a${n}`)).toEqual(ours[1].sameAs(`a${n}`));
        expect(Buffer.from(theirs[1].save()).equals(ours[1].save())).toBe(true);
      }),
      { seed, numRuns: 15 },
    );
  });

  it('read a text that is too long for the index as a whole', async () => {
    const long = article('long', { paragraphs: [DISPATCHES[0]!.repeat(600)] });
    const document = createSearchDocument(long, analyzer);
    expect(long.paragraphs[0]!.length).toBeGreaterThan(document.text.length);
    const reader = new DigestReader(analyzer);
    expect(reader.read([long], [document]).texts).toEqual(reader.read([long]).texts);
    await Promise.resolve();
  });
});
