import { reasonTable } from '../../src/cli/import-summary.js';
import { timeText } from '../../src/cli/progress.js';

describe('the end of an import for people', () => {
  it('has a line for each reason, the most frequent first, with the first file', () => {
    const failed = [
      { file: 'in/a.txt', code: 'PAGE_EMPTY', reason: 'r' },
      { file: 'in/b.ndjson', line: 7, code: 'JSON_INVALID', reason: 'r' },
      { file: 'in/b.ndjson', line: 9, code: 'JSON_INVALID', reason: 'r' },
    ] as const;
    const skipped = Array.from({ length: 12 }, (_, at) => ({ file: `in/${at}.odt`, code: 'FILE_TYPE_UNKNOWN' as const }));
    expect(reasonTable({ failed, skipped })).toBe(
      [
        '  JSON_INVALID        2 failed 失败  first 首个: in/b.ndjson:7',
        '  PAGE_EMPTY          1 failed 失败  in/a.txt',
        '  FILE_TYPE_UNKNOWN  12 skipped 略过  first 首个: in/0.odt',
        '',
      ].join('\n'),
    );
    expect(reasonTable({ failed: [], skipped: [] })).toBe('');
  });

  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [200, '3 min 20 s'],
    [7_500, '2 h 5 min'],
  ])('tells %i seconds', (seconds, text) => {
    expect(timeText(seconds)).toBe(text);
  });
});
