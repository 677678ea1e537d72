/** Pictures of pages in the archive: kept and listed, and the same page when their text comes. */
import type { PageReceipt } from '../../src/intake/write-receipt.js';
import { ArchiveIssueService } from '../../src/service/issue-service.js';
import { jpeg, png } from '../page/pictures.js';
import { writePdf } from '../page/pdf/write-pdf.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

const PLACE = { paper: '云湾工人报', date: '2024-03-18', pageNumber: '3' };
const TEXT = Buffer.from(pageText(THREE));
const PICTURE = png(1200, 1800);

let room: TemporaryIntake;
let issues: ArchiveIssueService;
beforeEach(async () => {
  room = await openTemporaryIntake();
  issues = new ArchiveIssueService(room.archive);
  await issues.list({ limit: 1, offset: 0 });
});
afterEach(async () => {
  await room.close();
});

const put = async (bytes: Uint8Array, source: string, fromPath = {}): Promise<PageReceipt> => {
  const receipts = await room.intake.addPages({ bytes, given: {}, fromPath, source });
  expect(receipts).toHaveLength(1);
  return receipts[0]!;
};
const listed = async () => (await issues.list({ limit: 9, offset: 0 })).issues.flatMap(({ pages }) => pages);

describe('a picture of a page', () => {
  it('is kept under its place, in the lists of issues, with its bytes', async () => {
    const { page, articles, warnings, status, isPicture } = await put(PICTURE, '/a/3.png', PLACE);
    expect([articles, status, isPicture]).toEqual([[], 'created', true]);
    expect(warnings).toContainEqual(expect.stringContaining('尚未识别'));
    expect(await listed()).toEqual([{ ...PLACE, id: page.id, articleCount: 0, isPicture: true }]);
    const record = (await room.archive.page(page.id!))!;
    expect(record).toMatchObject({ isPicture: true, form: 'picture', source: '/a/3.png' });
    expect(Buffer.from(await room.archive.pageBytes(record.sha256))).toEqual(PICTURE);
    expect(await put(PICTURE, '/a/3.png', PLACE)).toMatchObject({ status: 'unchanged', page: { id: page.id } });
  });

  it('is in the lists of a service that starts later', async () => {
    await put(PICTURE, '/a/3.png', PLACE);
    const later = new ArchiveIssueService(room.archive);
    expect((await later.issue({ paper: PLACE.paper, date: PLACE.date }))?.issue.pages).toMatchObject([
      { isPicture: true, articleCount: 0 },
    ]);
  });

  it.each([
    ['of its place', '/elsewhere/第3版.txt', PLACE],
    ['of its name', '/a/3.txt', {}],
  ])('becomes the same page by the text %s, and stays beside it', async (_how, source, fromPath) => {
    const place = source === '/a/3.txt' ? {} : PLACE;
    const { page } = await put(PICTURE, '/a/3.png', place);
    const text = await put(TEXT, source, fromPath);
    expect(text).toMatchObject({ status: 'updated', page: { id: page.id } });
    expect(text.articles).toHaveLength(3);
    const record = (await room.archive.page(page.id!))!;
    expect(record).not.toHaveProperty('isPicture');
    expect(Buffer.from(await room.archive.pageBytes(record.picture!.sha256))).toEqual(PICTURE);
    expect(await listed()).toMatchObject([{ id: page.id, articleCount: 3 }]);
    expect((await listed())[0]).not.toHaveProperty('isPicture');
    // Both files again change nothing, and compaction keeps both.
    expect(await put(PICTURE, '/a/3.png', place)).toMatchObject({ status: 'unchanged', page: { id: page.id } });
    expect(await put(TEXT, source, fromPath)).toMatchObject({ status: 'unchanged', page: { id: page.id } });
    await room.archive.compact();
    expect(Buffer.from(await room.archive.pageBytes(record.picture!.sha256))).toEqual(PICTURE);
    expect(room.archive.pages()).toHaveLength(1);
  });

  it('that comes after the text is kept beside it, and a later one takes its place', async () => {
    const { page, articles } = await put(TEXT, '/a/3.txt', PLACE);
    expect(await put(PICTURE, '/scans/3.png', PLACE)).toMatchObject({ status: 'updated', articles: [], page: { id: page.id } });
    expect(await put(jpeg(600, 900), '/scans/3.jpg', PLACE)).toMatchObject({ status: 'updated' });
    const record = (await room.archive.page(page.id!))!;
    expect(record.source).toBe('/a/3.txt');
    expect(record.articleIds).toEqual(articles.map(({ id }) => id));
    expect(Buffer.from(await room.archive.pageBytes(record.picture!.sha256))).toEqual(jpeg(600, 900));
  });

  it('is itself: two without a place are two pages', async () => {
    const one = await put(png(10, 20, 'one'), '/a/IMG_1.png');
    const two = await put(png(10, 20, 'two'), '/a/IMG_2.png');
    expect(one.page.id).not.toBe(two.page.id);
    expect(await listed()).toMatchObject([
      { file: 'IMG_1.png', isPicture: true },
      { file: 'IMG_2.png', isPicture: true },
    ]);
  });

  it('goes from the lists with its page, and from the archive with a purge that takes a text of it', async () => {
    const gone = await put(PICTURE, '/a/9.png', { ...PLACE, pageNumber: '9' });
    await room.intake.deletePage(gone.page.id!);
    expect(await listed()).toEqual([]);
    await put(jpeg(600, 900), '/a/3.jpg', PLACE);
    const { page, articles } = await put(TEXT, '/a/3.txt', PLACE);
    const { sha256 } = (await room.archive.page(page.id!))!.picture!;
    await room.intake.withhold(articles[0]!.id, '更正');
    await room.archive.purge();
    expect(await room.archive.page(page.id!)).not.toHaveProperty('picture');
    await expect(room.archive.pageBytes(sha256)).rejects.toMatchObject({ code: 'PAGE_NOT_FOUND' });
  });

  it('is each page of a scanned PDF, which its text as another PDF takes over', async () => {
    const scan = { width: 500, height: 700, texts: [], pictures: [[0, 0, 500, 700]] } as const;
    const set = (word: string) => ({
      width: 500,
      height: 700,
      texts: [
        { text: `${word}清早开船`, x: 50, y: 80, size: 24 },
        { text: `${word}的第一班船今天清早开船，两岸的人都来看。`, x: 50, y: 110, size: 10 },
      ],
    });
    const addAll = (bytes: Uint8Array) => room.intake.addPages({ bytes, given: {}, source: '/a/issue.pdf' });
    const pictures = await addAll(writePdf([scan, scan]));
    const ids = pictures.map(({ page }) => page.id);
    expect(new Set(ids).size).toBe(2);
    const texts = await addAll(writePdf([set('渡口'), set('石桥')]));
    expect(texts.map(({ page }) => page.id)).toEqual(ids);
    const records = await Promise.all(ids.map((id) => room.archive.page(id!)));
    expect(records.map((record) => record!.picture?.page)).toEqual([0, 1]);
  });
});
