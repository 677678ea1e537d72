import { readRawPage } from '../../src/intake/raw-page.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

let room: TemporaryIntake;
beforeEach(async () => {
  room = await openTemporaryIntake();
});
afterEach(() => room.close());

async function add(text: string | Buffer, source = 'a.txt'): Promise<{ readonly id: string; readonly articleIds: readonly string[] }[]> {
  const receipts = await room.intake.addPages({ bytes: Buffer.from(text), given: {}, source });
  return receipts.map(({ page, articles }) => ({ id: page.id!, articleIds: articles.map(({ id }) => id) }));
}

const THREE_TEXT = pageText(THREE, '云湾工人报 2024年3月18日 第1版');

describe('a stored page', () => {
  it('is read with its lines and the articles they belong to', async () => {
    const [page] = await add(THREE_TEXT);
    const raw = await readRawPage(room.archive, page!.id);
    expect(raw?.lines.join('\n').trim()).toBe(THREE_TEXT.trim());
    expect(
      raw?.articles.map(({ article, lines }) => [article.title, lines.title.map((number) => raw.lines[number - raw.firstNumber])]),
    ).toEqual(THREE.map(({ title }) => [title, [title]]));
  });

  it('is read in the encoding it came in', async () => {
    const [page] = await add(Buffer.from(`\ufeff${THREE_TEXT}`, 'utf16le'));
    expect((await readRawPage(room.archive, page!.id))?.lines.join('\n')).toContain(THREE[1].title);
  });

  it.each(['withhold', 'delete'] as const)('does not show the lines of an article after %s, before and after a purge', async (type) => {
    const [page] = await add(THREE_TEXT);
    const id = page!.articleIds[1]!;
    await room.archive.commit([type === 'withhold' ? { type, id, reason: '应要求' } : { type, id }]);
    for (const isPurged of [false, true]) {
      if (isPurged) await room.archive.purge();
      const raw = await readRawPage(room.archive, page!.id);
      const shown = JSON.stringify([raw, [...raw!.hiddenLines]]);
      for (const text of [THREE[1].title, ...THREE[1].paragraphs]) expect(shown).not.toContain(text.slice(0, 8));
      expect(shown).toContain(THREE[0].title);
      expect(shown).toContain(THREE[2].title);
      expect(raw!.articles).toHaveLength(2);
      expect(raw!.hiddenLines.size).toBe(isPurged ? 0 : 3);
    }
  });

  describe('whose lines are not those of its bytes', () => {
    const softly = Buffer.from(THREE_TEXT.replaceAll('\n', '\u2028'));

    it('names its reader, and is shown by the reader’s lines', async () => {
      const [page] = await add(softly);
      expect(await room.archive.page(page!.id)).toMatchObject({ form: 'text', readerVersion: 2 });
      const raw = await readRawPage(room.archive, page!.id);
      expect(raw?.lines.join('\n').trim()).toBe(THREE_TEXT.trim());
      expect(raw?.articles.map(({ article }) => article.title)).toEqual(THREE.map(({ title }) => title));
    });

    it('does not show an article that is gone, and keeps its other lines as text in the place of the bytes after a purge', async () => {
      const [page] = await add(softly);
      const id = page!.articleIds[1]!;
      await room.intake.withhold(id, '应要求');
      const before = await readRawPage(room.archive, page!.id);
      expect(before!.hiddenLines.size).toBe(3);
      expect((await room.archive.purge()).pages).toEqual([{ id: page!.id, action: 'blanked' }]);
      const record = await room.archive.page(page!.id);
      const kept = (await room.archive.pageBytes(record!.sha256)).toString();
      expect(kept).not.toContain(THREE[1].title);
      const after = await readRawPage(room.archive, page!.id);
      expect(after!.lines).toEqual(before!.lines);
      // The same file again brings nothing back.
      await add(softly);
      expect((await room.archive.page(page!.id))!.sha256).toBe(record!.sha256);
      expect(JSON.stringify(await readRawPage(room.archive, page!.id))).not.toContain(THREE[1].title);
    });

    it('shows nothing where another version of the reader numbered its lines', async () => {
      const [page] = await add(softly);
      const record = await room.archive.page(page!.id);
      // As it was stored before layouts were.
      const { layoutSha256, ...old } = record!;
      expect(layoutSha256).toBeDefined();
      await room.archive.commit([{ type: 'page', page: { ...old, readerVersion: 1 } }]);
      expect(await readRawPage(room.archive, page!.id)).toBeUndefined();
      await room.intake.withhold(page!.articleIds[1]!, '应要求');
      expect((await room.archive.purge()).pages).toEqual([{ id: page!.id, action: 'dropped' }]);
    });
  });

  it('of several in one file is shown without the others', async () => {
    const pages = await add(
      `${pageText(THREE.slice(0, 1), '云湾工人报 2024年3月18日 第1版')}\f${pageText(THREE.slice(1), '云湾工人报 2024年3月18日 第2版')}`,
    );
    expect(pages).toHaveLength(2);
    const [first, second] = await Promise.all(pages.map(({ id }) => readRawPage(room.archive, id)));
    expect(first!.lines.join('\n')).not.toContain(THREE[1].title);
    expect(second!.lines.join('\n')).not.toContain(THREE[0].title);
    expect(second!.firstNumber).toBeGreaterThan(1);
    expect(second!.lines[second!.articles[0]!.lines.title[0]! - second!.firstNumber]).toContain(THREE[1].title);
  });

  it('is not there when it is unknown, deleted, or its bytes are dropped', async () => {
    const [page] = await add(THREE_TEXT);
    expect(await readRawPage(room.archive, 'unknown')).toBeUndefined();
    await room.archive.commit([{ type: 'deletePage', id: page!.id }]);
    expect(await readRawPage(room.archive, page!.id)).toBeUndefined();
  });
});
