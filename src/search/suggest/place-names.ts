/** Places in a headline, told by how their names end; a name no dictionary knows lies there in single characters. */
import type { WordToken } from '../../analysis/analyzer.js';
import { classAt, HAN } from '../../analysis/char-class.js';

const ENDINGS = new Set('省市县区镇乡村屯庄寨堡街路巷桥港湾岛山河江湖渡州');
/** What makes of an ending no name: the whole city, our village. */
const NO_NAME = new Set('全本我该各两每此某市县区镇乡村城农一二三四五六七八九十');
const LONGEST = 6;
/** Single characters before an ending that may be its name. */
const MOST_SINGLES = 3;

/** The places among the words of a folded headline: a word that ends as places do, or an ending with what stands before it. */
export function placesIn(words: readonly WordToken[]): readonly WordToken[] {
  return words.flatMap((token, at) => {
    const { word, end } = token;
    if (!ENDINGS.has(word.at(-1)!)) return [];
    if (word.length > 1) return word.length > LONGEST || (word.length === 2 && NO_NAME.has(word[0]!)) ? [] : [token];
    const start = nameStart(words, at);
    const length = end - start;
    if (length < 2 || length > LONGEST) return [];
    const name = words.slice(0, at + 1).reduce((sum, one) => (one.start >= start ? sum + one.word : sum), '');
    return length === 2 && NO_NAME.has(name[0]!) ? [] : [{ word: name, start, end }];
  });
}

/** Where the name before the ending at `at` begins: with the single characters that touch it, else with the word that does. */
function nameStart(words: readonly WordToken[], at: number): number {
  let first = at;
  while (first > 0 && at - first < MOST_SINGLES && touches(words, first) && words[first - 1]!.word.length === 1) first -= 1;
  if (first === at && at > 0 && touches(words, at) && words[at - 1]!.word.length <= MOST_SINGLES) first -= 1;
  return words[first]!.start;
}

function touches(words: readonly WordToken[], at: number): boolean {
  const before = words[at - 1]!;
  return before.end === words[at]!.start && (classAt(before.word, 0) & HAN) !== 0;
}
