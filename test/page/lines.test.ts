import { readLines } from './text-lines.js';
describe('readLines', () => {
  it('numbers lines from 1 over CR LF, LF and CR, and counts blank lines above a group', () => {
    const groups = readLines('\r\n甲\r乙\n\n\n丙');
    expect(groups.map((group) => [group.blankBefore, group.lines.map((line) => [line.number, line.text])])).toEqual([
      [
        1,
        [
          [2, '甲'],
          [3, '乙'],
        ],
      ],
      [2, [[6, '丙']]],
    ]);
  });

  it('measures indents and widths in half-width columns', () => {
    expect(readLines('　　菜a')[0]!.lines[0]).toEqual({
      number: 1,
      text: '菜a',
      printed: '菜a',
      indent: 4,
      width: 7,
      heading: 0,
      ofPage: false,
    });
  });
});
