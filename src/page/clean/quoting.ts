/** Marks that mail and chat programs put before each line of what is quoted. */

const ANGLE = /^\s{0,3}[>＞] ?/u;
const BAR = /^\s{0,3}[|│┃] ?/u;
const DEEPEST = 8;

/** Lines without quoting marks: a bar before nearly all of them, an angle before two or more that stand together. */
export function unquoted(lines: readonly string[]): readonly string[] {
  let now = lines;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = withoutBars(withoutAngles(now));
    if (next === now) return now;
    now = next;
  }
  return now;
}

function withoutAngles(lines: readonly string[]): readonly string[] {
  const quoted = lines.map((line) => ANGLE.test(line));
  const together = quoted.map((is, at) => is && (quoted[at - 1] === true || quoted[at + 1] === true || lines.length === 1));
  return together.some(Boolean) ? lines.map((line, at) => (together[at] ? line.replace(ANGLE, '') : line)) : lines;
}

function withoutBars(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  const barred = filled.filter((line) => BAR.test(line));
  const rows = barred.filter((line) => /[|│┃]\s*$/u.test(line) && line.trim().length > 1);
  if (barred.length < 3 || barred.length < filled.length * 0.9 || rows.length > barred.length / 2) return lines;
  return lines.map((line) => line.replace(BAR, ''));
}
