import type { ArticleInput } from '../../src/article/article.js';
import { createIntake } from '../../src/intake/create-intake.js';
import type { PageInput } from '../../src/intake/intake.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

const place = { paper: '云湾工人报', date: '2024-03-18', pageNumber: '3' };
const bytes = (text: string): Uint8Array => Buffer.from(text);
const page = (text: string, more: Partial<PageInput> = {}): PageInput => ({
  bytes: bytes(text),
  given: place,
  source: '/pages/03.txt',
  ...more,
});
const article = (more: Partial<ArticleInput> = {}): ArticleInput => ({
  title: '一则短讯',
  kicker: [],
  subtitle: [],
  byline: { reporters: [], correspondents: [], photographers: [] },
  paragraphs: ['正文。'],
  kind: 'news',
  ...more,
});

let room: TemporaryIntake;
beforeEach(async () => {
  room = await openTemporaryIntake();
});
afterEach(async () => {
  await room.close();
});

describe('adding a page', () => {
  it('stores bytes, page and articles together, searchable when answered', async () => {
    const text = pageText(THREE);
    const receipt = await room.intake.addPage(page(text));
    expect(receipt.status).toBe('created');
    expect(receipt.page).toMatchObject(place);
    expect(receipt.articles.map(({ title }) => title)).toEqual(THREE.map(({ title }) => title));
    expect(receipt.articles.map(({ id }) => id)).toEqual(['01', '02', '03'].map((order) => `${receipt.page.id!}-${order}`));
    expect([...room.indexed.keys()].sort()).toEqual(receipt.articles.map(({ id }) => id));
    const record = await room.archive.page(receipt.page.id!);
    expect(Buffer.from(await room.archive.pageBytes(record!.sha256)).toString()).toBe(text);
    expect(room.archive.sequence).toBe(1);
  });

  it('changes nothing and writes nothing when the same page comes again', async () => {
    const first = await room.intake.addPage(page(pageText(THREE)));
    const sequence = room.archive.sequence;
    const second = await room.intake.addPage(page(pageText(THREE)));
    expect(second.status).toBe('unchanged');
    expect(second.articles.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(second.articles.map(({ id }) => id)).toEqual(first.articles.map(({ id }) => id));
    expect(room.archive.sequence).toBe(sequence);
  });

  it('takes the date an article says itself where the page has none, and says so', async () => {
    const text = pageText([
      {
        title: '渡口夜班加开一趟船',
        paragraphs: [
          '新华社望渡11月30日电（记者 陶砚）从2023年11月30日起，渡口夜班加开一趟船，末班二十三时，码头灯火通明。',
          '船工说，夜里等船的人少受冻了。',
        ],
      },
      THREE[0],
    ]);
    const undated = { paper: place.paper, pageNumber: place.pageNumber };
    const receipt = await room.intake.addPage(page(text, { given: undated }));
    const [own, other] = receipt.articles.map(({ id }) => room.indexed.get(id)!);
    expect([own!.date, own!.extra?.['dateFrom'], other!.date, other!.extra?.['dateFrom']]).toEqual([
      '2023-11-30',
      'text',
      undefined,
      undefined,
    ]);
    expect(receipt.page.date).toBeUndefined();
    expect((await room.intake.addPage(page(text, { given: undated }))).status).toBe('unchanged');
    const dated = await room.intake.addPage(page(text));
    const again = room.indexed.get(dated.articles[0]!.id)!;
    expect([again.date, again.extra?.['dateFrom']]).toEqual([place.date, undefined]);
  });

  it('replaces the articles of a changed page and keeps the ids of those that stay', async () => {
    const [a, b, c] = (await room.intake.addPage(page(pageText(THREE)))).articles.map(({ id }) => id);
    const corrected = { ...THREE[2], paragraphs: [THREE[2].paragraphs[0], `${THREE[2].paragraphs[1]}门票免费。`] };
    const receipt = await room.intake.addPage(page(pageText([corrected, THREE[0]])));
    expect(receipt.status).toBe('updated');
    expect(receipt.articles.map(({ id }) => id)).toEqual([c, a]);
    expect(receipt.removedIds).toEqual([b]);
    expect(room.indexed.get(c!)?.paragraphs[1]).toContain('门票免费');
    expect(room.indexed.has(b!)).toBe(false);
  });

  it('gives a new article an id that is free', async () => {
    const first = await room.intake.addPage(page(pageText(THREE.slice(0, 2))));
    const second = await room.intake.addPage(page(pageText([THREE[2], ...THREE.slice(0, 2)])));
    const ids = second.articles.map(({ id }) => id);
    expect(ids.slice(1)).toEqual(first.articles.map(({ id }) => id));
    expect(new Set(ids).size).toBe(3);
  });

  it('never takes the id of another article', async () => {
    const probe = await room.intake.addPage(page(pageText(THREE), { given: { ...place, pageNumber: '9' } }));
    const id = probe.articles[0]!.id.replace('-9-', '-3-');
    await room.intake.putArticle(article({ id }), 'api');
    const receipt = await room.intake.addPage(page(pageText(THREE), { source: '/pages/other.txt' }));
    expect(receipt.articles.map((one) => one.id)).not.toContain(id);
    expect(room.indexed.get(id)?.title).toBe('一则短讯');
  });

  it('knows a page without a place again by its file, and by its text', async () => {
    const nowhere = { given: {} };
    const first = await room.intake.addPage(page(pageText(THREE), nowhere));
    expect(first.warnings.join()).toContain('paper, date, pageNumber');
    const changed = await room.intake.addPage(page(pageText(THREE.slice(1)), nowhere));
    expect(changed.page.id).toBe(first.page.id);
    const moved = await room.intake.addPage(page(pageText(THREE), { ...nowhere, source: 'api' }));
    expect(moved.page.id).toBe(first.page.id);
  });

  it('takes a file that has become another page for another page', async () => {
    const first = await room.intake.addPage(page(pageText(THREE.slice(0, 1))));
    const second = await room.intake.addPage(page(pageText(THREE.slice(1)), { given: { ...place, date: '2024-03-19' } }));
    expect(second.page.id).not.toBe(first.page.id);
    expect(room.indexed.size).toBe(3);
  });

  it('writes nothing when the bytes are no page', async () => {
    await expect(room.intake.addPage(page(' \n'))).rejects.toMatchObject({ code: 'PAGE_EMPTY' });
    await expect(room.intake.addPage({ ...page(''), bytes: Uint8Array.of(0, 1, 2, 3) })).rejects.toMatchObject({ code: 'PAGE_BINARY' });
    expect(room.archive.sequence).toBe(0);
  });

  it('answers many callers at once, each page once', async () => {
    const receipts = await Promise.all(Array.from({ length: 6 }, () => room.intake.addPage(page(pageText(THREE)))));
    expect(receipts.map(({ status }) => status).sort()).toEqual(['created', ...Array.from({ length: 5 }, () => 'unchanged')]);
    expect(room.indexed.size).toBe(3);
  });
});

describe('a file of several pages', () => {
  const folio = (number: number): string => `云湾工人报\n2024年3月18日 星期一 第${number}版 要闻`;
  const file = (...numbers: readonly number[]): string => numbers.map((number) => pageText([THREE[number - 1]!], folio(number))).join('\f');

  it('is stored page by page, each under its own place, with the lines of the file', async () => {
    const receipts = await room.intake.addPages(page(file(1, 2, 3), { given: {} }));
    expect(receipts.map((receipt) => receipt.page.pageNumber)).toEqual(['1', '2', '3']);
    expect(receipts.flatMap(({ articles }) => articles.map(({ title }) => title))).toEqual(THREE.map(({ title }) => title));
    const lines = file(1, 2, 3).split('\n');
    const last = await room.archive.article(receipts[2]!.articles[0]!.id);
    expect(lines[last!.lines!.title[0]! - 1]).toBe(THREE[2].title);
  });

  it('changes nothing the second time, also where the pages do not say what they are', async () => {
    const nowhere = page(THREE.map((one) => pageText([one])).join('\f'), { given: {} });
    const first = await room.intake.addPages(nowhere);
    expect(new Set(first.map((receipt) => receipt.page.id)).size).toBe(3);
    const second = await room.intake.addPages(nowhere);
    expect(second.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(second.map((receipt) => receipt.page.id)).toEqual(first.map((receipt) => receipt.page.id));
  });
});

describe('a file whose printed place was corrected', () => {
  const file = (number: number): PageInput => page(pageText(THREE, `云湾工人报\n2024年3月18日 星期一 第${number}版 要闻`), { given: {} });

  it('is the one page it says now, and the page it was is gone', async () => {
    const [first] = await room.intake.addPages(file(8));
    const [second] = await room.intake.addPages(file(3));
    expect(second!.page.pageNumber).toBe('3');
    expect([...second!.removedIds].sort()).toEqual(first!.articles.map(({ id }) => id).sort());
    expect([...room.indexed.keys()].sort()).toEqual(second!.articles.map(({ id }) => id).sort());
    expect(room.archive.pages().map(({ id }) => id)).toEqual([second!.page.id]);
    expect((await room.intake.addPages(file(3)))[0]!.status).toBe('unchanged');
  });

  it.each([
    ['as they are', false],
    ['when their text was purged', true],
  ])('keeps what was withheld and deleted so at its new place, %s', async (_, isPurged) => {
    const [first] = await room.intake.addPages(file(8));
    await room.intake.withhold(first!.articles[1]!.id, '当事人要求');
    await room.intake.deleteArticle(first!.articles[2]!.id);
    if (isPurged) await room.archive.purge();
    const [second] = await room.intake.addPages(file(3));
    for (let time = 0; time < 2; time += 1) {
      expect([...room.indexed.values()].map(({ title, pageNumber }) => [title, pageNumber])).toEqual([[THREE[0].title, '3']]);
      const { articleIds, sha256 } = (await room.archive.page(second!.page.id!))!;
      expect(articleIds.map((id) => [room.archive.status(id), room.archive.reason(id)])).toEqual([
        ['live', undefined],
        ['withheld', '当事人要求'],
        ['deleted', undefined],
      ]);
      expect(articleIds.map((id) => room.archive.fingerprint(id) === undefined)).toEqual([false, isPurged, isPurged]);
      expect(sha256 === '').toBe(isPurged);
      await room.intake.addPages(file(3));
    }
  });

  it('leaves the page it was where its text is another: the next issue under the same name', async () => {
    await room.intake.addPages(page(pageText(THREE.slice(0, 2), '云湾工人报\n2024年3月18日 星期一 第3版 要闻'), { given: {} }));
    await room.intake.addPages(page(pageText(THREE.slice(2), '云湾工人报\n2024年3月19日 星期二 第3版 要闻'), { given: {} }));
    expect(room.indexed.size).toBe(3);
  });
});

describe('a file of several pages that has one page number', () => {
  const text = THREE.map((one) => pageText([one])).join('\f');

  it.each([
    ['from its path', { given: {}, fromPath: place }],
    ['that was given', {}],
  ])('%s goes in whole, each page with its paper and date only', async (_, known) => {
    const claimed: string[] = [];
    const claim = (id: string): void => {
      if (claimed.includes(id)) throw new Error('the same page twice');
      claimed.push(id);
    };
    const receipts = await room.intake.addPages(page(text, { ...known, claim }));
    expect(room.indexed.size).toBe(3);
    for (const receipt of receipts) {
      expect(receipt.page).toEqual({ id: receipt.page.id, paper: place.paper, date: place.date });
      expect(receipt.warnings.join('\n')).toContain('pageNumber: 3 is not used');
    }
    const again = await room.intake.addPages(page(text, known));
    expect(again.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  it('is not stored in part where one of its pages may not be', async () => {
    let asked = 0;
    const claim = (): void => {
      asked += 1;
      if (asked === 2) throw new Error('another file is this page');
    };
    await expect(room.intake.addPages(page(text, { claim }))).rejects.toThrow('another file');
    expect([room.archive.sequence, room.indexed.size]).toEqual([0, 0]);
  });
});

describe('a file of several pages that do not say what they are', () => {
  const of = (...pages: readonly (readonly (typeof THREE)[number][])[]): PageInput =>
    page(pages.map((articles) => pageText(articles)).join('\f'), { given: {} });

  it('keeps its pages apart after a purge on one of them', async () => {
    const file = of(THREE.slice(0, 2), THREE.slice(2));
    const first = await room.intake.addPages(file);
    await room.intake.deleteArticle(first[0]!.articles[1]!.id);
    await room.archive.purge();
    const again = await room.intake.addPages(file);
    expect(again.map((receipt) => receipt.page.id)).toEqual(first.map((receipt) => receipt.page.id));
    expect([...room.indexed.values()].map(({ title }) => title).sort()).toEqual([THREE[0].title, THREE[2].title].sort());
  });

  it('keeps them apart also where their text is not the one they were first known by', async () => {
    await room.intake.addPages(of(THREE.slice(0, 1), THREE.slice(2)));
    const file = of(THREE.slice(0, 2), THREE.slice(2));
    const first = await room.intake.addPages(file);
    await room.intake.deleteArticle(first[0]!.articles[1]!.id);
    await room.archive.purge();
    await room.archive.compact();
    const again = await room.intake.addPages(file);
    expect(again.map((receipt) => receipt.page.id)).toEqual(first.map((receipt) => receipt.page.id));
    expect([...room.indexed.values()].map(({ title }) => title).sort()).toEqual([THREE[0].title, THREE[2].title].sort());
  });
});

describe('what people have decided', () => {
  it('does not bring a purged text back when the same file is read again', async () => {
    const receipt = await room.intake.addPage(page(pageText(THREE)));
    const id = receipt.articles[1]!.id;
    await room.intake.withhold(id, '当事人要求');
    await room.archive.purge();
    await room.intake.addPage(page(pageText(THREE)));
    expect(room.archive.status(id)).toBe('withheld');
    expect(await room.archive.article(id)).toBeUndefined();
    expect([...room.indexed.values()].map(({ title }) => title)).toEqual([THREE[0].title, THREE[2].title]);
    const { sha256 } = (await room.archive.page(receipt.page.id!))!;
    expect(Buffer.from(await room.archive.pageBytes(sha256)).toString()).not.toContain(THREE[1].title);
    const corrected = { ...THREE[0], paragraphs: [...THREE[0].paragraphs, '票价另行公布。'] };
    await room.intake.addPage(page(pageText([corrected, THREE[1], THREE[2]])));
    expect([...room.indexed.values()].map(({ title }) => title).sort()).toEqual([THREE[0].title, THREE[2].title].sort());
    expect(await room.archive.article(id)).toBeUndefined();
    // Its lines are not known in other bytes: those are not kept.
    expect((await room.archive.page(receipt.page.id!))!.sha256).toBe('');
  });

  it('keeps a correction by hand when the page is read again', async () => {
    const [first] = (await room.intake.addPage(page(pageText(THREE)))).articles;
    await room.intake.putArticle(article({ id: first!.id, title: '青陶桥下游船昨起复航', paragraphs: ['全文已改写。'] }), 'api');
    const again = await room.intake.addPage(page(pageText(THREE)));
    expect(again.status).toBe('unchanged');
    expect(room.indexed.get(first!.id)?.title).toBe('青陶桥下游船昨起复航');
    expect((await room.archive.article(first!.id))?.pageId).toBe(again.page.id);
  });

  it('keeps a deleted article away until it is put', async () => {
    const [first] = (await room.intake.addPage(page(pageText(THREE)))).articles;
    await room.intake.deleteArticle(first!.id);
    const again = await room.intake.addPage(page(pageText(THREE)));
    expect(again.articles).toHaveLength(2);
    expect(again.warnings.join()).toContain('stay away');
    expect(room.indexed.has(first!.id)).toBe(false);
    expect(await room.intake.putArticle(article({ id: first!.id }), '/a.ndjson')).toEqual({ id: first!.id, status: 'unchanged' });
    expect(room.indexed.has(first!.id)).toBe(false);
    expect(await room.intake.putArticle(article({ id: first!.id }), 'api')).toEqual({ id: first!.id, status: 'created' });
    expect(room.indexed.has(first!.id)).toBe(true);
  });

  it('keeps a deleted page away from its file, and brings it back whole when it is put', async () => {
    const first = await room.intake.addPage(page(pageText(THREE)));
    await room.intake.deletePage(first.page.id!);
    expect(room.indexed.size).toBe(0);
    expect((await room.intake.addPage(page(pageText(THREE)))).articles).toEqual([]);
    expect(room.indexed.size).toBe(0);
    const back = await room.intake.addPage(page(pageText(THREE), { source: 'api' }));
    expect(back.articles.map(({ id }) => id)).toEqual(first.articles.map(({ id }) => id));
    expect(room.indexed.size).toBe(3);
  });

  it('keeps a withheld article out of search when its page changes, and shows the new text when it is restored', async () => {
    const ids = (await room.intake.addPage(page(pageText(THREE)))).articles.map(({ id }) => id);
    await room.intake.withhold(ids[1]!, '当事人要求');
    const changed = { ...THREE[1], paragraphs: [...THREE[1].paragraphs, '公园夜间亮灯到十点。'] };
    await room.intake.addPage(page(pageText([THREE[0], changed, THREE[2]])));
    expect(room.indexed.has(ids[1]!)).toBe(false);
    await room.intake.restore(ids[1]!);
    expect(room.indexed.get(ids[1]!)?.paragraphs.at(-1)).toBe('公园夜间亮灯到十点。');
  });

  it('removes a page whose file is gone, without tombstones', async () => {
    const {
      page: { id },
    } = await room.intake.addPage(page(pageText(THREE)));
    expect(await room.intake.removePage(id!)).toHaveLength(3);
    expect(room.indexed.size).toBe(0);
    expect((await room.intake.addPage(page(pageText(THREE)))).articles.map(({ status }) => status)).toEqual([
      'created',
      'created',
      'created',
    ]);
  });

  it.each([
    ['as they are', false],
    ['when their text was purged too', true],
  ])('keeps articles of a page that was gone for a while withheld and deleted, %s', async (_, isPurged) => {
    const [one, two, three] = (await room.intake.addPage(page(pageText(THREE)))).articles.map(({ id }) => id) as [string, string, string];
    await room.intake.withhold(two, '当事人要求');
    await room.intake.deleteArticle(three);
    const {
      page: { id },
    } = await room.intake.addPage(page(pageText(THREE)));
    await room.intake.removePage(id!);
    await (isPurged ? room.archive.purge() : room.archive.compact());
    const back = await room.intake.addPage(page(pageText(THREE)));
    expect([...room.indexed.keys()]).toEqual([one]);
    expect([back.status, room.archive.status(two), room.archive.status(three)]).toEqual(['created', 'withheld', 'deleted']);
    expect((await room.archive.page(id!))!.sha256 === '').toBe(isPurged);
    expect((await room.intake.addPage(page(pageText(THREE)))).status).toBe('unchanged');
    expect(room.indexed.size).toBe(1);
  });

  it('keeps a withheld article so when it was missing from its page for a while', async () => {
    const ids = (await room.intake.addPage(page(pageText(THREE)))).articles.map(({ id }) => id);
    await room.intake.withhold(ids[1]!, '当事人要求');
    await room.intake.addPage(page(pageText([THREE[0], THREE[2]])));
    await room.intake.addPage(page(pageText(THREE)));
    expect([...room.indexed.keys()].sort()).toEqual([ids[0], ids[2]]);
  });

  it('says what is not there', async () => {
    await expect(room.intake.deleteArticle('x')).rejects.toMatchObject({ code: 'ARTICLE_NOT_FOUND' });
    await expect(room.intake.withhold('x', 'r')).rejects.toMatchObject({ code: 'ARTICLE_NOT_FOUND' });
    await expect(room.intake.deletePage('x')).rejects.toMatchObject({ code: 'PAGE_NOT_FOUND' });
  });
});

describe('putting an article', () => {
  it('is created, unchanged, updated', async () => {
    const put = (title: string) => room.intake.putArticle(article({ id: 'a', title }), 'api');
    expect((await put('甲')).status).toBe('created');
    expect((await put('甲')).status).toBe('unchanged');
    expect((await put('乙')).status).toBe('updated');
    expect(room.indexed.get('a')?.title).toBe('乙');
    expect(room.archive.sequence).toBe(2);
  });

  it('makes the same id for the same article every time', async () => {
    const first = await room.intake.putArticle(article(), '/a.ndjson');
    expect(await room.intake.putArticle(article(), '/a.ndjson')).toEqual({ id: first.id, status: 'unchanged' });
  });

  it('lets the last of many at once win, and loses none', async () => {
    const receipts = await Promise.all(
      Array.from({ length: 200 }, (_, index) => room.intake.putArticle(article({ id: `a${index % 50}`, title: `第${index}稿` }), 'api')),
    );
    expect(receipts.filter(({ status }) => status === 'created')).toHaveLength(50);
    for (let index = 0; index < 50; index += 1) {
      expect(room.indexed.get(`a${index}`)?.title).toBe(`第${index + 150}稿`);
      expect((await room.archive.article(`a${index}`))?.article.title).toBe(`第${index + 150}稿`);
    }
  });
});

describe('putting many articles', () => {
  const many = (...inputs: Partial<ArticleInput>[]) => inputs.map((input) => ({ input: article(input), source: '/a.ndjson' }));
  const told = (settled: readonly PromiseSettledResult<unknown>[]) =>
    settled.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message));

  it('is one commit, each article told for itself', async () => {
    await room.intake.putArticle(article({ id: 'same' }), 'api');
    await room.intake.putArticle(article({ id: 'other' }), 'api');
    await room.intake.putArticle(article({ id: 'gone' }), 'api');
    await room.intake.deleteArticle('gone');
    const { sequence } = room.archive;
    const settled = await room.intake.putArticles(many({ id: 'new' }, { id: 'same' }, { id: 'other', title: '改' }, { id: 'gone' }));
    expect(told(settled)).toEqual([
      { id: 'new', status: 'created' },
      { id: 'same', status: 'unchanged' },
      { id: 'other', status: 'updated' },
      { id: 'gone', status: 'unchanged' },
    ]);
    expect(room.archive.sequence).toBe(sequence + 1);
    expect([...room.indexed.keys()].sort()).toEqual(['new', 'other', 'same']);
    expect(room.indexed.get('other')?.title).toBe('改');
  });

  it('lets the last of one id win, also beside others that write the same', async () => {
    const writes = [
      many({ id: 'a', title: '一' }, { id: 'b' }, { id: 'a', title: '二' }),
      many({ id: 'b', title: '三' }, { id: 'a', title: '四' }),
    ];
    const [first, second] = await Promise.all(writes.map((articles) => room.intake.putArticles(articles)));
    expect(told(first!).map((one) => (one as { status: string }).status)).toEqual(['created', 'created', 'updated']);
    expect(told(second!)).toHaveLength(2);
    expect(room.indexed.get('b')?.title).toBe('三');
    expect(room.indexed.get('a')?.title).toBe((await room.archive.article('a'))?.article.title);
  });

  it('tells every article that was to be stored when the archive could not, and the unchanged ones what they are', async () => {
    await room.intake.putArticle(article({ id: 'same' }), 'api');
    const broken = createIntake(
      Object.assign(Object.create(room.archive) as typeof room.archive, {
        ...bound(room.archive),
        commit: () => Promise.reject(new Error('no room')),
      }),
      { put: () => Promise.resolve() },
    );
    expect(told(await broken.putArticles(many({ id: 'a' }, { id: 'same' }, { id: 'b' })))).toEqual([
      'no room',
      { id: 'same', status: 'unchanged' },
      'no room',
    ]);
    await expect(broken.putArticle(article({ id: 'a' }), 'api')).rejects.toThrow('no room');
  });
});

/** What the intake asks of an archive, to be asked of another object: its private fields are its own. */
function bound(
  archive: TemporaryIntake['archive'],
): Pick<TemporaryIntake['archive'], 'status' | 'fingerprint' | 'article' | 'reason' | 'standing' | 'takenOut' | 'isDecided'> {
  return {
    status: (id) => archive.status(id),
    fingerprint: (id) => archive.fingerprint(id),
    article: (id) => archive.article(id),
    reason: (id) => archive.reason(id),
    standing: (id) => archive.standing(id),
    takenOut: () => archive.takenOut(),
    isDecided: (id) => archive.isDecided(id),
  };
}
