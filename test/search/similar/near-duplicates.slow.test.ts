import path from 'node:path';
import fc from 'fast-check';
import type { Article } from '../../../src/article/article.js';
import { NearDuplicates } from '../../../src/search/similar/near-duplicates.js';
import { article } from '../../contract/contract-kit.js';
import { analyzer } from '../../support/analyzer.js';
import { readNdjson } from '../../support/corpora.js';
import { Random } from '../../support/random.js';
import { describeWithShared, seed } from '../../support/shared.js';
import { edited, EDITS, Newsroom, piece } from './invented-news.js';

/** Near-duplicates over articles in memory. */
class Press {
  readonly articles = new Map<string, Article>();
  near = this.fresh();
  #sequence = 0;

  static async of(...articles: readonly Article[]): Promise<Press> {
    const press = new Press();
    await press.put(...articles);
    return press;
  }

  async put(...articles: readonly Article[]): Promise<void> {
    for (const one of articles) this.articles.set(one.id, one);
    await this.near.apply(articles.map((one) => ({ sequence: (this.#sequence += 1), id: one.id, article: one })));
  }

  async remove(...ids: readonly string[]): Promise<void> {
    for (const id of ids) this.articles.delete(id);
    await this.near.apply(ids.map((id) => ({ sequence: (this.#sequence += 1), id, article: null })));
  }

  /** What every article is answered. */
  answers(near = this.near): Record<string, readonly string[]> {
    return Object.fromEntries([...this.articles.keys()].sort().map((id) => [id, near.sameAs(id)]));
  }

  fresh(): NearDuplicates {
    return new NearDuplicates({ analyzer, articles: { read: (ids) => Promise.resolve(ids.map((id) => this.articles.get(id))) } });
  }

  async built(): Promise<NearDuplicates> {
    const near = this.fresh();
    await near.apply([...this.articles.values()].map((one, sequence) => ({ sequence, id: one.id, article: one })));
    return near;
  }
}

/** Written examples, so always the same texts; the property below takes others each time. */
const random = new Random(13);
const newsroom = new Newsroom(random);
const DISPATCH = newsroom.text(500);
const OTHER = newsroom.text(500);
const changed = (text: string, share: number): string => edited(text, share, random.pick(EDITS), random);

describe('near-duplicates', () => {
  it('knows the same dispatch in several papers, both ways, whatever its headline', async () => {
    const press = await Press.of(
      piece('a', DISPATCH),
      piece('b', OTHER),
      piece('c', ...DISPATCH.split('。')),
      article('d', { title: '另一个标题', paragraphs: [changed(DISPATCH, 0.15)] }),
    );
    expect(press.answers()).toEqual({ a: ['c', 'd'], b: [], c: ['a', 'd'], d: ['a', 'c'] });
    expect(press.near.sameAs('nobody')).toEqual([]);
  });

  it('follows a replacement and a removal', async () => {
    const press = await Press.of(piece('a', DISPATCH), piece('b', changed(DISPATCH, 0.1)), piece('c', DISPATCH));
    await press.put(piece('c', OTHER));
    expect(press.answers()).toEqual({ a: ['b'], b: ['a'], c: [] });
    await press.remove('b');
    expect(press.answers()).toEqual({ a: [], c: [] });
    await press.put(piece('c', DISPATCH));
    expect(press.answers()).toEqual({ a: ['c'], c: ['a'] });
    expect(press.near.sameAs('b')).toEqual([]);
  });

  it('takes a short article for the same only as a whole, headline and all', async () => {
    const short = (id: string, title: string, text: string): Article => article(id, { title, paragraphs: [text] });
    const press = await Press.of(
      short('a', '灯塔换灯', '渡口的灯塔昨夜换了新灯。'),
      short('b', '灯塔换灯', '渡口的灯塔昨夜换了新灯！'),
      short('c', '灯塔', '渡口的灯塔昨夜换了新灯。'),
      short('d', '灯塔换灯', '渡口的灯塔今夜换了新灯。'),
      short('e', '图', ''),
      short('f', '图', ''),
    );
    expect(press.answers()).toEqual({ a: ['b'], b: ['a'], c: [], d: [], e: [], f: [] });
  });

  it('answers at most twenty', async () => {
    const press = await Press.of(...Array.from({ length: 30 }, (_, i) => piece(`n${String(i).padStart(2, '0')}`, DISPATCH)));
    expect(press.near.sameAs('n29')).toEqual(Array.from({ length: 20 }, (_, i) => `n${String(i).padStart(2, '0')}`));
    expect(press.near.sameAs('n00')).toHaveLength(20);
  });

  it('finds again what was hidden among too many versions when these go', async () => {
    const versions = Array.from({ length: 60 }, (_, i) => piece(`v${i}`, `${DISPATCH}${newsroom.text(30)}`));
    const press = await Press.of(...versions);
    expect(press.near.sameAs('v0')).toEqual([]);
    await press.remove(...versions.slice(3).map(({ id }) => id));
    expect(press.answers()).toEqual({ v0: ['v1', 'v2'], v1: ['v0', 'v2'], v2: ['v0', 'v1'] });
  });

  it('leaves a text alone that the archive has changed meanwhile, until it hears of it', async () => {
    const press = await Press.of(piece('a', DISPATCH));
    press.articles.set('a', piece('a', OTHER));
    const copy = piece('b', changed(DISPATCH, 0.1));
    await press.put(copy);
    expect(press.near.sameAs('b')).toEqual([]);
    await press.put(piece('a', DISPATCH), copy);
    expect(press.answers()).toEqual({ a: ['b'], b: ['a'] });
  });

  it('answers as one built afresh, whatever came, went and was saved', async () => {
    const texts = [
      DISPATCH,
      changed(DISPATCH, 0.1),
      changed(DISPATCH, 0.25),
      OTHER,
      changed(OTHER, 0.2),
      newsroom.text(300),
      '短讯：渡口今夜加开一趟船。',
      '',
    ];
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          type: fc.constant('put' as const),
          puts: fc.array(fc.record({ id: fc.nat({ max: 11 }), text: fc.nat({ max: texts.length - 1 }) }), { minLength: 1, maxLength: 4 }),
        }),
      },
      { weight: 2, arbitrary: fc.record({ type: fc.constant('remove' as const), id: fc.nat({ max: 11 }) }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('save' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const press = new Press();
        for (const one of steps) {
          if (one.type === 'put') await press.put(...one.puts.map(({ id, text }) => piece(`p${id}`, texts[text]!)));
          else if (one.type === 'remove') await press.remove(`p${one.id}`);
          else {
            const bytes = press.near.save();
            press.near = press.fresh();
            press.near.load(bytes);
          }
        }
        expect(press.answers()).toEqual(press.answers(await press.built()));
      }),
      { seed, numRuns: 25 },
    );
  });

  it('refuses bytes it did not save, and keeps what it holds', async () => {
    const press = await Press.of(piece('a', DISPATCH), piece('b', changed(DISPATCH, 0.1)));
    const bytes = press.near.save();
    await press.remove('b');
    for (const bad of [
      bytes.subarray(0, 40),
      bytes.subarray(0, -1),
      new Uint8Array(0),
      bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte)),
    ])
      expect(() => {
        press.near.load(bad);
      }).toThrow(RangeError);
    expect(press.answers()).toEqual({ a: [] });
    press.near.load(bytes);
    expect(press.near.sameAs('a')).toEqual(['b']);
    press.near.clear();
    expect(press.near.sameAs('a')).toEqual([]);
  });

  it('finds 95 of 100 copies with 10 to 30 % edited, and no pair besides', async () => {
    const articles = Array.from({ length: 200 }, (_, i) => piece(`n${i}`, newsroom.text(200 + random.below(500))));
    const press = await Press.of(...articles);
    expect(Object.values(press.answers()).flat()).toEqual([]);
    const copies = articles.map((one, i) =>
      piece(`copy-of-${one.id}`, edited(one.paragraphs[0]!, 0.1 + 0.2 * random.next(), EDITS[i % EDITS.length]!, random)),
    );
    await press.put(...copies);
    const found = articles.filter(({ id }) => press.near.sameAs(id).includes(`copy-of-${id}`));
    expect(found.length).toBeGreaterThanOrEqual(190);
    expect(Object.values(press.answers()).flat()).toHaveLength(found.length * 2);
  });
});

describeWithShared('near-duplicates among real news', (shared) => {
  it('finds 95 of 100 planted copies, and takes no two days of a form for the same', async () => {
    const articles = readNdjson(path.join(shared, 'corpora/crud-title.articles.ndjson.gz'), 1_200, 8).map((one) =>
      article(String(one['id']), one as Partial<Article>),
    );
    const press = await Press.of(...articles);
    const form = (id: string): boolean =>
      /基金净值|主力资金|股东户数|北向资金|汇率中间价/.test(press.articles.get(id)!.paragraphs.join(''));
    for (const [id, others] of Object.entries(press.answers())) expect(others.filter((other) => form(id) && form(other))).toEqual([]);
    const originals = Array.from({ length: 160 }, () => random.pick(articles));
    const copies = originals.map((one, i) => {
      const share = 0.1 + 0.2 * random.next();
      return article(`copy-${i}`, {
        title: '另一个标题',
        paragraphs: one.paragraphs.map((text) => edited(text, share, EDITS[i % EDITS.length]!, random)),
      });
    });
    await press.put(...copies);
    const found = originals.filter(
      ({ id }, i) => press.near.sameAs(id).includes(`copy-${i}`) && press.near.sameAs(`copy-${i}`).includes(id),
    );
    expect(found.length).toBeGreaterThanOrEqual(152);
  }, 30_000);
});
