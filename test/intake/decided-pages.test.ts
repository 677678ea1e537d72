/** What a person said of a page holds: its place, its division, its corrections, wherever its file goes. */
import type { CorrectedArticle } from '../../src/article/article.js';
import type { PageInput } from '../../src/intake/intake.js';
import { dividePage } from '../../src/intake/read-page.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

const [ONE, TWO, LAST] = THREE;
const PLACE = { paper: '云湾工人报', date: '2024-03-18', pageNumber: '3' };
const TEXT = pageText(THREE);
const EDITED = TEXT.replace('上周末开放', '这周末开放');

/** Files that are there. */
let files: Set<string>;
let room: TemporaryIntake;
beforeEach(async () => {
  files = new Set();
  room = await openTemporaryIntake({ isGone: (source) => !files.has(source) });
});
afterEach(async () => {
  await room.close();
});

/** Indexes a file that is there now. */
async function index(source: string, text = TEXT, more: Partial<PageInput> = {}) {
  files.add(source);
  return (await room.intake.addPages({ bytes: Buffer.from(text), given: {}, source, ...more }))[0]!;
}
const move = (from: string): void => {
  files.delete(from);
};
const placeOf = async (id: string | undefined) => {
  const { paper, date, pageNumber } = (await room.archive.page(id!))!;
  return { paper, date, pageNumber };
};
const ids = (receipt: { readonly articles: readonly { readonly id: string }[] }): readonly string[] => receipt.articles.map(({ id }) => id);

describe('a place that was given by hand', () => {
  const printed = pageText(THREE, '云湾工人报\n2024年3月11日 星期一 第8版 要闻');

  it.each([
    ['prints another', printed],
    ['prints none', TEXT],
  ])('stays when the file, which %s, is indexed without it', async (_, text) => {
    const first = await index('/in/a.txt', text, { given: PLACE });
    const again = await index('/in/a.txt', text);
    expect([again.status, again.page.id, await placeOf(again.page.id)]).toEqual(['unchanged', first.page.id, PLACE]);
    const edited = await index('/in/a.txt', text.replace('上周末开放', '这周末开放'));
    expect([edited.page.id, ids(edited), await placeOf(edited.page.id)]).toEqual([first.page.id, ids(first), PLACE]);
    expect(room.archive.pages()).toHaveLength(1);
  });

  it('holds part by part, until somebody says otherwise', async () => {
    await index('/in/a.txt', printed, { given: { date: '2024-03-12' } });
    const again = await index('/in/a.txt', printed, { given: { pageNumber: '5' } });
    expect(await placeOf(again.page.id)).toEqual({ paper: '云湾工人报', date: '2024-03-12', pageNumber: '5' });
    const later = await index('/in/a.txt', printed, { given: { date: '2024-03-13' } });
    expect(await placeOf(later.page.id)).toEqual({ paper: '云湾工人报', date: '2024-03-13', pageNumber: '5' });
    expect(room.archive.pages()).toHaveLength(1);
  });

  it('is not that of the next issue under the same name', async () => {
    await index('/in/a.txt', pageText([ONE], '云湾工人报\n2024年3月11日 星期一 第8版'), { given: { date: '2024-03-12' } });
    const next = await index('/in/a.txt', pageText([LAST], '云湾工人报\n2024年3月19日 星期二 第8版'));
    expect((await placeOf(next.page.id)).date).toBe('2024-03-19');
  });

  it.each([
    ['the same bytes', TEXT],
    ['a word changed', EDITED],
  ])('goes with its file when that is renamed, with %s', async (_, text) => {
    const first = await index('/in/a.txt', TEXT, { given: { paper: PLACE.paper, date: PLACE.date } });
    await room.intake.withhold(ids(first)[1]!, '当事人要求');
    move('/in/a.txt');
    const moved = await index('/elsewhere/b.txt', text);
    expect([moved.page.id, ids(moved)]).toEqual([first.page.id, ids(first)]);
    expect(await placeOf(moved.page.id)).toMatchObject({ paper: PLACE.paper, date: PLACE.date });
    expect(ids(first).map((id) => room.archive.status(id))).toEqual(['live', 'withheld', 'live']);
    expect(room.archive.pages().map(({ source }) => source)).toEqual(['/elsewhere/b.txt']);
    expect((await index('/elsewhere/b.txt', text)).status).toBe('unchanged');
  });

  it('stays with the page when it comes by the API and from a file later', async () => {
    const first = await room.intake.addPage({ bytes: Buffer.from(TEXT), given: PLACE, source: 'api' });
    const again = await index('/in/a.txt');
    expect([again.page.id, await placeOf(again.page.id)]).toEqual([first.page.id, PLACE]);
  });

  it('is none of another file of the same text that is there beside it', async () => {
    const first = await index('/in/2024-03-18/03.txt', TEXT, { fromPath: PLACE });
    const second = await index('/in/2024-03-19/03.txt', TEXT, { fromPath: { ...PLACE, date: '2024-03-19' } });
    expect(second.page.id).not.toBe(first.page.id);
    expect(room.indexed.size).toBe(6);
  });
});

describe('a page whose articles an editor has put together', () => {
  const merged = async (): Promise<readonly CorrectedArticle[]> => {
    const { articles, lines } = await dividePage(Buffer.from(TEXT), {});
    const [one, two, last] = articles.map((content, at) => ({ content, lines: lines[at]! }));
    return [
      {
        content: { ...one!.content, paragraphs: [...one!.content.paragraphs, two!.content.title, ...two!.content.paragraphs] },
        lines: { ...one!.lines, paragraphs: [...one!.lines.paragraphs, two!.lines.title, ...two!.lines.paragraphs] },
      },
      last!,
    ];
  };
  let first: Awaited<ReturnType<TemporaryIntake['intake']['addPage']>>;
  beforeEach(async () => {
    first = await room.intake.addPage({ bytes: Buffer.from(TEXT), given: PLACE, source: 'api', corrected: await merged() });
  });
  const held = (): readonly string[] => [...room.indexed.values()].map(({ title }) => title).sort();

  it('stays whole, those he did not touch too, when a parser divides it otherwise', async () => {
    // The archive holds what another parser would have read: the untouched one without its second paragraph.
    const untouched = (await room.archive.article(ids(first)[1]!))!;
    const shorter = {
      ...untouched,
      article: { ...untouched.article, paragraphs: untouched.article.paragraphs.slice(0, 1) },
      lines: { ...untouched.lines!, paragraphs: untouched.lines!.paragraphs.slice(0, 1) },
    };
    await room.archive.commit([
      { type: 'article', article: shorter.article, lines: shorter.lines, pageId: first.page.id!, source: 'api:page' },
    ]);
    const again = await index('/in/a.txt');
    expect(ids(again)).toEqual(ids(first));
    expect((await room.archive.article(ids(first)[1]!))!.article.paragraphs).toEqual([LAST.paragraphs[0]]);
  });

  it.each([
    ['line ends', TEXT.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${TEXT}`],
  ])('stays so in a file with other %s', async (_, text) => {
    const again = await index('/in/a.txt', text);
    expect(ids(again)).toEqual(ids(first));
    expect(held()).toEqual([ONE.title, LAST.title].sort());
  });

  it('stays so when a word of the file has changed: its text is not shown twice', async () => {
    const again = await index(
      '/in/a.txt',
      pageText([ONE, TWO, { ...LAST, paragraphs: [LAST.paragraphs[0], `${LAST.paragraphs[1]}门票免费。`] }]),
      { given: PLACE },
    );
    expect(ids(again)).toEqual(ids(first));
    expect(held()).toEqual([ONE.title, LAST.title].sort());
    expect(room.indexed.get(ids(first)[1]!)!.paragraphs[1]).toContain('门票免费');
    const all = [...room.indexed.values()].flatMap(({ title, paragraphs }) => [title, ...paragraphs]).join('\n');
    expect(all.split('杜阿婆')).toHaveLength(2);
  });

  it('comes back so when it is deleted and put again', async () => {
    await room.intake.deletePage(first.page.id!);
    const back = await room.intake.addPage({ bytes: Buffer.from(TEXT), given: PLACE, source: 'api' });
    expect(ids(back)).toEqual(ids(first));
    expect(held()).toEqual([ONE.title, LAST.title].sort());
    expect(room.indexed.get(ids(first)[0]!)!.paragraphs).toContain(TWO.title);
  });
});

it('a file whose printed place was corrected keeps what was corrected by hand on it', async () => {
  const file = (number: number): string => pageText(THREE, `云湾工人报\n2024年3月18日 星期一 第${number}版 要闻`);
  const first = await index('/in/a.txt', file(8));
  const { article } = (await room.archive.article(ids(first)[0]!))!;
  await room.intake.putArticleAt(ids(first)[0]!, { ...article, title: '青陶桥下游船昨起复航' });
  await index('/in/a.txt', file(3));
  expect([...room.indexed.values()].map(({ title, pageNumber }) => [title, pageNumber])).toContainEqual(['青陶桥下游船昨起复航', '3']);
  expect(room.indexed.size).toBe(3);
});

it('a file of several pages goes in whole or not at all, what it replaces too', async () => {
  const folio = (number: number): string => `云湾工人报\n2024年3月18日 星期一 第${number}版 要闻`;
  const file = (...numbers: readonly number[]): string => numbers.map((number, at) => pageText([THREE[at]!], folio(number))).join('\f');
  await index('/in/a.txt', file(1, 2, 8));
  const { sequence } = room.archive;
  await index('/in/a.txt', file(1, 2, 3).replace('首日', '当日'));
  expect(room.archive.sequence).toBe(sequence + 1);
  expect(
    room.archive
      .pages()
      .map(({ pageNumber }) => pageNumber)
      .sort(),
  ).toEqual(['1', '2', '3']);
  await expect(index('/in/b.txt', file(4, 4))).rejects.toMatchObject({ code: 'PARAMETER_INVALID' });
  expect(room.archive.sequence).toBe(sequence + 1);
});
