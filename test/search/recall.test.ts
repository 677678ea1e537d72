/** What stands in a text is found: random runs of what is indexed, and the cases other engines were reported to fail. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Article } from '../../src/article/article.js';
import { article } from '../contract/contract-kit.js';
import { readNdjson } from '../support/corpora.js';
import { Random } from '../support/random.js';
import { describeWithShared, seed } from '../support/shared.js';
import { expectSoundHit, Library, markedIn } from './search-kit.js';

const INVENTED = [
  '云湾渡口的老摆渡人昨日收起木桨，两岸居民从新落成的步行桥上走过。', '合作社买回三台收割机，麦田里的老把式却说还是镰刀踏实。', '灯塔管理员安行在岗三十七年，雾号响起时他总先数一遍渔船。',
  '杏桥小学的孩子把旧伞改成风筝，放学路上满街都是鱼和蝴蝶。', '蒲嶼郵局最後一位電報員退休，留下一本手抄的電碼簿。', '夜市迁入旧厂房后第一晚停电，摊主们点起马灯照常营业。',
];

describe('recall', () => {
  it('every run of 1 to 12 Han that stands in a text finds it', async () => {
    const library = await Library.of(...INVENTED.map((text, i) => article(`i${i}`, { title: text.slice(0, 6), paragraphs: [text] })));
    const runs = INVENTED.flatMap((text, i) => (text.match(/\p{Script=Han}+/gu) ?? []).map((run) => [`i${i}`, run] as const));
    await fc.assert(fc.asyncProperty(fc.constantFrom(...runs), fc.nat(40), fc.integer({ min: 1, max: 12 }), async ([id, run], from, length) => {
      const start = from % run.length;
      expect(await library.ids(run.slice(start, start + length))).toContain(id);
    }), { seed, numRuns: 400 });
    await library.close();
  });
});

interface SharedCase {
  readonly ref: string;
  readonly why: string;
  readonly paper: string;
  readonly query: string;
  readonly articles: readonly { readonly id: string; readonly title?: string; readonly paragraphs?: readonly string[]; readonly byline?: Partial<Article['byline']> }[];
  readonly want: readonly string[];
  readonly first?: string;
  readonly superset?: boolean;
  readonly relaxed?: boolean;
  readonly marked?: Readonly<Record<string, readonly string[]>>;
}

describeWithShared('the shared search cases', (shared) => {
  const cases = JSON.parse(readFileSync(path.join(shared, 'cases', 'chinese-search.json'), 'utf8')) as SharedCase[];
  let library: Library;
  beforeAll(async () => {
    library = await Library.of(...cases.flatMap((one) => one.articles.map(({ id, ...parts }) => article(id, parts))));
  });
  afterAll(() => library.close());

  it.each(cases.map((one) => [`${one.ref}: ${one.why}`, one] as const))('%s', async (_, one) => {
    const answer = await library.search(one.query, { filters: { paper: [one.paper] }, limit: 50 });
    const ids = answer.hits.map((hit) => hit.id);
    expect(ids).toEqual(expect.arrayContaining([...one.want]));
    if (one.superset !== true) expect([answer.total, [...ids].sort()]).toEqual([one.want.length, [...one.want].sort()]);
    if (one.first !== undefined) expect(ids[0]).toBe(one.first);
    expect(answer.query.relaxed).toBe(one.relaxed === true);
    for (const hit of answer.hits) {
      expectSoundHit(hit, library.article(hit.id));
      const marked = markedIn(hit);
      for (const wanted of one.marked?.[hit.id] ?? []) {
        const tight = wanted.replace(/<[^>]*>/g, '');
        const isMarked = marked.some((text) => text.includes(wanted) || text.replace(/<[^>]*>/g, '') === tight) || marked.join('').replace(/<[^>]*>/g, '') === tight;
        expect([wanted, isMarked ? 'marked' : marked]).toEqual([wanted, 'marked']);
      }
    }
  });
});

describeWithShared('real articles', (shared) => {
  it(`500 random runs of 1 to 12 Han are all found (seed ${seed})`, async () => {
    const records = readNdjson(path.join(shared, 'corpora', 'known-xinhua.articles.ndjson.gz'), 400) as unknown as ({ id: string; paragraphs: string[] } & Partial<Article>)[];
    const library = await Library.of(...records.map(({ id, ...parts }) => article(id, parts)));
    const random = new Random(seed);
    const missed: string[] = [];
    let asked = 0;
    while (asked < 500) {
      const { id, paragraphs } = random.pick(records);
      const runs = paragraphs.join('\n').match(/\p{Script=Han}+/gu);
      if (runs === null) continue;
      const run = random.pick(runs);
      const start = random.below(run.length);
      const text = run.slice(start, start + 1 + random.below(12));
      asked += 1;
      let found = false;
      for (let cursor: string | null | undefined; cursor !== null && !found;) {
        const page = await library.search(text, { limit: 100, sort: 'newest', ...(cursor !== undefined && { cursor }) });
        found = page.hits.some((hit) => hit.id === id);
        ({ cursor } = page);
      }
      if (!found) missed.push(`${text} in ${id}`);
    }
    expect(missed).toEqual([]);
    await library.close();
  }, 120_000);
});
