/** The tables of folding: every pair meets, folding twice is folding once, and no other ideograph is folded. */
import { readFileSync } from 'node:fs';
import { Locale } from 'opencc-js/t2cn';
import { analyzer } from '../support/analyzer.js';

const fold = (text: string): string => analyzer.fold(text).text;
const pairsOf = (name: string): string[][] =>
  readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));

const forms = pairsOf('forms.tsv');

it('folds every form and what it is folded to to the same, once and for all', () => {
  const apart = [...forms, ...pairsOf('variants.tsv')].filter(
    ([from, to]) => fold(from!) !== fold(to!) || fold(fold(from!)) !== fold(from!),
  );
  expect(apart).toEqual([]);
  expect(forms.length).toBeGreaterThan(1000);
});

it('folds no other ideograph', () => {
  const { to } = Locale as { readonly to: { readonly cn: readonly (readonly string[])[] } };
  const simplified = to.cn.flat().flatMap((table) => table.split('|').map((entry) => entry.split(' ')[0]!));
  const known = new Set([...simplified, ...[...forms, ...pairsOf('variants.tsv')].map(([from]) => from!)]);
  const changed: string[] = [];
  for (let code = 0x3400; code <= 0x9fff; code += 1) {
    const character = String.fromCodePoint(code);
    if (fold(character) !== character && !known.has(character)) changed.push(character);
  }
  expect(changed).toEqual([]);
});

it.each(Array.from('予沪欠芸浜么弁缶卍'))('keeps %s, a character of its own', (character) => {
  expect(fold(character)).toBe(character);
});

it.each([
  ['衞生', '卫生'],
  ['新頴', '新颖'],
  ['栢树', '柏树'],
  ['煤鑛', '煤矿'],
  ['枱灯', '台灯'],
  ['巿场', '市场'],
  ['馀下', '余下'],
  ['谘询', '咨询'],
  ['硏究', '研究'],
  ['晩会', '晚会'],
  ['淸晨', '清晨'],
  ['广塲', '广场'],
  ['塡写', '填写'],
  ['氷雪', '冰雪'],
  ['畊田', '耕田'],
  ['挿图', '插图'],
  ['寃案', '冤案'],
  ['聨合', '联合'],
  ['擧行', '举行'],
  ['沉黙', '沉默'],
  ['姉妹', '姊妹'],
  ['聼众', '听众'],
  ['冨裕', '富裕'],
  ['半嶋', '半岛'],
  ['债劵', '债券'],
  ['岩嵒', '岩岩'],
  ['歩行', '步行'],
  ['囬国', '回国'],
  ['工厰', '工厂'],
  ['省畧', '省略'],
  ['热閙', '热闹'],
  ['称覇', '称霸'],
  ['愼重', '慎重'],
  ['栁树', '柳树'],
  ['髙山', '高山'],
  ['长野県', '长野县'],
  ['関系', '关系'],
  ['対话', '对话'],
  ['変化', '变化'],
  ['周辺', '周边'],
  ['⻓堤', '长堤'],
  ['⾼⼭', '高山'],
  ['Müller', 'muller'],
  ['中国—东盟', '中国-东盟'],
  ['中国——东盟', '中国-东盟'],
  ['中国－东盟', '中国-东盟'],
  ['列夫．格林', '列夫·格林'],
  ['约翰⋅密尔顿', '约翰密尔顿'],
  ['约翰˙密尔顿', '约翰密尔顿'],
  ['青工发〔2077〕12号', '青工发[2077]12号'],
  ['3∶2', '3:2'],
  ['3x3', '3×3'],
  ['3X3', '3×3'],
  ['12\u2009345', '12345'],
  ['12\u202f345', '12345'],
  ['12\u00a0345', '12345'],
  ['甲\ue5e5乙', '甲乙'],
  ['½', '1/2'],
])('folds %s and %s to the same', (printed, typed) => {
  expect(fold(printed)).toBe(fold(typed));
});

it.each([
  ['12\u20093456', '12 3456'],
  ['A．B', 'a.b'],
  ['x光', 'x光'],
  ['3x', '3x'],
  ['--', '--'],
])('folds %s to %s', (printed, folded) => {
  expect(fold(printed)).toBe(folded);
});

it('parts a fraction from the number before it', () => {
  expect(analyzer.fold('3½').borders).toEqual([1]);
});
