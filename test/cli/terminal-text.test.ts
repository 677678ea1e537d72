import { ANSI_MARKS, markText, PLAIN_MARKS } from '../../src/cli/mark-text.js';
import { oneLine, printable, visible } from '../../src/cli/terminal.js';
import { runHere } from '../support/run-here.js';
import { HOSTILE, OBEYED } from './hostile-characters.js';

describe('text for a terminal', () => {
  it('is marked where the ranges are', () => {
    const marked = {
      text: '为职工小家建设',
      ranges: [
        [1, 3],
        [5, 7],
      ] as const,
      html: '',
    };
    expect(markText(marked, PLAIN_MARKS)).toBe('为【职工】小家【建设】');
    expect(markText(marked, ANSI_MARKS)).toBe('为\u001b[1;33m职工\u001b[0m小家\u001b[1;33m建设\u001b[0m');
  });

  it('cannot command the terminal', () => {
    expect(printable('甲\u001b[2J乙\u0007\u202e丙\r\n丁')).toBe('甲[2J乙丙 丁');
  });

  it('shows in an escape what would be obeyed or not be seen, and leaves the rest', () => {
    expect(visible('甲\u001b[2J乙\u0007\u009b\u202e\u2028\u200b\u{e0041}\r丙\r\n丁\t戊️')).toBe(
      '甲\\u001b[2J乙\\u0007\\u009b\\u202e\\u2028\\u200b\\udb40\\udc41\\u000d丙\r\n丁\t戊️',
    );
    expect(oneLine('甲\n乙')).toBe('甲\\u000a乙');
  });

  it('is the same text in JSON', () => {
    expect(JSON.parse(visible(JSON.stringify(HOSTILE)))).toBe(HOSTILE);
  });
});

it.each<readonly [string, readonly string[]]>([
  ['a file that is none', ['parse', `${HOSTILE}\n`]],
  ['an option that is none', ['search', `--${HOSTILE}`]],
])('%s reaches the terminal as something to see', async (_name, args) => {
  const { stderr } = await runHere(args);
  expect(stderr).toContain('\\u001b');
  expect(OBEYED.exec(stderr)).toBeNull();
});
