/** Text whose characters are set apart by spaces (`工 人 日 报`) is the same text without them. */

/** Two characters of which each is a unit of its own in letter-spaced text, and what stands between them. */
const PAIRS = /(?<=([\p{Script=Han}々〇，。、；：！？（）“”‘’《》]))([ \u3000\t]*)(?=([\p{Script=Han}々〇，。、；：！？（）“”‘’《》]))/gu;
/** A date whose digits are set apart. */
const SPACED_DATE = /\d(?:[ \u3000]\d){3}[ \u3000]?年(?:[ \u3000]?\d){1,2}[ \u3000]?月(?:[ \u3000]?\d){1,2}[ \u3000]?[日号號]?/gu;
const SPACED_YEAR = /[〇零○一二三四五六七八九](?:[ \u3000][〇零○一二三四五六七八九]){3}[ \u3000]年/gu;
const WIDE = '[\\p{Script=Han}々\\u3000-\\u303f\\uff00-\\uffef“”‘’—…·]';
const INNER = new RegExp(`(?<=${WIDE})[ \\u3000\\t](?! |\\u3000|\\t)(?=\\S)|(?<=[^\\s])[ \\u3000\\t](?=${WIDE})`, 'gu');

interface Spacing {
  readonly apart: number;
  readonly close: number;
}

/** How many neighbours of a line have one blank between them, and how many none. Longer gaps part words, and do not count. */
function spacingOf(line: string): Spacing {
  let [apart, close] = [0, 0];
  for (const [, , gap] of line.matchAll(PAIRS)) {
    if (gap === '') close += 1;
    else if (gap!.length === 1) apart += 1;
  }
  return { apart, close };
}

/** True for spacing that is meant for each character. */
const isSpaced = ({ apart, close }: Spacing, least: number): boolean => apart >= least && apart >= (apart + close) * 0.7;

/** Undoes the letter-spacing of lines: of all that have it on a page where most do, else of those that have it without a doubt. */
export function closeUp(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => / \S |\u3000\S\u3000/u.test(line))) return lines;
  const spacings = lines.map(spacingOf);
  const sum = (part: keyof Spacing): number => spacings.reduce((total, one) => total + one[part], 0);
  const everywhere = isSpaced({ apart: sum('apart'), close: sum('close') }, 30);
  return lines.map((line, at) => {
    if (isSpaced(spacings[at]!, everywhere ? 1 : 4)) return closed(line);
    return line.replace(SPACED_DATE, tight).replace(SPACED_YEAR, tight);
  });
}

/** Single blanks go, wider ones become one space: they parted words. */
function closed(line: string): string {
  const indent = /^\s*/u.exec(line)![0];
  const text = line.slice(indent.length).replace(SPACED_DATE, tight);
  return indent + text.replace(INNER, '').replace(/[ \u3000\t]{2,}/gu, ' ');
}

const tight = (text: string): string => text.replace(/\s+/gu, '');
