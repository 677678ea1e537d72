/** Words of the pages that help to ask, in Chinese. */
import type { AdvancedField } from './help/advanced-query.js';
import type { QueryForm } from './help/query-examples.js';

const FORMS: Readonly<Record<QueryForm, string>> = {
  words: '用空格隔开几个词：各词都出现的文章',
  run: '连着写一句话：先找原样出现的，再找各词都有的',
  exact: '放在引号里：一字不差',
  either: 'OR（大写）：有其中一个就行',
  without: '减号：不含后面的词',
  group: '括号：把几个条件合成一组',
  near: '引号后加 ~ 和数字：两个词相距不超过这么多字',
  title: '标题: 只在标题里找',
  reporter: '记者: 某人写的',
  section: '栏目: 某个栏目里的',
  paper: '报: 某种报纸的',
  page: '版: 某一版的',
  date: '日期: 某年、某月、某日的',
  dates: '日期: 加两个点，从某时到某时',
  any: '问号：代替任意一个字',
  beginning: '星号：以这些字母开头的词',
};

const FIELDS: Readonly<Record<AdvancedField, readonly [label: string, hint: string]>> = {
  all: ['全部词语', '用空格隔开，文章里都要有'],
  exact: ['完整语句', '一字不差地出现'],
  any: ['任一词语', '用空格隔开，有一个就行'],
  none: ['不含词语', '用空格隔开，一个也不要'],
  headline: ['标题中有', '用空格隔开，标题里都要有'],
  near: ['词语相近', '两个或几个词，用空格隔开'],
  reporter: ['记者', '署名里的人'],
  paper: ['报纸', '报名或其中几个字'],
  section: ['栏目', '栏目名或其中几个字'],
  page: ['版次', '如 3、A05、第3版'],
  from: ['自', '如 2022、2022年5月、2022-05-17'],
  to: ['至', '如 2022、2022年5月、2022-05-17'],
};

/** What `Strings` has of them. */
export const helpZh = {
  title: '怎样检索',
  about: '在框里写什么都可以检索。下面每种写法都有一个本库中查得到的例子，点开就能看。',
  advanced: '高级检索',
  advancedAbout: '填好需要的几项，检索式会写进检索框里，可以再改。',
  meaning: '写法',
  example: '例子',
  none: '本库暂无可举的例子',
  hints: [
    '简体和繁体、全角和半角、大写和小写都算一样；引号、书名号和间隔号不影响检索。',
    '数字和日期的不同写法、同义的词也会找到；放在引号里就只找原样的。',
    '没有文章样样都符合时，会列出符合大部分的，并说明各缺什么。',
  ] as readonly string[],
  forms: FORMS,
  fields: FIELDS,
  distance: '相距',
  characters: (count: number): string => `${count} 字以内`,
  wrongDate: (value: string): string => `“${value}”不是日期。请写作 2022、2022年5月 或 2022-05-17；其他各项都还在。`,
};
