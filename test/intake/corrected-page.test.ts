/** A page stored as an editor divided it: one transaction, and nothing of it undone by a later reading of the same page. */
import fc from 'fast-check';

import { ArchiveArticleService } from '../../src/service/article-service.js';
import type { ArticleContent, CorrectedArticle } from '../../src/article/article.js';
import { InvalidInputError } from '../../src/article/invalid-input-error.js';
import { JoinedArticles } from '../../src/intake/joined-articles.js';
import type { PageInput } from '../../src/intake/intake.js';
import type { PageReceipt } from '../../src/intake/write-receipt.js';
import { readRawPage } from '../../src/intake/raw-page.js';
import { placePages, readText } from '../../src/intake/read-page.js';
import { divideAt, draftsOf, isGone, mergeWithNext, type ArticleDraft } from '../../src/web/client/article-drafts.js';
import { contentOf, linesOf, withoutPart } from '../../src/web/client/page-draft.js';
import { seed } from '../support/shared.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

const PAGE: PageInput = {
  bytes: Buffer.from(pageText(THREE)),
  given: { paper: '云湾工人报', date: '2024-03-18', pageNumber: '3' },
  source: 'api',
};
const FILE: PageInput = { ...PAGE, source: '/pages/03.txt' };
let AS_READ: readonly CorrectedArticle[];

let room: TemporaryIntake;
beforeEach(async () => {
  const { parsed } = placePages(await readText({ bytes: PAGE.bytes, division: 'page' }), PAGE).pages[0]!;
  AS_READ = parsed.articles.map((content, index) => ({ content, lines: parsed.lines[index]! }));
  room = await openTemporaryIntake();
});
afterEach(async () => {
  await room.close();
});

const store = (corrected: readonly CorrectedArticle[]): Promise<PageReceipt> => room.intake.addPage({ ...PAGE, corrected });
const titles = (): readonly string[] => [...room.indexed.values()].map(({ title }) => title).sort();
const texts = (): readonly string[] =>
  [...room.indexed.values()]
    .flatMap(({ title, paragraphs }) => [title, ...paragraphs])
    .filter((text) => text !== '')
    .sort();
const ALL_TEXTS = THREE.flatMap(({ title, paragraphs }) => [title, ...paragraphs]).sort();

/** The first two as one, the headline of the second a paragraph. */
function merged(): readonly CorrectedArticle[] {
  const [one, two, three] = AS_READ as [CorrectedArticle, CorrectedArticle, CorrectedArticle];
  return [
    {
      content: { ...one.content, paragraphs: [...one.content.paragraphs, two.content.title, ...two.content.paragraphs] },
      lines: { ...one.lines, paragraphs: [...one.lines.paragraphs, two.lines.title, ...two.lines.paragraphs] },
    },
    three,
  ];
}

/** The last in two, at its second paragraph, whose headline is written anew. */
function divided(): readonly CorrectedArticle[] {
  const last = AS_READ[2]!;
  const half = (content: Partial<ArticleContent>, from: number, to: number, title: readonly number[]): CorrectedArticle => ({
    content: { ...last.content, ...content, paragraphs: last.content.paragraphs.slice(from, to) },
    lines: { ...last.lines, title, paragraphs: last.lines.paragraphs.slice(from, to) },
  });
  return [...AS_READ.slice(0, 2), half({}, 0, 1, last.lines.title), half({ title: '梭子做成吊灯' }, 1, 2, [])];
}

describe('a page as an editor left it', () => {
  it('is the same as the page itself where nothing was corrected', async () => {
    const first = await room.intake.addPage(PAGE);
    const again = await store(AS_READ);
    expect([again.status, again.articles.map(({ status }) => status)]).toEqual(['unchanged', ['unchanged', 'unchanged', 'unchanged']]);
    expect(again.page.id).toBe(first.page.id);
  });

  it('is one transaction', async () => {
    const before = room.archive.sequence;
    await store(merged());
    expect(room.archive.sequence).toBe(before + 1);
    expect(titles()).toEqual([THREE[0].title, THREE[2].title].sort());
    expect(texts()).toEqual(ALL_TEXTS);
  });

  it.each([
    ['two made one', merged],
    ['one divided', divided],
  ])('stays so when the page is read again: %s', async (_, correct) => {
    const { page, articles } = await store(correct());
    const before = [...room.indexed.values()];
    for (const input of [PAGE, FILE, FILE]) {
      const again = await room.intake.addPage(input);
      expect([again.removedIds, again.articles.map(({ id }) => id)]).toEqual([[], articles.map(({ id }) => id)]);
    }
    expect([...room.indexed.values()]).toEqual(before);
    const raw = await readRawPage(room.archive, page.id!);
    expect(raw!.articles.map(({ article }) => article.id)).toEqual(articles.map(({ id }) => id));
    expect(raw!.hiddenLines.size).toBe(0);
  });

  it('over a page that is stored: ids stay, and that of an article that went into another leads there', async () => {
    const first = await room.intake.addPage(FILE);
    const receipt = await store(merged());
    expect(receipt.articles.map(({ id }) => id)).toContain(first.articles[2]!.id);
    const [gone] = receipt.removedIds;
    expect(receipt.removedIds).toHaveLength(1);
    const found = await new ArchiveArticleService(room.archive, new JoinedArticles(room.archive)).find(gone!);
    expect(found).toMatchObject({ type: 'present', article: { id: receipt.articles[0]!.id } });
  });

  it('stays beside what another editor corrects later, who has the last word on what he corrects', async () => {
    await store(merged());
    await store(divided());
    expect(titles()).toEqual([THREE[0].title, '梭子做成吊灯', THREE[2].title].sort());
    const apart = AS_READ.slice(0, 2).map(({ content, lines }) => ({ content: { ...content, title: `${content.title}（更正）` }, lines }));
    await store([...apart, ...divided().slice(2)]);
    await room.intake.addPage(FILE);
    expect(titles()).toEqual([`${THREE[0].title}（更正）`, `${THREE[1].title}（更正）`, '梭子做成吊灯', THREE[2].title].sort());
  });

  it('leaves out what belongs to no article, for good, and shows it on the printed page', async () => {
    const { page, furniture } = await store(AS_READ.slice(1));
    expect(furniture).toContain(THREE[0].title);
    await room.intake.addPage(FILE);
    expect(titles()).toEqual([THREE[1].title, THREE[2].title].sort());
    const raw = await readRawPage(room.archive, page.id!);
    expect(raw!.lines.join('\n')).toContain(THREE[0].title);
    // Until an editor wants it back.
    await store(AS_READ);
    expect(room.indexed.size).toBe(3);
  });

  it('keeps a text that was corrected by itself earlier, and one that is withheld', async () => {
    const first = await room.intake.addPage(PAGE);
    const [one, , three] = first.articles.map(({ id }) => id) as [string, string, string];
    const before = (await room.archive.article(one))!.article;
    await room.intake.putArticle({ ...before, title: '夜游船复航' }, 'api');
    await room.intake.withhold(three, '当事人要求');
    await store(
      AS_READ.map((article, index) => (index === 1 ? { ...article, content: { ...article.content, title: '三处口袋公园' } } : article)),
    );
    expect(titles()).toEqual(['三处口袋公园', '夜游船复航'].sort());
    expect(room.archive.status(three)).toBe('withheld');
  });

  it.each([
    ['no line', { title: [], paragraphs: [[], []] }, 'at least one of its lines'],
    ['a line beyond the page', { title: [999] }, 'lines, not 999'],
  ])('is refused with its place where an article has %s', async (_, change, message) => {
    const [one] = AS_READ as [CorrectedArticle];
    const bad = store([{ ...one, lines: { ...one.lines, ...change } }]);
    await expect(bad).rejects.toThrow(InvalidInputError);
    await expect(bad).rejects.toThrow(message);
    expect(room.indexed.size).toBe(0);
  });

  it('stays so whatever an editor merges, divides and leaves out', async () => {
    const step = fc.record({ what: fc.constantFrom('merge', 'divide', 'drop'), index: fc.nat(3), at: fc.nat(8) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), fc.boolean(), async (steps, isStored) => {
        const own = await openTemporaryIntake();
        try {
          if (isStored) await own.intake.addPage(FILE);
          const drafts = steps.reduce<readonly ArticleDraft[]>(
            (all, { what, index, at }) => {
              if (what === 'merge') return mergeWithNext(all, index);
              if (what === 'divide') return divideAt(all, index, at);
              return all.map((draft, place) =>
                place === index ? { ...draft, parts: withoutPart(draft.parts, at % draft.parts.length) } : draft,
              );
            },
            draftsOf(
              AS_READ.map(({ content }) => content),
              AS_READ.map(({ lines }) => lines),
            ),
          );
          const corrected = drafts
            .filter((draft) => !isGone(draft))
            .map(({ content, parts }): CorrectedArticle => ({
              content: contentOf(content, parts) as ArticleContent,
              lines: linesOf(parts),
            }));
          await own.intake.addPage({ ...PAGE, corrected });
          const before = [...own.indexed].sort();
          expect(before.map(([, { title, paragraphs }]) => [title, ...paragraphs].join('')).sort()).toEqual(
            corrected.map(({ content: { title, paragraphs } }) => [title, ...paragraphs].join('')).sort(),
          );
          for (const input of [FILE, PAGE]) await own.intake.addPage(input);
          expect([...own.indexed].sort()).toEqual(before);
        } finally {
          await own.close();
        }
      }),
      { numRuns: 40, seed },
    );
  }, 30_000);
});
