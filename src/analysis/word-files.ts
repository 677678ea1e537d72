/** What stands in the files a user edits. Checked line by line; a fault names file, line and what a line is. */
import { characterCount } from './char-class.js';
import { SearchServiceError } from '../search-service-error.js';

/** A line of the user dictionary. */
export interface DictionaryWord {
  /** As it is written in the file: not folded. */
  readonly word: string;
  /** How often jieba shall think it occurs, 1 or more; shipped words have up to some hundred thousand. Absent = as often as it takes. */
  readonly frequency?: number;
}

/** `variants.tsv`: character, tab, the character it is folded to. */
export function parseVariants(file: string, text: string): Map<string, string> {
  const variants = new Map<string, string>();
  const lineOf = new Map<string, number>();
  for (const { line, number } of lines(file, text)) {
    const [from, to, ...rest] = line.split('\t');
    if (from === undefined || to === undefined || rest.length > 0 || characterCount(from) !== 1 || characterCount(to) !== 1) {
      throw invalid(file, number, 'a line is one character, a tab, one character');
    }
    if (from === to) throw invalid(file, number, 'a character is not a variant of itself');
    const other = variants.get(from);
    if (other !== undefined && other !== to) throw invalid(file, number, `${from} already is a variant of ${other}`);
    variants.set(from, to);
    lineOf.set(from, number);
  }
  for (const [from, to] of variants) {
    if (variants.has(to)) throw invalid(file, lineOf.get(from)!, `${from} → ${to} → ${variants.get(to)!}: write the last one for both`);
  }
  return variants;
}

/** `stopwords.txt`: one word a line. */
export function parseStopWords(file: string, text: string, fold: (text: string) => string): Set<string> {
  const words = new Set<string>();
  for (const { line, number } of lines(file, text)) {
    if (/\s/.test(line)) throw invalid(file, number, 'one word a line, without spaces');
    const word = fold(line);
    checkWord(file, number, word);
    words.add(word);
  }
  return words;
}

/**
 * `userdict.txt` in the forms jieba's own tools take: a word, perhaps its frequency, perhaps the tag of its part of speech, which is passed
 * over; blanks between them. A word may hold blanks. jieba would throw the whole file away for one bad line, so it is read here first.
 */
export function parseUserDictionary(file: string, text: string): DictionaryWord[] {
  return [...lines(file, text)].map(({ line, number }) => {
    const parts = line.trim().split(/\s+/);
    if (parts.length > 1 && /^[a-z]{1,8}$/.test(parts.at(-1)!)) parts.pop();
    const frequency = parts.length > 1 && /^[1-9]\d{0,8}$/.test(parts.at(-1)!) ? Number(parts.pop()) : undefined;
    const word = parts.join(' ');
    if (!/\p{L}/u.test(word) || /^[-+]?[\p{Nd}.,]+$/u.test(parts.at(-1)!) || characterCount(word) > LONGEST_ENTRY)
      throw invalid(
        file,
        number,
        `a line is a word of at most ${LONGEST_ENTRY} characters, perhaps a whole frequency of 1 or more, perhaps a tag`,
      );
    return { word, ...(frequency !== undefined && { frequency }) };
  });
}

/** Characters of a word in `userdict.txt`. */
const LONGEST_ENTRY = 64;

/** Characters of a word in `synonyms.txt` or `regional.tsv`, and words of one group. */
const LONGEST_WORD = 40;
const LARGEST_GROUP = 12;

/**
 * `synonyms.txt`: words that mean the same, with `=` between them, or commas as other programs have it. Gives each folded word the others
 * of its group. A list written in another way is refused: taken for one word it would be without effect.
 */
export function parseSynonyms(file: string, text: string, fold: (text: string) => string): Map<string, readonly string[]> {
  const others = new Map<string, readonly string[]>();
  const lineOf = new Map<string, number>();
  for (const { line, number } of lines(file, text)) {
    const written = synonymsOf(file, number, line);
    const words = written.map(fold);
    if (words.length > LARGEST_GROUP) throw invalid(file, number, `a line has at most ${LARGEST_GROUP} words`);
    for (const [i, word] of words.entries()) {
      checkWord(file, number, word);
      if (words.indexOf(word) !== i) throw invalid(file, number, `${word} stands twice in the line once it is folded`);
      const other = lineOf.get(word);
      if (other !== undefined) throw invalid(file, number, `${word} already stands in line ${other}; join the two lines`);
    }
    for (const word of words) {
      lineOf.set(word, number);
      others.set(
        word,
        words.filter((other) => other !== word),
      );
    }
  }
  return others;
}

/** The words of one line, as they are written. */
function synonymsOf(file: string, number: number, line: string): readonly string[] {
  if (/[=＝][>＞]|[→⇒]/.test(line)) throw invalid(file, number, 'words of a line mean the same both ways; write = instead of an arrow');
  const words = line.split(/[=＝]/.test(line) ? /[=＝]/ : /[,，]/).map((word) => word.trim());
  if (words.length < 2) throw invalid(file, number, 'a line is two words or more with = between them');
  const parted = words.find((word) => PARTS_WORDS.test(word));
  if (parted !== undefined) throw invalid(file, number, `${parted} is not one word; put = between words, and nothing else`);
  return words;
}

/** A blank beside Han, and marks that part words in lists. A name may hold others, as it is printed. */
const PARTS_WORDS = /\p{Script=Han}\s|\s\p{Script=Han}|[,，;；|｜]/u;

/** `regional.tsv`: a word as another region writes it, a tab, the word it is asked as too. Folded. */
export function parseRegional(file: string, text: string, fold: (text: string) => string): Map<string, string> {
  const words = new Map<string, string>();
  for (const { line, number } of lines(file, text)) {
    const [from, to, ...rest] = line.split('\t').map((word) => fold(word.trim()));
    if (from === undefined || to === undefined || rest.length > 0) throw invalid(file, number, 'a line is a word, a tab, a word');
    checkWord(file, number, from);
    checkWord(file, number, to);
    if (from === to) throw invalid(file, number, `both words are ${from} once they are folded; leave the line out`);
    const other = words.get(from);
    if (other !== undefined && other !== to) throw invalid(file, number, `${from} already stands for ${other}`);
    words.set(from, to);
  }
  return words;
}

function checkWord(file: string, number: number, word: string): void {
  if (!/[\p{L}\p{N}]/u.test(word)) throw invalid(file, number, 'a word is missing, or has no letter or digit');
  if (characterCount(word) > LONGEST_WORD) throw invalid(file, number, `a word has at most ${LONGEST_WORD} characters`);
}

function* lines(file: string, text: string): Generator<{ line: string; number: number }> {
  let number = 0;
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    number += 1;
    // What decoding puts in the place of bytes that are no UTF-8; a file saved as GB18030 is full of it.
    if (raw.includes('\uFFFD')) throw invalid(file, number, 'the file is not UTF-8; save it as UTF-8');
    const line = raw.trim();
    if (line !== '' && !line.startsWith('#')) yield { line: raw.replace(/\s+$/, ''), number };
  }
}

function invalid(file: string, line: number, what: string): SearchServiceError {
  return new SearchServiceError('DICTIONARY_INVALID', `${file}, line ${line}: ${what}. Mend the line.`);
}
