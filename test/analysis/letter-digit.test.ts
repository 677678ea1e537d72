import { stretchEnd } from '../../src/analysis/letter-digit.js';

/** The stretch at the front of `text`; `|` stands for a border that folding kept. */
function stretchOf(marked: string): string {
  const borders = new Set<number>();
  let text = '';
  for (const char of marked) {
    if (char === '|') borders.add(text.length);
    else text += char;
  }
  return text.slice(
    0,
    stretchEnd(text, 0, (offset) => borders.has(offset)),
  );
}

describe('a stretch of letters and digits', () => {
  it.each([
    ['abc', 'abc'],
    ['5g基站', '5g'],
    ['3.6.3版', '3.6.3'],
    ['3..6', '3'],
    ['3.', '3'],
    ['3.中', '3'],
    ['news@example.com ', 'news@example.com'],
    ['new york', 'new'],
    ['a~b', 'a~b'],
    ['a!b', 'a!b'],
    ['a\u007fb', 'a'],
    ['5—c', '5'],
    ['5、6', '5'],
    ['2014|,|2015', '2014'],
    ['5|,c', '5'],
    ['96%。', '96%'],
    ['3‰', '3‰'],
    ['a%', 'a'],
    ['a‰', 'a'],
    ['96%5', '96%5'],
    ['25°c', '25°c'],
    ['77°f。', '77°f'],
    ['25°cm', '25'],
    ['25°c5', '25'],
    ['25°k', '25'],
    ['25°', '25'],
    ['25xc', '25xc'],
    ['25—c', '25'],
    ['a°c', 'a'],
    ['c++写', 'c++'],
    ['c#', 'c#'],
    ['c##', 'c##'],
    ['c+#+', 'c+#+'],
    ['c-', 'c'],
    ['5+', '5'],
    ['5#', '5'],
    ['e\u0301e', 'e\u0301e'],
    ['\u{1D400}\u{1D7D7}中', '\u{1D400}\u{1D7D7}'],
  ])('of %j is %j', (marked, expected) => {
    expect(stretchOf(marked)).toBe(expected);
  });
});
