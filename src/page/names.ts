import { isAllHan } from './characters.js';
import { LONG_SURNAMES, SURNAMES } from './vocabulary.js';

/** Words that stand where a name could but are none. */
const NOT_A_NAME =
  /(?:记者|記者|通讯员|通訊員|本报|本報|综合|綜合|报道|報導|报讯|整理|编译|供图|资料|图片|照片|摄影|攝影|日电|讯|来源|作者|编者|編者|插图|漫画|来信|來信|读者|讀者|待续|待續|未完|续完|信箱|编辑|編輯|本版|新闻|新聞)/u;

/** True when a run of Han characters can be a person's name: a surname and one or two more. */
export function looksLikeName(text: string): boolean {
  if (!isAllHan(text) || NOT_A_NAME.test(text)) return false;
  const size = sizeOf(text);
  if (size < 2 || size > 4) return false;
  if (LONG_SURNAMES.has(text.slice(0, 2)) && size >= 3) return true;
  return size <= 3 && SURNAMES.has(text.charAt(0));
}

/** True for names written with a dot, as of foreigners and minorities: `马丁·奥斯特`. */
function isDottedName(text: string): boolean {
  return text.length <= 24 && /^[\p{Script=Han}]{1,8}(?:[·・•‧][\p{Script=Han}A-Z]{1,8})+$/u.test(text);
}

/**
 * Splits words into names. Printed names of two or three characters may be spread (`尉 迟 明`, `白　莹`) or torn by
 * recognition noise (`水若 寒`); words are put together only where that makes a better name. At most 40 words are read.
 */
export function splitNames(words: readonly string[]): readonly string[] {
  const list = words.slice(0, 40);
  // best[i]: the best reading of the first i words, by dynamic programming over how many words the last name takes.
  const best: { readonly cost: number; readonly names: readonly string[] }[] = [{ cost: 0, names: [] }];
  for (let end = 1; end <= list.length; end += 1) {
    let choice = { cost: Infinity, names: [] as readonly string[] };
    for (let take = 1; take <= Math.min(4, end); take += 1) {
      const before = best[end - take]!;
      const name = list.slice(end - take, end).join('');
      const cost = before.cost + costOfName(name, take);
      if (cost < choice.cost) choice = { cost, names: cost - before.cost < DROP ? [...before.names, name] : before.names };
    }
    best.push(choice);
  }
  return best.at(-1)!.names;
}

const DROP = 20;

function costOfName(name: string, words: number): number {
  const joined = (words - 1) * 2;
  if (words === 1 && isDottedName(name)) return 0;
  if (words === 1 && /^[A-Za-z][A-Za-z.'-]{1,20}$/u.test(name)) return 6;
  if (looksLikeName(name)) return 1 + joined + (sizeOf(name) === 4 && words > 1 ? 2 : 0);
  const size = sizeOf(name);
  if (!isAllHan(name) || NOT_A_NAME.test(name) || size > 4) return words === 1 ? DROP : Infinity;
  if (size === 1) return DROP - 1;
  // Four characters that begin with no surname are more often an office than a person.
  return size === 4 ? DROP : 8 + joined * 3;
}

/** A pen-name or a name alone on a line: two to four Han characters, spaced or not. */
export function readLoneName(text: string): string | undefined {
  if (text.length > 14) return undefined;
  const tight = text.replace(/\s+/gu, '');
  const size = sizeOf(tight);
  return isAllHan(tight) && size >= 2 && size <= 4 && !NOT_A_NAME.test(tight) ? tight : undefined;
}

/** Length in characters; rare characters of names take two UTF-16 units. */
function sizeOf(text: string): number {
  return Array.from(text).length;
}
