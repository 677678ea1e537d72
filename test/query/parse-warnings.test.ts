import { LONGEST_QUERY, MOST_CLAUSES, parseQuery } from '../../src/query/parse-query.js';
import { analyzer } from '../support/analyzer.js';
import { read } from './clauses.js';

describe('what cannot be read as it is meant', () => {
  it.each([
    ['OR', '∅', ['OPERATOR_DROPPED OR', 'NOTHING_READ OR']],
    ['AND', '∅', ['OPERATOR_DROPPED AND', 'NOTHING_READ AND']],
    ['NOT', '∅', ['OPERATOR_DROPPED NOT', 'NOTHING_READ NOT']],
    ['|', '∅', ['OPERATOR_DROPPED |', 'NOTHING_READ |']],
    ['-', '∅', ['NOTHING_READ -']],
    ['？', '∅', ['NOTHING_READ ？']],
    ['*', '∅', ['NOTHING_READ *']],
    ['""', '∅', ['NOTHING_READ ""']],
    ['" "~3', '∅', ['NOTHING_READ " "~3']],
    ['()', '∅', ['NOTHING_READ ()']],
    ['《》·', '∅', ['NOTHING_READ 《》·']],
    ['\u200B', '∅', ['NOTHING_READ \u200B']],
    ['\uD800', '∅', ['NOTHING_READ \uD800']],
    ['a AND', 'a', ['OPERATOR_DROPPED AND']],
    ['AND a', 'a', ['OPERATOR_DROPPED AND']],
    ['a AND AND b', 'a AND b', ['OPERATOR_DROPPED AND']],
    ['a AND ！', 'a', ['OPERATOR_DROPPED AND']],
    ['(a OR NOT) b', 'a AND b', ['OPERATOR_DROPPED NOT', 'OPERATOR_DROPPED OR']],
    ['a NOT | b', 'a OR b', ['OPERATOR_DROPPED NOT']],
    ['水车｜', '水车', ['OPERATOR_DROPPED |']],
    ['｜水车｜驿站', '水车 AND 驿站', ['OPERATOR_DROPPED |']],
    ['水车｜驿站｜', '水车 AND 驿站', ['OPERATOR_DROPPED |']],
    ['a)OR b', 'a OR b', ['BRACKET_UNBALANCED ( )']],
    ['b NOT )a', 'b AND NOT a', ['BRACKET_UNBALANCED ( )']],
    ['日期:"2023"~3', '日期 AND "2023"', ['DATE_READ_AS_WORDS 日期:']],
    ['a AND OR b', 'a OR b', ['OPERATOR_DROPPED AND']],
    ['a OR AND b', 'a OR b', ['OPERATOR_DROPPED AND']],
    ['a OR', 'a', ['OPERATOR_DROPPED OR']],
    ['OR a', 'a', ['OPERATOR_DROPPED OR']],
    ['a OR OR b', 'a OR b', ['OPERATOR_DROPPED OR']],
    ['a | | b', 'a OR b', ['OPERATOR_DROPPED |']],
    ['| a', 'a', ['OPERATOR_DROPPED |']],
    ['a NOT', 'a', ['OPERATOR_DROPPED NOT']],
    ['NOT AND a', 'a', ['OPERATOR_DROPPED NOT', 'OPERATOR_DROPPED AND']],
    ['NOT OR a', 'a', ['OPERATOR_DROPPED NOT', 'OPERATOR_DROPPED OR']],
    ['(NOT) a', 'a', ['OPERATOR_DROPPED NOT']],
    ['(a OR) b', 'a AND b', ['OPERATOR_DROPPED OR']],
    ['a NOT ()', 'a', ['OPERATOR_DROPPED NOT']],
    ['a -！', 'a', ['OPERATOR_DROPPED -！']],
    ['a -""', 'a', ['OPERATOR_DROPPED -']],
    ['"水车站', '水车站', ['QUOTE_UNBALANCED "']],
    ['水车"站', '水车站', ['QUOTE_UNBALANCED "']],
    ['「水车站', '水车站', ['QUOTE_UNBALANCED 「']],
    ['「「「a', 'a', ['QUOTE_UNBALANCED 「']],
    ['"a" “b', '"a" AND b', ['QUOTE_UNBALANCED “']],
    ['(a b', 'a AND b', ['BRACKET_UNBALANCED ( )']],
    ['a) b', 'a AND b', ['BRACKET_UNBALANCED ( )']],
    [')a( (b', 'a AND b', ['BRACKET_UNBALANCED ( )']],
    ['(a OR b) c)', '(a OR b) AND c', ['BRACKET_UNBALANCED ( )']],
    ['标题:(水车', '标题 AND 水车', ['BRACKET_UNBALANCED ( )']],
    ['标题:"水车', '标题:水车', ['QUOTE_UNBALANCED "']],
    ['日期:2023-13', '日期 AND 2023-13', ['DATE_READ_AS_WORDS 日期:2023-13']],
    ['日期:2023-02-30', '日期 AND 2023-02-30', ['DATE_READ_AS_WORDS 日期:2023-02-30']],
    ['日期:202313', '日期 AND 202313 (＝二十万二千三百一十三、二十万两千三百一十三、20.2313万)', ['DATE_READ_AS_WORDS 日期:202313']],
    [
      '日期:2023..2022',
      '日期 AND 2023 (＝二〇二三、二零二三、二千零二十三、两千零二十三、二千〇二十三、两千〇二十三) AND 2022 (＝二〇二二、二零二二、二千零二十二、两千零二十二、二千〇二十二、两千〇二十二)',
      ['DATE_READ_AS_WORDS 日期:2023..2022'],
    ],
    ['日期:..', '日期', ['DATE_READ_AS_WORDS 日期:..']],
    ['日期:', '日期', ['DATE_READ_AS_WORDS 日期:']],
    ['日期：待定', '日期 AND 待定', ['DATE_READ_AS_WORDS 日期：待定']],
    ['日期:"明天"', '日期 AND "明天"', ['DATE_READ_AS_WORDS 日期:']],
  ])('%j is read as %s, and a warning says so', (query, readAs, warnings) => {
    expect(read(query)).toMatchObject({ readAs, warnings });
  });
});

describe('what stands close to something else is read without a warning', () => {
  it.each([
    ['水车｜ 驿站', '水车 OR 驿站'],
    ['水车 ｜驿站', '水车 OR 驿站'],
    // Operators stand free: beside a quotation mark they are words, and words that mean nothing.
    ['"水车"NOT 驿站', '"水车" AND 驿站'],
    ['水车 NOT"驿站"', '水车 AND "驿站"'],
    ['"水车"OR 驿站', '"水车" AND 驿站'],
    ['水车 OR"驿站"', '水车 AND "驿站"'],
    ['  -15 度', '15 (＝十五) AND 度'],
    ['"-a" b', '"-a" AND b'],
    ['-a"b"', 'NOT a AND "b"'],
    ['-a-b', 'NOT a-b'],
    ['日期:2023"水车"', '日期:2023 AND "水车"'],
    ['日期:2023(水车 OR 驿站)', '日期:2023 AND (水车 OR 驿站)'],
    ['标题:(栏目:要闻 水车)', '标题:(栏目 AND 要闻 AND 水车)'],
    ['标题:(水车 -栏目:要闻)', '标题:(水车 AND NOT (栏目 AND 要闻))'],
  ])('%j is %s', (query, readAs) => {
    expect(read(query)).toMatchObject({ readAs, warnings: [] });
  });
});

describe('an empty query', () => {
  it.each(['', ' ', '\u3000\n'])('%j is all articles, without a warning', (query) => {
    expect(read(query)).toEqual({ clause: { type: 'all' }, readAs: '*', warnings: [] });
  });
});

describe('limits', () => {
  it('tell 40 characters of what a warning is about, none cut in two, and each once', () => {
    expect(read('？'.repeat(50)).warnings).toEqual([`NOTHING_READ ${'？'.repeat(40)}`]);
    const long = `日期：${'𠮷'.repeat(50)}`;
    expect(read(`${long} ${long}`).warnings).toEqual([`DATE_READ_AS_WORDS 日期：${'𠮷'.repeat(37)}`]);
  });

  it('reads 16 brackets deep, and takes deeper ones as separators', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}a OR b${')'.repeat(depth)} c`;
    expect(read(nested(16))).toMatchObject({ readAs: '(a OR b) AND c', warnings: [] });
    expect(read(nested(17))).toMatchObject({ readAs: '(a OR b) AND c', warnings: ['TOO_DEEP ( )'] });
    expect(read(nested(400))).toMatchObject({ readAs: '(a OR b) AND c', warnings: ['TOO_DEEP ( )'] });
    expect(read(`x ${'('.repeat(16)}y (a OR b)${')'.repeat(16)}`).warnings).toEqual(['TOO_DEEP ( )']);
  });

  it('reads 1,000 characters and says that it cut the rest', () => {
    const whole = '中'.repeat(LONGEST_QUERY);
    expect(LONGEST_QUERY).toBe(1000);
    expect(read(whole).warnings).toEqual([]);
    const cut = parseQuery(`${whole}国`, analyzer);
    expect(cut.text).toBe(whole);
    expect(cut.warnings).toEqual([{ code: 'QUERY_CUT', what: '1000' }]);
  });

  it('counts an astral character as one, and cuts none in half', () => {
    const astral = '𠀀'.repeat(1000);
    expect(parseQuery(astral, analyzer)).toMatchObject({ text: astral, warnings: [] });
    expect(parseQuery(`${astral}𠀀`, analyzer)).toMatchObject({ text: astral, warnings: [{ code: 'QUERY_CUT' }] });
  });

  it('cuts a quotation like the rest', () => {
    expect(read(`"${'中'.repeat(999)}"`).warnings).toEqual(['QUERY_CUT 1000', 'QUOTE_UNBALANCED "']);
  });

  it('reads 100 clauses and says that it left out the rest', () => {
    expect(MOST_CLAUSES).toBe(100);
    const words = (count: number): string =>
      Array.from({ length: count }, (_, i) => `a${String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26))}`).join(' ');
    expect(read(words(100))).toMatchObject({ readAs: words(100).replaceAll(' ', ' AND '), warnings: [] });
    expect(read(words(101))).toMatchObject({ readAs: words(100).replaceAll(' ', ' AND '), warnings: ['CLAUSES_CUT 100'] });
    expect(read(`${words(100)} 标题:x -日期:2023 "y"`)).toMatchObject({ readAs: words(100).replaceAll(' ', ' AND ') });
  });

  it('shows at most 40 characters of what a warning is about', () => {
    const { warnings } = parseQuery(`日期:${'明'.repeat(100)}`, analyzer);
    expect(warnings).toEqual([{ code: 'DATE_READ_AS_WORDS', what: `日期:${'明'.repeat(37)}` }]);
  });
});
