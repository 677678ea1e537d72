import { splitNames } from '../../src/page/names.js';

describe('splitNames', () => {
  it.each([
    [['白', '莹'], ['白莹']],
    [['尉', '迟', '舟'], ['尉迟舟']],
    [
      ['顾小舟', '方满'],
      ['顾小舟', '方满'],
    ],
    [
      ['白', '莹', '任', '洁'],
      ['白莹', '任洁'],
    ],
    [['水若', '寒'], ['水若寒']],
    [
      ['马丁·奥斯', '顾舟'],
      ['马丁·奥斯', '顾舟'],
    ],
    [['市总工会', '顾小舟'], ['顾小舟']],
  ] as const)('%j', (words, names) => {
    expect(splitNames(words)).toEqual(names);
  });
});
