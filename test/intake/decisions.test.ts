import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Archive } from '../../src/archive/archive.js';
import type { Article } from '../../src/article/article.js';
import { MOST_DECISIONS, valueWithout, withDecisions } from '../../src/intake/keep-decisions.js';
import { readRecord, writeRecordLine } from '../../src/intake/record-line.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

const NOW = new Date('2031-05-04T08:00:00Z');
const DESK = { by: '周砚' };
const GIVEN = { paper: '青陶晚报', date: '2031-05-04', pageNumber: '2' };
let room: TemporaryIntake;
beforeEach(async () => {
  room = await openTemporaryIntake({ now: () => NOW });
});
afterEach(() => room.close());

const addThree = async (source = '青陶晚报/02.txt') => {
  const bytes = Buffer.from(pageText(THREE));
  return (await room.intake.addPage({ bytes, given: GIVEN, source })).articles.map(({ id }) => id);
};
const historyOf = async (id: string, archive: Pick<Archive, 'article'> = room.archive) => (await archive.article(id))?.decisions ?? [];
const patch = (id: string, fields: object) => room.intake.patchArticle(id, fields, '*', DESK);
const titleOf = async (id: string) => (await room.archive.article(id))?.article.title;

describe('a patch of an article', () => {
  it('is kept field by field, with who, when, before and after', async () => {
    const [id] = await addThree();
    const receipt = await patch(id!, { title: '夜游船复航', byline: { correspondents: ['温雁'] }, section: '要闻' });
    expect(receipt).toMatchObject({ type: 'stored', status: 'updated', article: { title: '夜游船复航', section: '要闻' } });
    expect(receipt.article.byline).toMatchObject({ reporters: ['林小舟'], correspondents: ['温雁'] });
    const at = NOW.toISOString();
    expect(await historyOf(id!)).toMatchObject([
      { n: 1, by: '周砚', at, what: 'title', before: THREE[0].title, after: '夜游船复航', state: 'accepted' },
      { n: 2, by: '周砚', at, what: 'byline', state: 'accepted' },
      { n: 3, by: '周砚', at, what: 'section', before: null, after: '要闻', state: 'accepted' },
    ]);
    expect(room.indexed.get(id!)?.title).toBe('夜游船复航');
  });

  it('that changes nothing is nothing', async () => {
    const [id] = await addThree();
    const before = room.archive.sequence;
    expect(await patch(id!, { title: THREE[0].title })).toMatchObject({ type: 'stored', status: 'unchanged' });
    expect(room.archive.sequence).toBe(before);
  });

  it('of a state that is no more is refused, whoever comes first, and the second is told what stands', async () => {
    const [id] = await addThree();
    const { version } = await patch(id!, {});
    const [first, second] = await Promise.all(['甲稿', '乙稿'].map((title) => room.intake.patchArticle(id!, { title }, [version], DESK)));
    expect([first!.type, second!.type].sort()).toEqual(['stale', 'stored']);
    const [stored, stale] = first!.type === 'stored' ? [first!, second!] : [second!, first!];
    expect(await titleOf(id!)).toBe(stored.article.title);
    expect(stale.article.title).toBe(stored.article.title);
    expect(stale.version).toBe(stored.version);
    expect(await historyOf(id!)).toHaveLength(1);
  });

  it('goes on through later readings, a file put in again, and a new text of its own', async () => {
    const [id] = await addThree();
    await patch(id!, { title: '夜游船复航' });
    await addThree();
    await addThree('改名/青陶晚报二版.txt');
    await room.intake.putArticles([{ input: { ...(await room.archive.article(id!))!.article, section: '城事' }, source: 'api' }]);
    expect(await titleOf(id!)).toBe('夜游船复航');
    expect(await historyOf(id!)).toHaveLength(1);
  });

  it.each([
    ['withheld', 'ARTICLE_WITHHELD'],
    ['deleted', 'ARTICLE_DELETED'],
    ['missing', 'ARTICLE_NOT_FOUND'],
  ])('of a %s article is refused', async (what, code) => {
    const [first, second] = await addThree();
    await room.intake.withhold(first!, '核实中');
    await room.intake.deleteArticle(second!);
    const id = { withheld: first!, deleted: second!, missing: 'none' }[what]!;
    await expect(patch(id, { title: '甲' })).rejects.toMatchObject({ code });
  });
});

describe('a decision', () => {
  it('is taken back, which is a decision too, and brought again by taking that back', async () => {
    const [id] = await addThree();
    await patch(id!, { title: '甲稿' });
    await room.intake.takeBackArticle(id!, 1, '*', DESK);
    expect(await titleOf(id!)).toBe(THREE[0].title);
    expect((await historyOf(id!))[1]).toMatchObject({
      n: 2,
      by: '周砚',
      what: 'title',
      before: '甲稿',
      after: THREE[0].title,
      takesBack: 1,
    });
    await room.intake.takeBackArticle(id!, 1, '*', DESK);
    expect(await historyOf(id!)).toHaveLength(2);
    await room.intake.takeBackArticle(id!, 2, '*', DESK);
    expect(await titleOf(id!)).toBe('甲稿');
  });

  it('under a later one of the same field goes without a change, and is jumped over when that goes too', async () => {
    const [id] = await addThree();
    await patch(id!, { title: '甲稿' });
    await patch(id!, { title: '乙稿' });
    await room.intake.takeBackArticle(id!, 1, '*', DESK);
    expect(await titleOf(id!)).toBe('乙稿');
    await room.intake.takeBackArticle(id!, 2, '*', DESK);
    expect(await titleOf(id!)).toBe(THREE[0].title);
  });

  it('that there is none of, or that says how an article stands, is not taken back', async () => {
    const [id] = await addThree();
    await room.intake.withhold(id!, '核实中', DESK);
    await room.intake.restore(id!, DESK);
    await expect(room.intake.takeBackArticle(id!, 9, '*')).rejects.toMatchObject({ code: 'DECISION_NOT_FOUND' });
    await expect(room.intake.takeBackArticle(id!, 1, '*')).rejects.toMatchObject({ code: 'PARAMETER_INVALID' });
  });

  it('is kept of withholding, restoring, deleting and putting', async () => {
    const [id] = await addThree();
    await room.intake.withhold(id!, '核实中', DESK);
    expect(room.archive.status(id!)).toBe('withheld');
    await room.intake.restore(id!, DESK);
    await room.intake.deleteArticle(id!, DESK);
    expect(room.archive.status(id!)).toBe('deleted');
    await room.intake.restore(id!, {});
    await room.intake.putArticleAt(id!, { ...(await room.archive.article(id!))!.article, title: '丙稿' }, DESK);
    expect((await historyOf(id!)).map(({ what, by, before, after }) => [what, by, before, after])).toEqual([
      ['status', '周砚', { status: 'live' }, { status: 'withheld', reason: '核实中' }],
      ['status', '周砚', { status: 'withheld', reason: '核实中' }, { status: 'live' }],
      ['status', '周砚', { status: 'live' }, { status: 'deleted' }],
      ['status', undefined, { status: 'deleted' }, { status: 'live' }],
      ['title', '周砚', THREE[0].title, '丙稿'],
    ]);
    expect(room.indexed.get(id!)?.title).toBe('丙稿');
  });
});

describe('a history', () => {
  it('outlives opening, compaction, export and import', async () => {
    const [id] = await addThree();
    await patch(id!, { title: '夜游船复航' });
    await room.intake.withhold(id!, '核实中', DESK);
    const history = await historyOf(id!);
    await room.archive.compact();
    expect(await historyOf(id!)).toEqual(history);
    const lines: string[] = [];
    for await (const record of room.archive.records()) lines.push(writeRecordLine(record));
    const other = await openTemporaryIntake();
    try {
      await other.intake.importRecords(lines.map((line) => readRecord(JSON.parse(line))));
      expect(await historyOf(id!, other.archive)).toEqual(history);
      const again: string[] = [];
      for await (const record of other.archive.records()) again.push(writeRecordLine(record));
      expect(again).toEqual(lines);
      const sequence = other.archive.sequence;
      await other.intake.importRecords(lines.filter((line) => !line.includes('withheld')).map((line) => readRecord(JSON.parse(line))));
      expect(other.archive.sequence).toBe(sequence);
    } finally {
      await other.close();
    }
  });

  it('is read from the log by who opens the archive', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-decisions-'));
    const article = { id: 'a', title: '甲', kicker: [], subtitle: [], paragraphs: [], kind: 'news' } as unknown as Article;
    const decisions = withDecisions([], [{ what: 'title', before: '旧', after: '甲' }], NOW.toISOString());
    let archive = await Archive.open(folder);
    await archive.commit([
      { type: 'article', article: { ...article, byline: { reporters: [], correspondents: [], photographers: [] } }, decisions },
    ]);
    await archive.close();
    archive = await Archive.open(folder);
    expect([archive.isDecided('a'), (await archive.article('a'))?.decisions]).toEqual([true, decisions]);
    await archive.close();
    await rm(folder, { recursive: true });
  });

  it('keeps the newest, within a bound', () => {
    const made = Array.from({ length: MOST_DECISIONS + 5 }, (_, index) => ({ what: 'title', before: index, after: index + 1 }));
    const kept = withDecisions([], made, NOW.toISOString());
    expect([kept.length, kept[0]!.n, kept.at(-1)!.n]).toEqual([MOST_DECISIONS, 6, MOST_DECISIONS + 5]);
    const large = { what: 'paragraphs', before: '长'.repeat(600_000), after: '' };
    expect(withDecisions([], [large, large, large], NOW.toISOString()).map(({ n }) => n)).toEqual([3]);
  });

  it('does not jump over a decision where something else was written between', () => {
    const [one] = withDecisions([], [{ what: 'title', before: '甲', after: '乙' }], NOW.toISOString());
    const history = withDecisions([one!], [{ what: 'title', before: '别处来的', after: '丙' }], NOW.toISOString());
    const taken = withDecisions(history, [{ what: 'title', before: '丙', after: '丙', takesBack: 1 }], NOW.toISOString());
    expect(valueWithout(taken, history[1]!)).toBe('别处来的');
  });
});

describe('a purge', () => {
  const wholeLog = (): Promise<string> => readFile(path.join(room.folder, 'articles.log'), 'utf8');

  it('leaves nothing of a purged text in its own history or that of its neighbours', async () => {
    const [first, second, third] = await addThree();
    const secret = THREE[0].paragraphs[1];
    // The neighbour had a paragraph of it once, and an article of another page quoted it.
    await patch(second!, { paragraphs: [...THREE[1].paragraphs, secret] });
    await patch(second!, { paragraphs: [...THREE[1].paragraphs] });
    await room.intake.putArticle({ ...bare('far'), paragraphs: ['短评一则，另有说明。'] }, 'api');
    await patch('far', { paragraphs: ['短评一则，另有说明。', secret] });
    await patch('far', { paragraphs: ['短评一则，另有说明。'] });
    await patch('far', { title: '短评改题' });
    await patch(third!, { section: '副刊' });
    await patch(first!, { title: '船又开了' });
    await room.intake.deleteArticle(first!, DESK);
    expect(await wholeLog()).toContain(secret);
    await room.archive.purge();
    expect(await wholeLog()).not.toContain(secret);
    expect(await historyOf(first!)).toEqual([]);
    expect(await historyOf(second!)).toMatchObject([
      { n: 1, what: 'paragraphs', before: null, after: null, purged: true },
      { n: 2, purged: true },
    ]);
    expect((await historyOf('far')).map(({ purged }) => purged)).toEqual([true, true, undefined]);
    expect(await historyOf(third!)).toMatchObject([{ what: 'section', after: '副刊' }]);
    expect(await titleOf('far')).toBe('短评改题');
    await expect(room.intake.takeBackArticle('far', 1, '*')).rejects.toMatchObject({ code: 'DECISION_NOT_FOUND' });
  });
});

const bare = (id: string) => ({
  id,
  title: '短评',
  kicker: [],
  subtitle: [],
  byline: { reporters: [], correspondents: [], photographers: [] },
  paragraphs: [],
  kind: 'news' as const,
});
