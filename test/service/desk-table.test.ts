/** The pages on the desk: in which order, how many want what, and what comes before and after each. */
import type { PageHead } from '../../src/archive/archive-change.js';
import { DeskTable } from '../../src/service/desk-table.js';

const SHA = 'a'.repeat(64);
const picture = (id: string, place: Partial<PageHead>): PageHead => ({ id, sha256: SHA, isPicture: true, paper: '望渡晚报', ...place });
const NEWEST = { sort: 'newest' } as const;

let table: DeskTable;
const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id);
const put = (...heads: readonly PageHead[]): void => {
  for (const head of heads) table.put(head.id, head);
};
beforeEach(() => {
  table = new DeskTable();
});

it('newest first, the pages of a day by number, those without a number by the names of their files, those without a day last', () => {
  put(
    picture('ten', { date: '2031-02-03', pageNumber: '10' }),
    picture('two', { date: '2031-02-03', pageNumber: '2' }),
    picture('later', { date: '2031-02-04', pageNumber: '9' }),
    picture('file-10', { source: '/in/扫描10.png' }),
    picture('file-9', { source: '/in/扫描9.png' }),
  );
  expect(idsOf(table.list(NEWEST, 10, 0).rows)).toEqual(['later', 'two', 'ten', 'file-9', 'file-10']);
});

it('the least sure first', () => {
  const page = (id: string, confidence: number): PageHead => picture(id, { confidence, date: '2031-02-03', pageNumber: '1' });
  put(page('b', 0.5), page('c', 0.6), page('a', 0.1));
  expect(idsOf(table.list({ sort: 'sureness' }, 10, 0).rows)).toEqual(['a', 'b', 'c']);
});

it('counts what each page wants, and gives a part of those that want it', () => {
  put(picture('1', { date: '2031-02-03', pageNumber: '1' }), picture('2', {}), picture('3', { paper: '禾川日报' }));
  const { counts, total, rows, papers } = table.list({ ...NEWEST, want: 'place' }, 1, 1);
  expect(counts).toEqual({ place: 2, picture: 3, unsure: 0, readings: 0, reading: 0 });
  expect([total, rows.length, papers.length]).toEqual([2, 1, 2]);
});

it('a page that wants nothing any more is off the list, and what came after it takes its place', () => {
  const at = (pageNumber: string): PageHead => picture(pageNumber, { date: '2031-02-03', pageNumber });
  put(at('1'), at('2'), at('3'));
  expect(table.neighbours('2', NEWEST)).toEqual({ earlier: '1', later: '3' });
  table.put('2', { id: '2', sha256: SHA, paper: '望渡晚报', date: '2031-02-03', pageNumber: '2' });
  table.put('3', undefined);
  expect(idsOf(table.list(NEWEST, 10, 0).rows)).toEqual(['1']);
  expect(table.neighbours('2', NEWEST)).toEqual({ later: '1' });
});
