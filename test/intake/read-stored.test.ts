/** The stored pages of an archive, read again from their bytes. */
import { readAgain, storedFileCount, type ReadAgainReport } from '../../src/intake/read-again.js';
import { sha256Of } from '../../src/archive/page-files.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

let room: TemporaryIntake;
beforeEach(async () => {
  room = await openTemporaryIntake();
});
afterEach(async () => {
  await room.close();
});

const PLACE = { paper: '云湾工人报', date: '2024-03-18', pageNumber: '3' };
const FROM_FILE = { bytes: Buffer.from(pageText(THREE)), given: {}, fromPath: PLACE, source: '/pages/云湾工人报/3.txt' };
const again = (): Promise<ReadAgainReport> => readAgain({ ...room, placeOfPath: () => PLACE });
const stateOf = async () =>
  Promise.all(
    room.archive.pages().map(async ({ id }) => ({ page: await room.archive.page(id), ids: (await room.archive.page(id))!.articleIds })),
  );

describe('reading again', () => {
  it('changes nothing where the program is the same', async () => {
    await room.intake.addPages(FROM_FILE);
    await room.intake.addPage({ ...FROM_FILE, given: { ...PLACE, paper: '北塔晚报' }, source: 'api' });
    const before = await stateOf();
    expect(await again()).toMatchObject({ fileCount: 2, added: 0, updated: 0, unchanged: 6, removed: 0, purgedPageIds: [], failed: [] });
    expect(await stateOf()).toEqual(before);
  });

  it('reads every place a text was put at by hand, and leaves it there', async () => {
    for (const pageNumber of ['5', '6']) await room.intake.addPage({ ...FROM_FILE, given: { ...PLACE, pageNumber }, source: 'api' });
    const before = await stateOf();
    expect(before).toHaveLength(2);
    expect(await again()).toMatchObject({ fileCount: 2, unchanged: 6, added: 0 });
    expect(await stateOf()).toEqual(before);
  });

  it('brings what a weaker reading left out, under the ids there were, and keeps decisions', async () => {
    const [receipt] = await room.intake.addPages({ ...FROM_FILE, given: { section: '要闻' } });
    const { page, articles } = receipt!;
    const ids = articles.map(({ id }) => id);
    const { article, lines } = (await room.archive.article(ids[0]!))!;
    await room.intake.putArticleAt(ids[1]!, { ...(await room.archive.article(ids[1]!))!.article, title: '人改过的标题' });
    await room.intake.withhold(ids[2]!, '更正');
    await room.archive.commit([
      {
        type: 'article',
        article: { ...article, title: '', kicker: [] },
        lines: { ...lines!, title: [] },
        pageId: page.id!,
        source: FROM_FILE.source,
      },
    ]);
    expect(await again()).toMatchObject({ fileCount: 1, added: 0, updated: 1, removed: 0, failed: [] });
    expect((await room.archive.article(ids[0]!))!.article.title).toBe(article.title);
    expect((await room.archive.article(ids[1]!))!.article.title).toBe('人改过的标题');
    expect(room.archive.status(ids[2]!)).toBe('withheld');
    expect((await room.archive.page(page.id!))!.section).toBe('要闻');
  });

  it('passes over deleted pages, names purged ones, and leaves one whose bytes are damaged as it is', async () => {
    const [one] = await room.intake.addPages(FROM_FILE);
    const two = await room.intake.addPage({ ...FROM_FILE, given: { ...PLACE, pageNumber: '7' }, source: 'api' });
    const text = '河湾日报 2024年3月19日 第2版\n\n渡口清早开船\n\n本报讯 渡口的第一班船今天清早开船，两岸的人都来看。\n';
    const [three] = await room.intake.addPages({ ...FROM_FILE, bytes: Buffer.from(text), source: '/pages/b.txt' });
    await room.intake.deleteArticle(one!.articles[0]!.id);
    await room.archive.purge();
    await room.intake.deletePage(two.page.id!);
    const record = (await room.archive.page(three!.page.id!))!;
    await room.archive.commit([{ type: 'page', page: { ...record, sha256: sha256Of(Buffer.from('never stored')) } }]);
    expect(storedFileCount(room.archive)).toBe(1);
    expect(await again()).toMatchObject({
      fileCount: 0,
      purgedPageIds: [one!.page.id],
      failed: [{ file: '/pages/b.txt', pageId: three!.page.id, code: 'PAGE_NOT_FOUND' }],
    });
    expect(room.archive.status(three!.articles[0]!.id)).toBe('live');
  });

  it('ends after the file under way', async () => {
    await room.intake.addPages(FROM_FILE);
    await room.intake.addPage({ ...FROM_FILE, given: { ...PLACE, pageNumber: '8' }, source: 'api' });
    const stop = new AbortController();
    const report = await readAgain({
      ...room,
      placeOfPath: () => PLACE,
      onFile: () => {
        stop.abort();
      },
      signal: stop.signal,
    });
    expect(report.fileCount).toBe(1);
  });
});
