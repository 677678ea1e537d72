import { ANSI_MARKS, markText, PLAIN_MARKS } from '../../src/cli/mark-text.js';
import { printable } from '../../src/cli/terminal.js';

describe('text for a terminal', () => {
  it('is marked where the ranges are', () => {
    const marked = { text: '为职工小家建设', ranges: [[1, 3], [5, 7]] as const, html: '' };
    expect(markText(marked, PLAIN_MARKS)).toBe('为【职工】小家【建设】');
    expect(markText(marked, ANSI_MARKS)).toBe('为\u001b[1;33m职工\u001b[0m小家\u001b[1;33m建设\u001b[0m');
  });

  it('cannot command the terminal', () => {
    expect(printable('甲\u001b[2J乙\u0007\u202e丙\r\n丁')).toBe('甲[2J乙丙 丁');
  });
});
