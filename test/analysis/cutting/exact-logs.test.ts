import { exactLogs } from '../../../src/analysis/cutting/exact-logs.js';

/** To more digits than a double has, as `decimal` of Python gives them. */
const KNOWN: readonly (readonly [number, string])[] = [
  [1, '0'],
  [2, '0.6931471805599453094172321'],
  [3, '1.098612288668109691395245'],
  [48, '3.871201010907890929064174'],
  [185, '5.220355825078324818968855'],
  [299, '5.700443573390686426860240'],
  [60_101_964, '17.91155307784004581947055'],
  [999_999_999, '20.72326583594641115566192'],
];

describe('logarithms of whole numbers', () => {
  it('are the nearest doubles, also where Math.log gives another', () => {
    expect([...exactLogs(KNOWN.map(([value]) => value))]).toEqual(KNOWN.map(([, log]) => Number(log)));
    expect([...exactLogs([48, 299])]).toEqual([Number(KNOWN[3]![1]), Number(KNOWN[5]![1])]);
  });

  it('of what never comes are less than all others', () => {
    expect([...exactLogs([0, 1])]).toEqual([-Infinity, 0]);
  });
});
