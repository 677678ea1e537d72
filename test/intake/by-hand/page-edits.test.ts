/** Pages divided and placed by hand, and what stands of it afterwards. */
import type { PagePatch } from '../../../src/article/page-patch-schema.js';
import { parsePagePatch } from '../../../src/article/page-patch-schema.js';
import type { PageInput } from '../../../src/intake/intake.js';
import { readHandPage, type HandPage } from '../../../src/intake/by-hand/page-view.js';
import { readText } from '../../../src/intake/read-page.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from '../temporary-intake.js';

const [ONE, TWO, LAST] = THREE;
const PLACE = { paper: '云湾工人报', date: '2024-03-18', pageNumber: '3' };
const TEXT = pageText(THREE);

let files: Set<string>;
let room: TemporaryIntake;
/** Makes of the page something else, as a newer parser might. */
let isNewer = false;
beforeEach(async () => {
  files = new Set();
  isNewer = false;
  room = await openTemporaryIntake({
    isGone: (source) => !files.has(source),
    readText: async (task) => {
      const read = await readText(task);
      if (!isNewer) return read;
      return {
        ...read,
        parsed: read.parsed.map((page) => ({
          ...page,
          articles: page.articles.slice(0, 1),
          lines: [{ ...page.lines[0]!, paragraphs: page.lines.flatMap(({ title, paragraphs }) => [...paragraphs, title]) }],
          confidences: [1],
        })),
      };
    },
  });
});
afterEach(async () => {
  await room.close();
});

async function index(source = '/in/a.txt', text = TEXT, more: Partial<PageInput> = {}) {
  files.add(source);
  const [receipt] = await room.intake.addPages({ bytes: Buffer.from(text), given: {}, fromPath: PLACE, source, ...more });
  return receipt!;
}
const look = async (id: string, withText = false): Promise<HandPage> => (await readHandPage(room.archive, id, withText))!.page;
const titles = async (id: string) => (await look(id)).articles.map(({ title }) => title);
const idsOf = async (id: string) => (await look(id)).articles.map((one) => one.id);
const edit = async (id: string, patch: object) =>
  (await room.intake.editPages([{ id, patch: parsePagePatch(patch) satisfies PagePatch, expected: '*' }], { by: '校对组' }))[0]!;
const pageOf = async () => (await index()).page.id!;
const textOf = async (id: string) => (await room.archive.article(id))!.article.paragraphs.join('');

describe('lines given to articles', () => {
  it('join two articles: the id of the first stays, that of the second leads there', async () => {
    const id = await pageOf();
    const [a, b, c] = await idsOf(id);
    await edit(id, {
      articles: [
        { id: a, lines: [1, 3, 5, 7, 9, 11] },
        { id: c, lines: [13, 15, 17] },
      ],
    });
    expect(await titles(id)).toEqual([ONE.title, LAST.title]);
    expect((await room.archive.article(a!))!.article.paragraphs).toEqual([...ONE.paragraphs, TWO.title, ...TWO.paragraphs]);
    expect([room.archive.status(b!), (await room.archive.page(id))!.formerIds]).toEqual([undefined, { [b!]: a }]);
    expect([...room.indexed.keys()].sort()).toEqual([a, c].sort());
  });

  it('cut one: what begins with a short line has it for a headline', async () => {
    const id = await pageOf();
    await edit(id, { articles: [{ lines: [1, 3, 5, 7, 9, 11] }, { lines: [13, 15, 17] }] });
    const [a, c] = await idsOf(id);
    await edit(id, { articles: [{ id: a, lines: [1, 3, 5] }, { lines: [7, 9, 11] }, { id: c, lines: [13, 15, 17] }] });
    expect(await titles(id)).toEqual([ONE.title, TWO.title, LAST.title]);
    expect((await look(id, true)).articles[1]).toMatchObject({ paragraphs: TWO.paragraphs, byline: { reporters: [] } });
  });

  it('take corrected words along, and print what nobody had', async () => {
    const id = await pageOf();
    const [a, b, c] = await idsOf(id);
    await room.intake.patchArticle(b!, { paragraphs: ['改正后的第一段。', TWO.paragraphs[1]] }, '*');
    await edit(id, {
      articles: [
        { id: a, lines: [1, 3, 5, 9] },
        { id: c, lines: [13, 15, 17] },
      ],
    });
    expect(await textOf(a!)).toBe([...ONE.paragraphs, '改正后的第一段。'].join(''));
    expect((await room.archive.page(id))!.leftOut).toEqual([7, 11]);
    await edit(id, {
      articles: [
        { id: a, lines: [1, 3, 5, 9, 11] },
        { id: c, lines: [13, 15, 17] },
      ],
    });
    expect(await textOf(a!)).toBe([...ONE.paragraphs, '改正后的第一段。', TWO.paragraphs[1]].join(''));
    expect((await room.archive.page(id))!.leftOut).toEqual([7]);
  });

  it('may say what each article holds', async () => {
    const id = await pageOf();
    const { articles } = await look(id, true);
    await edit(id, {
      articles: [{ ...articles[0], title: '夜游船复航', byline: { reporters: ['林小舟', '沈岸'] }, kind: 'notice' }, ...articles.slice(1)],
    });
    expect((await room.archive.article(articles[0]!.id))!.article).toMatchObject({
      title: '夜游船复航',
      kind: 'notice',
      byline: { reporters: ['林小舟', '沈岸'] },
      ...PLACE,
    });
    expect((await room.archive.article(articles[0]!.id))!.decisions!.map(({ what, by }) => [what, by])).toEqual([
      ['title', '校对组'],
      ['byline', '校对组'],
      ['kind', '校对组'],
    ]);
    expect((await room.archive.article(articles[1]!.id))!.source).toBe('/in/a.txt');
  });

  it('are none of an article that is withheld, which keeps its own', async () => {
    const id = await pageOf();
    const [a, b, c] = await idsOf(id);
    await room.intake.withhold(b!, '当事人要求');
    await expect(
      edit(id, {
        articles: [
          { id: a, lines: [1, 3, 5, 9] },
          { id: c, lines: [13, 15, 17] },
        ],
      }),
    ).rejects.toMatchObject({ code: 'PAGE_INVALID' });
    await edit(id, {
      articles: [
        { id: c, lines: [13, 15, 17] },
        { id: a, lines: [1, 3, 5] },
      ],
    });
    expect((await room.archive.page(id))!.articleIds).toEqual([b, c, a]);
    expect((await index()).status).toBe('unchanged');
    await room.intake.restore(b!);
    expect(await titles(id)).toEqual([TWO.title, LAST.title, ONE.title]);
  });
});

describe('what was decided of a page', () => {
  async function decide() {
    const id = await pageOf();
    const [a, , c] = await idsOf(id);
    await edit(id, {
      date: '2024-03-19',
      section: null,
      articles: [
        { id: a, lines: [1, 3, 5, 7, 9, 11] },
        { id: c, lines: [13, 15, 17] },
      ],
    });
    const state = async () => ({
      titles: await titles(id),
      ids: await idsOf(id),
      place: [(await look(id)).date, (await room.archive.article(a!))!.article.date],
      made: (await room.archive.page(id))!.decisions!.map(({ n, what }) => [n, what]),
    });
    return { id, state, before: await state() };
  }

  it.each([
    ['the file comes again', () => index()],
    ['in another encoding of the same lines', () => index('/in/a.txt', TEXT.replaceAll('\n', '\r\n'))],
    ['its folder was moved', () => (files.clear(), index('/elsewhere/a.txt'))],
    ['its file was renamed', () => (files.clear(), index('/in/2024年3月18日第8版.txt', TEXT, { fromPath: { pageNumber: '8' } }))],
    ['it comes by hand', () => room.intake.addPage({ bytes: Buffer.from(TEXT), given: { ...PLACE, date: '2024-03-19' }, source: 'api' })],
    ['a newer parser divides it otherwise', () => ((isNewer = true), index())],
    ['the log is written anew', () => room.archive.compact()],
  ])('stands when %s', async (_, again) => {
    const { state, before } = await decide();
    await again();
    expect(await state()).toEqual(before);
    expect(room.archive.pages()).toHaveLength(1);
  });

  it('is contradicted by a newer parser only where that reads it otherwise than when it was decided', async () => {
    const { id } = await decide();
    await index();
    expect((await look(id)).wants).toEqual([]);
    isNewer = true;
    await index();
    expect((await look(id)).wants).toEqual(['reading']);
    await edit(id, { articles: (await look(id)).articles });
    expect((await look(id)).wants).toEqual([]);
    await index();
    expect((await look(id)).wants).toEqual([]);
  });

  it('holds where something of the place is said not to be known, though the path says it', async () => {
    const id = await pageOf();
    await edit(id, { pageNumber: null });
    await index();
    expect((await look(id)).pageNumber).toBeUndefined();
    await index('/in/a.txt', TEXT, { given: { pageNumber: '5' } });
    expect((await look(id)).pageNumber).toBe('5');
  });

  it('gives the page its place though that of a deleted page was there', async () => {
    const other = await index('/in/b.txt', pageText([LAST]), { fromPath: { ...PLACE, pageNumber: '4' } });
    await room.intake.deletePage(other.page.id!);
    const id = (await index('/in/a.txt', pageText([ONE, TWO]))).page.id!;
    await edit(id, { pageNumber: '4' });
    await index('/in/a.txt', pageText([ONE, TWO]));
    expect([await titles(id), (await look(id)).pageNumber, room.archive.pageStatus(other.page.id!)]).toEqual([
      [ONE.title, TWO.title],
      '4',
      'deleted',
    ]);
  });

  it('is taken back as it was made', async () => {
    const { id } = await decide();
    const [a] = await idsOf(id);
    await room.intake.takeBackPage(id, 2, '*');
    expect(await titles(id)).toEqual([ONE.title, TWO.title, LAST.title]);
    expect(await textOf(a!)).toBe(ONE.paragraphs.join(''));
    await room.intake.takeBackPage(id, 1, '*');
    expect((await look(id)).date).toBe(PLACE.date);
    const before = room.archive.sequence;
    await room.intake.takeBackPage(id, 1, '*');
    expect(room.archive.sequence).toBe(before);
  });

  it('goes with its words when they are purged', async () => {
    const { id } = await decide();
    const [a] = await idsOf(id);
    await room.intake.withhold(a!, '当事人要求');
    await room.archive.purge();
    expect((await room.archive.page(id))!.decisions).toMatchObject([
      { what: 'date', after: '2024-03-19' },
      { what: 'articles', before: null, after: null, purged: true },
    ]);
    await expect(room.intake.takeBackPage(id, 2, '*')).rejects.toMatchObject({ code: 'DECISION_NOT_FOUND' });
  });
});

describe('a page that is withheld', () => {
  it('shows none of its articles until it is brought back', async () => {
    const id = await pageOf();
    const ids = await idsOf(id);
    await edit(id, { withheld: '版权方要求' });
    expect(ids.map((one) => [room.archive.status(one), room.archive.reason(one)])).toEqual(ids.map(() => ['withheld', '版权方要求']));
    expect(room.indexed.size).toBe(0);
    await edit(id, { withheld: null });
    expect([await titles(id), room.indexed.size]).toEqual([THREE.map(({ title }) => title), 3]);
    const history = (await room.archive.page(id))!.decisions!;
    expect(history.map(({ what, after }) => [what, after])).toEqual([
      ['status', { status: 'withheld', reason: '版权方要求' }],
      ['status', { status: 'live' }],
    ]);
    expect((await room.archive.article(ids[0]!))!.decisions).toHaveLength(2);
  });
});

it('a picture has a place, and no lines', async () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const [receipt] = await room.intake.addPages({ bytes: png, given: {}, source: '/in/scan.png' });
  const id = receipt!.page.id!;
  await edit(id, PLACE);
  expect(await look(id)).toMatchObject({ ...PLACE, isPicture: true, articles: [] });
  await expect(edit(id, { articles: [{ lines: [1] }] })).rejects.toMatchObject({ code: 'PAGE_INVALID' });
});
