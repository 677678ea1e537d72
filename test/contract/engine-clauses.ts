/** Every form of clause, on texts small enough to be read. */
import { type Clause, literal } from '../../src/query/clause.js';
import { article, clauseOf, type ContractSuite, found, put } from './contract-kit.js';

const ARTICLES = [
  article('bridge', {
    title: '渡口新桥通车',
    kicker: ['便民工程'],
    byline: { reporters: ['闻一渡'] },
    paragraphs: ['行人不再绕行，两岸居民前来观看。', '工程共花费3,500万元。'],
    date: '2031-05-04',
    pageNumber: '3',
    section: '要闻',
    paper: '望渡晚报',
  }),
  article('wheat', {
    title: '麦田丰收',
    subtitle: ['合作社买回新机器'],
    byline: { photographers: ['田小满'] },
    paragraphs: ['合作社用micro-400型收割机，3.6.3版程序。', '老人说：“3·15那天就定了”，消防员帮忙搬运。'],
    date: '2031-06-01',
    pageNumber: 'A06',
    section: '三农',
    paper: '禾川日报',
  }),
  article('light', {
    title: '灯塔重修',
    paragraphs: ['消防员与三位老人合影。', '编号120345的灯塔建于1203年后的2014，2015两年。', '軟體與網路'],
    date: '2030-12-31',
    pageNumber: '01',
    paper: '望渡晚報',
  }),
  article('bare', {
    title: '张光明',
    banner: '我们的节日',
    paragraphs: ['张小明和张大大明是两个人，C++是语言，96%是数。', '坐标12,50与7.5'],
  }),
];

/** Query, and the ids it finds. */
const CASES: readonly (readonly [form: string, query: string, wanted: readonly string[]])[] = [
  ['a run', '新桥', ['bridge']],
  ['one character inside a word', '桥', ['bridge']],
  ['a run across two words', '桥通', ['bridge']],
  ['a long run by its words', '居民绕行工程', ['bridge']],
  ['a long run that lacks a word', '居民绕行灯塔', []],
  ['a phrase across an entry', '"通车行人"', []],
  ['a short run across an entry', '车行', []],
  ['letters whole', 'micro', ['wheat']],
  ['letters in part', 'icro', []],
  ['a number whole', '1203', ['light']],
  ['a number in part', '12034', []],
  ['a version in part', '3.6', []],
  ['a version whole', '3.6.3', ['wheat']],
  ['digits behind a comma', '50', []],
  ['digits before a comma', '12', []],
  ['digits before a point', '7', []],
  ['a pair of numbers', '12,50', ['bare']],
  ['digits beside a dropped dot', '15', ['wheat']],
  ['digits beside a full-width comma', '2014', ['light']],
  ['a percentage without its sign', '96', ['bare']],
  ['a name with signs', 'C++', ['bare']],
  ['a thousands comma left out', '3500', ['bridge']],
  ['a thousands comma is no border', '500', []],
  ['traditional characters', '新橋', ['bridge']],
  ['a traditional text', '软体与网路', ['light']],
  ['full-width letters', 'ＭＩＣＲＯ', ['wheat']],
  ['a phrase', '"行人不再"', ['bridge']],
  ['a phrase with its punctuation', '"绕行，两岸"', ['bridge']],
  ['a phrase without the punctuation', '"绕行两岸"', []],
  ['two clauses', '桥 居民', ['bridge']],
  ['two clauses in two articles', '桥 麦田', []],
  ['near, in order', '"消防员 老人"~3', ['light']],
  ['near, one too near', '"消防员 老人"~2', []],
  ['near, the other order', '"老人 消防员"~10', ['light']],
  ['near, exactly far enough', '"老人 消防员"~11', ['light', 'wheat']],
  ['near, three parts', '"合影 老人 消防员"~3', ['light']],
  ['near, in two paragraphs', '"居民 工程"~99', []],
  ['NOT', '-渡口', ['bare', 'light', 'wheat']],
  ['NOT beside a run', '消防员 -麦田', ['light']],
  ['OR', '新桥 OR 麦田', ['bridge', 'wheat']],
  ['bar and group', '(新桥 | 麦田) 工程', ['bridge']],
  ['a field', '标题:灯塔', ['light']],
  ['a field that holds it elsewhere', '标题:消防员', []],
  ['a person', '记者:田小满', ['wheat']],
  ['a section', '栏目:三农', ['wheat']],
  ['a paper in the other script', '报:望渡晚报', ['bridge', 'light']],
  ['a paper without its name is not searched', '禾川日报', []],
  ['a page equals', '版:1', ['light']],
  ['a page with letters', 'page:a06', ['wheat']],
  ['a page in part', '版:A0', []],
  ['a group inside a field', '标题:(灯塔 OR 麦田)', ['light', 'wheat']],
  ['a NOT over a field', 'NOT 标题:灯塔', ['bare', 'bridge', 'wheat']],
  ['a date', '日期:2031', ['bridge', 'wheat']],
  ['a range of dates', '日期:2030-12..2031-05', ['bridge', 'light']],
  ['a date open below', '日期:..2030', ['light']],
  ['no date is outside', 'NOT 日期:1000..', ['bare']],
  ['one free character', '张?明', ['bare']],
  ['two free characters', '张??明', ['bare']],
  ['three free characters', '张???明', []],
  ['a beginning', 'mic*', ['wheat']],
  ['a beginning inside a word', 'icr*', []],
  ['a beginning of Han', '灯塔*', ['light']],
  ['a kicker', '便民', ['bridge']],
  ['a banner', '节日', ['bare']],
  ['all', '', ['bare', 'bridge', 'light', 'wheat']],
  ['nothing that can be read', '？', []],
];

export function describeClauses({ test, open }: ContractSuite): void {
  test('every form of clause finds what docs/query-language.md says', async () => {
    const engine = await open();
    await engine.apply(put(...ARTICLES), 4);
    const answers: [string, string, string[]][] = [];
    for (const [form, query] of CASES) answers.push([form, query, await found(engine, query)]);
    expect(answers).toEqual(CASES);
  });

  test('at least a share of the weight: the units that hold count together', async () => {
    const engine = await open();
    await engine.apply(put(...ARTICLES), 4);
    const unit = (text: string, weight: number): { clause: Clause; weight: number } => ({
      clause: { type: 'run', needle: literal(text), words: [] },
      weight,
    });
    const units = [unit('消防员', 2), unit('灯塔', 3), unit('麦田', 4), unit('鲸', 1)];
    expect(await found(engine, { type: 'atLeast', units, share: 0.5 })).toEqual(['light', 'wheat']);
    expect(await found(engine, { type: 'atLeast', units, share: 0.6 })).toEqual(['wheat']);
    expect(await found(engine, { type: 'atLeast', units, share: 0.61 })).toEqual([]);
    expect(await found(engine, { type: 'and', clauses: [{ type: 'atLeast', units, share: 0.5 }, clauseOf('-麦田')] })).toEqual(['light']);
  });

  test('weights that add up to the share in another order are enough', async () => {
    const engine = await open();
    await engine.apply(put(article('a', { title: '甲 乙 丙' })), 1);
    const units = ['甲', '乙', '丙', '丁'].map((text, i) => ({ clause: clauseOf(text), weight: [0.1, 0.2, 0.3, 1.4][i]! }));
    expect(await found(engine, { type: 'atLeast', units, share: 0.3 })).toEqual(['a']);
  });
}
