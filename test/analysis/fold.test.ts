import { hasBorder, originalRange } from '../../src/analysis/fold.js';
import { analyzer } from '../support/analyzer.js';

/** The original characters each folded unit came from. */
function origins(original: string): string[] {
  const folded = analyzer.fold(original);
  return Array.from({ length: folded.text.length }, (_, i) => original.slice(...originalRange(folded, i, i + 1)));
}

describe('fold', () => {
  it.each([
    ['traditional', '國務院軟體', '国务院软体', []],
    ['ideographs whose simplified form is astral, or no longer is', '㗲𡻕𡃕', '𠵾岁𠴛', []],
    ['the variants of 台', '台臺檯', '台台台', []],
    ['the variants of 后', '后後', '后后', []],
    ['the variants of 里', '里裡裏', '里里里', []],
    ['the variants of 着', '著着', '着着', []],
    ['a simplified form that is itself a variant', '瞭祇錶', '了只表', []],
    ['a traditional form two steps away', '薴', '苎', []],
    ['a ring as zero', '二○二三◯', '二〇二三〇', []],
    ['full-width letters and digits', 'ＡＢｃ１２', 'abc12', []],
    ['half-width kana with voicing', 'ｶﾞﾊﾟ', 'ガパ', []],
    ['compatibility characters', '㈱㎏①豈⼯ﬁ', '(株)kg1岂工fi', []],
    ['degrees and percent', '２５℃９６％', '25°c96%', []],
    ['lower case that composes only there', 'Ω\u0301', 'ώ', []],
    ['a Latin letter without its mark', 'J\u030C', 'j', []],
    ['the sharp s', 'Straße', 'straße', []],
    ['a letter-spaced headline', '春　耕 时\u00A0节', '春耕时节', []],
    ['a name with a gap', '白　莹', '白莹', []],
    ['a broken line', '检测机\r\n构', '检测机构', []],
    ['a broken line between Latin words', 'New\n  York', 'new york', []],
    ['spaces at the ends', ' \n中a \t', '中a', []],
    ['spaces before and between Latin words', ' a b', 'a b', []],
    ['a space between Han and Latin', '用 AI 办报', '用ai办报', []],
    ['a space between punctuation and Han', '去, 来 !', '去,来!', []],
    ['other white space', 'a\u0085b\u2028c\u3000d', 'a b c d', []],
    ['quotation marks', '“工会”‘十八大’„«x»‹y›', '工会十八大xy', [6]],
    ['corner and book marks', '《中国》〈工会〉「章」『程』', '中国工会章程', []],
    ['marks of other widths', '＂中＂｢国｣﹁工﹂', '中国工', []],
    ['middle dots', '迈克尔·乔丹・x•y‧z∙1', '迈克尔乔丹xyz1', [6, 7, 8]],
    ['a dot between digits', '3·15', '315', [1]],
    ['quoted numbers with commas between', '"2014","2015"', '2014,2015', [4, 5]],
    ['a quoted number behind a point', '3.“5”', '3.5', [2]],
    ['an apostrophe', "don't", 'dont', [3]],
    ['thousands commas', '3,500和1,234,567.8', '3500和1234567.8', []],
    ['a full-width number with an ASCII comma', '３,５００', '3500', []],
    ['a first group of three', '123,456 12,345', '123456 12345', []],
    ['numbers without commas', '12345 1234567', '12345 1234567', []],
    ['commas that follow no digit', ',500 项,500', ',500项,500', []],
    ['a comma of a list before a number with one', 'a,34,567', 'a,34567', []],
    ['a group of two in front', '1,23,456', '1,23,456', []],
    ['commas that are not for thousands', '1,2 12,34 1234,567 1,2345 12,34,567', '1,2 12,34 1234,567 1,2345 12,34,567', []],
    ['a full-width comma between numbers', '2014，2015', '2014,2015', [4, 5]],
    ['a full-width comma with Han behind it', '2014，中', '2014,中', []],
    ['full-width commas and quotation marks', '1，"2，"3', '1,2,3', [1, 2, 3, 4]],
    ['brackets that one character stands for', '3⑴5', '3(1)5', [1, 2, 3, 4]],
    ['full-width signs that belong to a word', '96％5 c＋x c＃7', '96%5 c+x c#7', []],
    ['a dropped mark before Han and before a point', '3“中".5', '3中.5', []],
    ['full-width punctuation beside Han', '二，三，4', '二,三,4', []],
    ['full-width percent', '9６％', '96%', []],
    ['a ligature beyond the growth cap', 'ﷺ', 'ﷺ', []],
    ['ligatures below it', 'ﷲ㍐㌀', '\u0627\u0644\u0644\u0647ユアンアパート', []],
    ['a combining mark', 'е\u0308и\u0306', 'ёй', []],
    ['a mark on Han', '中\u0301', '中\u0301', []],
    ['jamo', '\u1112\u1161\u11ab\u1100\u1173\u11af', '한글', []],
    ['jamo from the first to the last', '\u1100\u1175\u11c2\u1113\ud7b0\ud7fb', '깋\u1113\ud7b0\ud7fb', []],
    ['compatibility jamo', 'ㄱㅏ', '가', []],
    ['half-width jamo', 'ﾡￂﾣﾡￜ', '갃기', []],
    ['jamo that have nothing to join', '中ㅏ aￂ', '中\u1161a\u1161', []],
    ['astral ideographs', '𠀀𡃁', '𠀀𡃁', []],
    ['mathematical letters', '𝐀𝟗', 'a9', []],
    ['lone surrogates', 'a\uD840b\uDC00', 'a\uFFFDb\uFFFD', []],
    ['the outermost lone surrogates', '中\uD800中\uDFFF', '中\uFFFD中\uFFFD', []],
    ['halves of a pair that a dropped mark parts', '中\uD840"\uDE00', '中\uFFFD\uFFFD', []],
    ['emoji with selectors', '👍\uFE0F❤\uFE0F1\uFE0F\u20E3', '👍❤1\u20E3', []],
    ['ideographic variation selectors', '辻\u{E0100}葛\uFE00', '辻葛', []],
    ['invisible characters', '地\u200B铁a\u00ADb\uFEFF', '地铁ab', [3]],
    ['nothing', '', '', []],
    ['only what is dropped', '“ ”·\n', '', []],
  ] as const)('folds %s', (_, original, text, borders) => {
    const folded = analyzer.fold(original);
    expect({ text: folded.text, borders: folded.borders }).toEqual({ text, borders });
  });

  it.each([
    ['國 務“院”', ['國', '務', '院']],
    ['３,５００元', ['３', '５', '０', '０', '元']],
    ['a  \n b', ['a', '  \n ', 'b']],
    ['㈱A', ['㈱', '㈱', '㈱', 'A']],
    ['e\u0301中\u0301', ['e\u0301', '中\u0301', '中\u0301']],
    ['ｶﾞ', ['ｶﾞ']],
    ['\u1112\u1161\u11ab', ['\u1112\u1161\u11ab']],
    ['𠀀國', ['𠀀', '𠀀', '國']],
    ['𝐀b', ['𝐀', 'b']],
    ['👍\uFE0F好', ['👍\uFE0F', '👍\uFE0F', '好']],
    ['\uD840中', ['\uD840', '中']],
    ['㗲𡻕好', ['㗲', '㗲', '𡻕', '好']],
    ['25℃', ['2', '5', '℃', '℃']],
    ['中\r\n国', ['中', '国']],
  ])('knows where each unit of %j came from', (original, expected) => {
    expect(origins(original)).toEqual(expected);
  });

  it('has room for texts that grow, whatever was folded before', () => {
    const folded = analyzer.fold('㈱'.repeat(5_000));
    expect(folded.text).toBe('(株)'.repeat(5_000));
    expect([folded.starts.length, folded.ends.length, folded.starts.at(-1), folded.ends.at(-1)]).toEqual([15_000, 15_000, 4_999, 5_000]);
  });

  it('leaves what was folded before as it is', () => {
    const first = analyzer.fold('国务院');
    analyzer.fold('㈱㈱㈱㈱');
    expect([first.text, [...first.starts], [...first.ends]]).toEqual(['国务院', [0, 1, 2], [1, 2, 3]]);
  });

  it('tells which offsets are borders', () => {
    const folded = analyzer.fold('3·1·5·7年');
    expect(folded.borders).toEqual([1, 2, 3]);
    expect([0, 1, 2, 3, 4, 5].map((offset) => hasBorder(folded, offset))).toEqual([false, true, true, true, false, false]);
  });

  it.each([
    [16, 'е\u0308'.normalize('NFC')],
    [17, 'е'],
  ])('joins up to sixteen marks to their starter: %i', (count, starter) => {
    const marks = '\u0308'.repeat(count);
    expect(analyzer.fold(`е${marks}`).text).toBe(count > 16 ? `${starter}${marks}` : `${starter}${marks.slice(1)}`);
  });

  it('keeps a starter with more marks than any writing has as one character', () => {
    const zalgo = `ab${'\u0301\u0323'.repeat(5000)}c`;
    const folded = analyzer.fold(zalgo);
    expect(folded.text).toBe(zalgo);
    expect(originalRange(folded, 1, 2)).toEqual([1, 10_002]);
    expect(originalRange(folded, 9000, 9001)).toEqual([1, 10_002]);
  });
});
