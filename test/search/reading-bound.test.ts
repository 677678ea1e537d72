/** What a query may read: clauses beyond it are left out of the reading, said, and never a silently wrong total. */
import type { TextClause } from '../../src/query/clause.js';
import { parseQuery } from '../../src/query/parse-query.js';
import { readAs } from '../../src/query/read-as.js';
import { boundReading, mostTexts, textsRead, type ReadingEstimate } from '../../src/search/reading-bound.js';
import type { SearchEngine } from '../../src/search/engine.js';
import { QueryReader } from '../../src/search/read-query.js';
import type { SearchRequest } from '../../src/search/search-request.js';
import { analyzer } from '../support/analyzer.js';

/** A wildcard may match 60 documents and reads them all; words are told by lists. */
function estimate(clause: TextClause): ReadingEstimate {
  if (clause.needle.type === 'pattern') return { matches: 60, reads: 60 };
  return { matches: clause.type === 'run' && clause.needle.text === '少见' ? 5 : 80, reads: 0 };
}

function bounded(text: string, most: number): { kept: string; leftOut: readonly string[] } {
  const { clause, leftOut } = boundReading(parseQuery(text, analyzer).clause, estimate, most);
  return { kept: readAs(clause), leftOut: leftOut.map(readAs) };
}

const same = (text: string): string => readAs(parseQuery(text, analyzer).clause);

describe('the bound of reading', () => {
  it.each([
    ['leaves alone what lists answer', '新桥 OR 渡口 OR 车站', '新桥 OR 渡口 OR 车站', []],
    ['keeps what it has room for', '张?明 OR 李?明', '张?明 OR 李?明', []],
    ['leaves out what is beyond it, in the order of the query', '张?明 OR 新桥 OR 李?明 OR 王?明', '张?明 OR 新桥 OR 李?明', ['王?明']],
    ['counts the parts of an AND where the rarest is', '少见 张?明 李?明 王?明 赵?明', '少见 张?明 李?明 王?明 赵?明', []],
    ['takes a NOT away with what it excludes', '张?明 李?明 -王?明', '张?明 李?明', ['王?明']],
    ['takes a field away with what it asks', '张?明 OR 李?明 OR 标题:王?明', '张?明 OR 李?明', ['王?明']],
  ])('%s', (_, text, kept, leftOut) => {
    expect(bounded(text, 120)).toEqual({ kept: same(kept), leftOut });
  });

  it('always keeps the first clause that reads', () => {
    expect(bounded('张?明 OR 李?明', 1)).toEqual({ kept: '张?明', leftOut: ['李?明'] });
  });

  it('counts each unit of a loosening alone', () => {
    const units = ['少见', '张?明', '李?明'].map((text) => parseQuery(text, analyzer).clause);
    expect(textsRead(units, estimate)).toBe(120);
  });

  it('grows with the index, and is never less than a small index reads at once', () => {
    expect(mostTexts(0)).toBe(20_000);
    expect(mostTexts(1_000_000)).toBe(1_000_000);
  });
});

describe('a reading on an index where wildcards are dear', () => {
  const dear: Pick<SearchEngine, 'documentCount' | 'estimate' | 'count'> = {
    documentCount: 30_000,
    estimate: () => ({ matches: 12_000, reads: 12_000 }),
    count: (clauses) => Promise.resolve({ counts: clauses.map(() => 1), documentCount: 30_000 }),
  };
  const asked = (text: string): SearchRequest => ({
    text,
    filters: {},
    sort: 'relevance',
    limit: 10,
    offset: 0,
    facets: [],
    explain: false,
  });
  const reader = new QueryReader(dear as SearchEngine, analyzer);

  it('leaves clauses out and names them', async () => {
    const { clause, warnings } = await reader.read(asked('张?明 OR 李?明 OR 王?明'));
    expect(readAs(clause)).toBe(same('张?明 OR 李?明'));
    expect(warnings).toEqual([{ code: 'READING_CUT', what: '王?明' }]);
  });

  it('is not loosened where that reads too much, and says so', async () => {
    const strict = await reader.read(asked('夜班 食堂 张?明'));
    expect((await reader.loosen(strict)).relaxed).toBe(true);
    const dearer = new QueryReader({ ...dear, estimate: () => ({ matches: 12_000, reads: 20_000 }) } as unknown as SearchEngine, analyzer);
    const kept = await dearer.loosen(strict);
    expect(kept).toEqual({ ...strict, warnings: [...strict.warnings, { code: 'NOT_LOOSENED', what: '2' }] });
  });
});
