import type { Clause } from '../../src/query/clause.js';
import { alsoRun, and, dotted, field, near, not, or, pattern, phrase, prefix, quoted, read, run } from './clauses.js';

type Row = readonly [query: string, clause: Clause, readAs: string];

/** Each row reads as it says, without a warning. */
function reads(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    it.each(rows)('%s', (query, clause, readAs) => {
      expect(read(query)).toEqual({ clause, readAs, warnings: [] });
    });
  });
}

const subway = run('水车');
const station = run('驿站');

reads('AND', [
  ['水车', subway, '水车'],
  ['水车 驿站', and(subway, station), '水车 AND 驿站'],
  ['水车 AND 驿站', and(subway, station), '水车 AND 驿站'],
  ['  水車\u3000\n驛站 ', and(subway, station), '水车 AND 驿站'],
  ['(水车)AND(驿站)', and(subway, station), '水车 AND 驿站'],
  ['水车 and 驿站', and(subway, station), '水车 AND 驿站'],
  ['水车 ＡＮＤ 驿站', and(subway, station), '水车 AND 驿站'],
  ['水车 ＮＯＴ 驿站', and(subway, not(station)), '水车 AND NOT 驿站'],
  ['not 水车', subway, '水车'],
  ['and', run('and'), 'and'],
  ['水车AND驿站', run('水车and驿站', ['水车', '驿站']), '"水车and驿站" OR (水车 AND 驿站)'],
  ['"AND" 水车', and(phrase('and'), subway), '"and" AND 水车'],
]);

reads('a bare run', [
  ['的', run('的'), '的'],
  ['青教赛', run('青教赛'), '青教赛'],
  ['处理', run('处理'), '处理'],
  ['职工小家建设', run('职工小家建设', ['职工小家', '建设']), '"职工小家建设" OR (职工小家 AND 建设)'],
  ['脸书公司充电宝', run('脸书公司充电宝', ['脸书', '公司', '充电', '宝']), '"脸书公司充电宝" OR (脸书 AND 公司 AND 充电 AND 宝)'],
  ['迈克尔乔丹', run('迈克尔乔丹', ['迈克尔', '乔丹']), '"迈克尔乔丹" OR (迈克尔 AND 乔丹)'],
  ['优素福·拉扎', run('优素福拉扎', ['优素福', '拉扎']), '"优素福拉扎" OR (优素福 AND 拉扎)'],
  ['经济和建设', run('经济和建设', ['经济', '建设']), '"经济和建设" OR (经济 AND 建设)'],
  ['人民政府', run('人民政府'), '人民政府'],
  ['国务院的', run('国务院的'), '国务院的'],
  ['3.6.3', dotted('3.6.3', [], [1, 2]), '3.6.3 (＝3·6·3)'],
  ['PD1728_A_1', run('pd1728_a_1'), 'pd1728_a_1'],
  ['news@example.com', run('news@example.com'), 'news@example.com'],
  ['C++', run('c++'), 'c++'],
  ['９６％', alsoRun('96%', '百分之九十六', '百分之96'), '96% (＝百分之九十六、百分之96)'],
  ['25℃', run('25°c'), '25°c'],
  ['3,500元', alsoRun('3500元', '三千五百元', '叁仟伍佰元'), '3500元 (＝三千五百元、叁仟伍佰元)'],
  ['3·15', alsoRun('315', '3.15'), '315 (＝3.15)'],
  ['a*b', run('a*b'), 'a*b'],
  ["don't", run('dont'), 'dont'],
  ['3.6、4', and(dotted('3.6', ['三点六'], [1]), run('4')), '3.6 (＝三点六、3·6) AND 4'],
  [
    '214，215',
    and(alsoRun('214', '二百一十四', '两百一十四', '二一四'), alsoRun('215', '二百一十五', '两百一十五', '二一五')),
    '214 (＝二百一十四、两百一十四、二一四) AND 215 (＝二百一十五、两百一十五、二一五)',
  ],
  ['2014,2015', run('2014,2015'), '2014,2015'],
  ['水车——驿站！', and(subway, station), '水车 AND 驿站'],
]);

reads('a phrase', [
  ['"科学发展"', phrase('科学发展'), '"科学发展"'],
  ['“科学发展”', phrase('科学发展'), '"科学发展"'],
  ['”科学发展“', phrase('科学发展'), '"科学发展"'],
  ['„科学发展＂', phrase('科学发展'), '"科学发展"'],
  ['「科學發展」', phrase('科学发展'), '"科学发展"'],
  ['『科学发展』', phrase('科学发展'), '"科学发展"'],
  ['「科学“发展”」', phrase('科学发展'), '"科学发展"'],
  ['"2014，2015年"', phrase('2014,2015年'), '"2014,2015年"'],
  ['"a  b"', phrase('a b'), '"a b"'],
  ['"水车 OR -(驿站)"', phrase('水车or -(驿站)'), '"水车or -(驿站)"'],
  ['"？"', phrase('?'), '"?"'],
  ['"张?明*"', phrase('张?明*'), '"张?明*"'],
  ['工会“十八大”精神', and(run('工会'), quoted('十八大'), run('精神')), '工会 AND "十八大" AND 精神'],
  ['"招商基金" "公司"', and(phrase('招商基金'), phrase('公司')), '"招商基金" AND "公司"'],
  ["'水车'", subway, '水车'],
  ['《中国工会章程》', run('中国工会章程', ['中国工会', '章程']), '"中国工会章程" OR (中国工会 AND 章程)'],
]);

reads('near', [
  ['"消防员 老人"~8', near(8, '消防员', '老人'), '"消防员 老人"~8'],
  ['“消防員　老人”～１２', near(12, '消防员', '老人'), '"消防员 老人"~12'],
  ['「a b c」~0', near(0, 'a', 'b', 'c'), '"a b c"~0'],
  ['"a b"~12345 c', and(near(12_345, 'a', 'b'), run('c')), '"a b"~12345 AND c'],
  ['"a b"~3个', and(near(3, 'a', 'b'), run('个')), '"a b"~3 AND 个'],
  ['"老人"~8', phrase('老人'), '"老人"'],
  ['"！ 老人"~8', near(8, '!', '老人'), '"! 老人"~8'],
  ['"a b"~', phrase('a b'), '"a b"'],
  ['"a b" ~8', and(phrase('a b'), run('8')), '"a b" AND 8'],
]);

reads('NOT', [
  ['招商 -公司', and(run('招商'), not(run('公司'))), '招商 AND NOT 公司'],
  ['招商 －公司', and(run('招商'), not(run('公司'))), '招商 AND NOT 公司'],
  ['招商 NOT 公司', and(run('招商'), not(run('公司'))), '招商 AND NOT 公司'],
  ['招商 AND NOT 公司', and(run('招商'), not(run('公司'))), '招商 AND NOT 公司'],
  ['-公司', not(run('公司')), 'NOT 公司'],
  ['NOT NOT a', not(not(run('a'))), 'NOT NOT a'],
  ['-"水车 a"', not(phrase('水车a')), 'NOT "水车a"'],
  ['－（a b）', not(and(run('a'), run('b'))), 'NOT (a AND b)'],
  ['-(a OR b)', not(or(run('a'), run('b'))), 'NOT (a OR b)'],
  ['-标题:水车', not(field('title', '标题', subway)), 'NOT 标题:水车'],
  ['-水车，驿站', not(and(subway, station)), 'NOT (水车 AND 驿站)'],
  ['(-a)', not(run('a')), 'NOT a'],
  ['a|-b', or(run('a'), not(run('b'))), 'a OR NOT b'],
  ['NOT a b', and(not(run('a')), run('b')), 'NOT a AND b'],
  ['-5℃', run('5°c'), '5°c'],
  ['－５℃ 降温', and(run('5°c'), run('降温')), '5°c AND 降温'],
  ['降温 -5℃', and(run('降温'), not(run('5°c'))), '降温 AND NOT 5°c'],
  ['a-b', run('a-b'), 'a-b'],
  ['水车-驿站', and(subway, station), '水车 AND 驿站'],
  ['"水车"-驿站', and(quoted('水车'), station), '"水车" AND 驿站'],
  ['- 公司', run('公司'), '公司'],
  ['--公司', run('公司'), '公司'],
  ['—公司', run('公司'), '公司'],
]);

reads('OR and groups', [
  ['a OR b', or(run('a'), run('b')), 'a OR b'],
  ['a ＯＲ b', or(run('a'), run('b')), 'a OR b'],
  ['a | b', or(run('a'), run('b')), 'a OR b'],
  ['a|b', or(run('a'), run('b')), 'a OR b'],
  ['a ｜ b', or(run('a'), run('b')), 'a OR b'],
  ['a ｜b', or(run('a'), run('b')), 'a OR b'],
  ['水车｜驛站｜工会', or(subway, station, run('工会')), '水车 OR 驿站 OR 工会'],
  ['要闻｜水车 驿站', and(run('要闻'), subway, station), '要闻 AND 水车 AND 驿站'],
  ['要闻｜“水车”', and(run('要闻'), quoted('水车')), '要闻 AND "水车"'],
  ['a b OR c', or(and(run('a'), run('b')), run('c')), 'a AND b OR c'],
  ['a OR b c', or(run('a'), and(run('b'), run('c'))), 'a OR b AND c'],
  ['(a OR b) c', and(or(run('a'), run('b')), run('c')), '(a OR b) AND c'],
  ['（a OR b）c', and(or(run('a'), run('b')), run('c')), '(a OR b) AND c'],
  ['((a))', run('a'), 'a'],
  ['f(x)', and(run('f'), run('x')), 'f AND x'],
  ['aORb', run('aorb'), 'aorb'],
  ['a or b', and(run('a'), run('b')), 'a AND b'],
]);

reads('fields', [
  ['标题:水车', field('title', '标题', subway), '标题:水车'],
  ['標題：水車', field('title', '标题', subway), '标题:水车'],
  ['Title:水车', field('title', 'title', subway), '标题:水车'],
  ['记者:任洁', field('reporter', '记者', run('任洁')), '记者:任洁'],
  ['reporter:任洁', field('reporter', 'reporter', run('任洁')), '记者:任洁'],
  ['版:01', field('page', '版', run('01')), '版:01'],
  ['page:a1', field('page', 'page', alsoRun('a1', 'a-1')), '版:(a1 (＝a-1))'],
  ['栏目:要闻', field('section', '栏目', run('要闻')), '栏目:要闻'],
  ['section:要闻', field('section', 'section', run('要闻')), '栏目:要闻'],
  ['报:日报', field('paper', '报', run('日报')), '报:日报'],
  ['paper:日报', field('paper', 'paper', run('日报')), '报:日报'],
  ['标题:"水车，驿站"', field('title', '标题', phrase('水车,驿站')), '标题:"水车,驿站"'],
  ['标题：“水车 驿站”～８', field('title', '标题', near(8, '水车', '驿站')), '标题:"水车 驿站"~8'],
  ['标题:(水车 OR 驿站)', field('title', '标题', or(subway, station)), '标题:(水车 OR 驿站)'],
  ['标题：（水车 -驿站）', field('title', '标题', and(subway, not(station))), '标题:(水车 AND NOT 驿站)'],
  ['标题:职工小家建设', field('title', '标题', run('职工小家建设', ['职工小家', '建设'])), '标题:("职工小家建设" OR (职工小家 AND 建设))'],
  ['标题:张?明', field('title', '标题', pattern('张', '明')), '标题:张?明'],
  ['标题:micro*', field('title', '标题', prefix('micro')), '标题:micro*'],
  ['标题:(记者:任洁)', field('title', '标题', and(run('记者'), run('任洁'))), '标题:(记者 AND 任洁)'],
  ['a|标题:水车', or(run('a'), field('title', '标题', subway)), 'a OR 标题:水车'],
  ['标题: 水车', and(run('标题'), subway), '标题 AND 水车'],
  ['标题:', run('标题'), '标题'],
  ['标题:""', run('标题'), '标题'],
  ['我的标题:水车', and(run('我的标题'), subway), '我的标题 AND 水车'],
  ['"x"标题:水车', and(quoted('x'), run('标题'), subway), '"x" AND 标题 AND 水车'],
  ['constructor:水车', and(run('constructor'), subway), 'constructor AND 水车'],
  ['http://a.b', and(run('http'), run('a.b')), 'http AND a.b'],
]);

reads('dates', [
  ['日期:2023', { type: 'date', from: '2023', to: '2023' }, '日期:2023'],
  ['日期：２０２３－１１', { type: 'date', from: '2023-11', to: '2023-11' }, '日期:2023-11'],
  ['date:2024-02-29', { type: 'date', from: '2024-02-29', to: '2024-02-29' }, '日期:2024-02-29'],
  ['日期:2023-11..2023-12', { type: 'date', from: '2023-11', to: '2023-12' }, '日期:2023-11..2023-12'],
  ['日期:2023..2023-05', { type: 'date', from: '2023', to: '2023-05' }, '日期:2023..2023-05'],
  ['日期:..2023-05', { type: 'date', to: '2023-05' }, '日期:..2023-05'],
  ['日期:2023-05..', { type: 'date', from: '2023-05' }, '日期:2023-05..'],
  ['日期:“2023-05”', { type: 'date', from: '2023-05', to: '2023-05' }, '日期:2023-05'],
  ['-日期:2023 a', and(not({ type: 'date', from: '2023', to: '2023' }), run('a')), 'NOT 日期:2023 AND a'],
]);

reads('wildcards and beginnings', [
  ['张?明', pattern('张', '明'), '张?明'],
  ['张??明', pattern('张', '', '明'), '张??明'],
  ['張?明?亮', pattern('张', '明', '亮'), '张?明?亮'],
  ['a?b', pattern('a', 'b'), 'a?b'],
  ['张？明', and(run('张'), run('明')), '张 AND 明'],
  ['?明', run('明'), '明'],
  ['张?', run('张'), '张'],
  ['张? 明', and(run('张'), run('明')), '张 AND 明'],
  ['张?，明', and(run('张'), run('明')), '张 AND 明'],
  ['micro*', prefix('micro'), 'micro*'],
  ['微软*', prefix('微软'), '微软*'],
  ['张?明*', prefix('张', '明'), '张?明*'],
  ['m*', run('m'), 'm'],
  ['*micro', run('micro'), 'micro'],
  ['micro＊', run('micro'), 'micro'],
  ['micro*，a', and(prefix('micro'), run('a')), 'micro* AND a'],
  ['中国*人民', and(run('中国'), run('人民')), '中国 AND 人民'],
]);

reads('headlines pasted whole', [
  ['新闻办：经济回升', and(run('新闻办'), run('经济回升', ['经济', '回升'])), '新闻办 AND ("经济回升" OR (经济 AND 回升))'],
  ['记者：你怎么看', field('reporter', '记者', run('你怎么看')), '记者:你怎么看'],
  ['水车（一期）开通', and(subway, alsoRun('一期', '1期'), run('开通')), '水车 AND 一期 (＝1期) AND 开通'],
  ['【水车】开通', and(subway, run('开通')), '水车 AND 开通'],
  ['水车来了！驿站呢？', and(run('水车来了', []), run('驿站呢')), '水车来了 AND 驿站呢'],
  ['要闻 | 水车', or(run('要闻'), subway), '要闻 OR 水车'],
]);
