import { isAfter, isDate } from '../../src/notation/date-range.js';
import { isWithin, readDates } from '../../src/query/dates.js';

describe('readDates', () => {
  it.each([
    ['2023', { type: 'date', from: '2023', to: '2023' }],
    ['2023-11..2023-11-30', { type: 'date', from: '2023-11', to: '2023-11-30' }],
    ['..2023', { type: 'date', to: '2023' }],
    ['2023-11-30..', { type: 'date', from: '2023-11-30' }],
    ['', null],
    ['..', null],
    ['2023.. 2024', null],
    ['2023...2024', null],
    ['2023..2024..2025', null],
    ['2024..2023-12', null],
    ['2023-12-02..2023-12-01', null],
    ['23', null],
    ['20231', null],
    ['2023/11', { type: 'date', from: '2023-11', to: '2023-11' }],
    ['2023-1..2023.2', { type: 'date', from: '2023-01', to: '2023-02' }],
    ['二0二三年o五月', null],
    ['二0二三年五月', { type: 'date', from: '2023-05', to: '2023-05' }],
    ['2023/13', null],
    ['-2023', null],
  ])('%j', (text, expected) => {
    expect(readDates(text)).toEqual(expected);
  });
});

describe('isDate', () => {
  it.each([
    ['0001', true],
    ['2023-01', true],
    ['2023-12', true],
    ['2023-13', false],
    ['2023-00', false],
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2023-04-31', false],
    ['2023-04-30', true],
    ['2023-4-3', false],
    ['2023-', false],
    ['2023-04-', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(isDate(text)).toBe(expected);
  });
});

describe('isAfter', () => {
  it.each([
    ['2024', '2023-12', true],
    ['2023', '2023-01', false],
    ['2023-12', '2023', false],
    ['2023-02', '2023-01-31', true],
  ])('%s, %s: %s', (from, to, expected) => {
    expect(isAfter(from, to)).toBe(expected);
  });
});

describe('isWithin', () => {
  it.each([
    ['2023-11-30', '2023-11-30', '2023-11-30', true],
    ['2023-11-30', '2023-11', '2023-11', true],
    ['2023-11-01', '2023', '2023', true],
    ['2023-12-01', '2023-11', '2023-11', false],
    ['2023-10-31', '2023-11', undefined, false],
    ['2023-12-31', undefined, '2023', true],
    ['2024-01-01', undefined, '2023', false],
    [undefined, '2023', undefined, false],
    [undefined, undefined, '2023', false],
    [undefined, undefined, undefined, true],
    ['2023-01-01', undefined, undefined, true],
  ])('%s from %s to %s: %s', (day, from, to, expected) => {
    expect(isWithin(day, from, to)).toBe(expected);
  });
});
