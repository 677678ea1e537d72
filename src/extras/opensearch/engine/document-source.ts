/** A search document as the cluster stores it, and back. */
import { wordsIn } from '../../../analysis/analyzer.js';
import { WordBits } from '../../../analysis/word-bits.js';
import type { ArticleKind } from '../../../article/article.js';
import { TEXT_FIELDS } from '../../../query/match-document.js';
import { fieldLength, scoreFieldBounds } from '../../../search/ranking/score-fields.js';
import type { RankingWeights } from '../../../search/ranking/weights.js';
import type { Label, SearchDocument } from '../../../search/search-document.js';
import { pairWeights } from './pair-weights.js';
import { textTokens } from './unit-tokens.js';

const LONE_SURROGATE = /\p{Surrogate}/u;
/** Words of more units are not counted: no query has them. */
const LONGEST_WORD = 2_000;
const SEARCHED_END = TEXT_FIELDS.indexOf('section');

/** `document` of the stored JSON. */
export interface StoredDocument {
  readonly id: string;
  /** Folded; as UTF-16 in base64 where a character was cut in half, which JSON cannot say. */
  readonly text: string;
  readonly isUtf16?: true;
  readonly borders: readonly number[];
  readonly fieldStarts: readonly number[];
  /** Word borders, base64. */
  readonly words: string;
  readonly leadEnd: number;
  readonly kind: ArticleKind;
  readonly date?: string;
  readonly pageNumber?: string;
  readonly paper?: Label;
  readonly section?: Label;
  readonly people: readonly Label[];
}

/** The JSON of a document in one line. About 0.7 ms for an article of 1,000 characters. */
export function writeDocument(document: SearchDocument, weights: RankingWeights): string {
  const { id, date, pageNumber, kind, paper, section, people } = document;
  const bounds = scoreFieldBounds(document);
  const [titleLength, headsLength, leadLength, bodyLength] = [0, 1, 2, 3].map((field) => fieldLength(bounds, field) || undefined);
  return JSON.stringify({
    id,
    kind,
    date,
    page: pageNumber,
    month: date?.slice(0, 7),
    year: date?.slice(0, 4),
    paperKey: paper?.key,
    sectionKey: section?.key,
    personKeys: [...new Set(people.map(({ key }) => key))],
    titleLength,
    headsLength,
    leadLength,
    bodyLength,
    text: entriesOf(document, 0, SEARCHED_END),
    ...Object.fromEntries(
      (['title', 'people', 'section', 'paper'] as const).map((field) => {
        const index = TEXT_FIELDS.indexOf(field);
        return [field, entriesOf(document, index, index + 1)];
      }),
    ),
    words: distinctWords(document, bounds[4]),
    pairs: pairWeights(document, weights),
    document: stored(document),
  });
}

/** The document that was stored. */
export function readDocument(stored: StoredDocument): SearchDocument {
  const { text, isUtf16, words, ...same } = stored;
  const whole = isUtf16 === true ? Buffer.from(text, 'base64').toString('utf16le') : text;
  return { ...same, text: whole, words: new WordBits(whole.length, new Uint8Array(Buffer.from(words, 'base64'))) };
}

function stored(document: SearchDocument): StoredDocument {
  const { id, text, borders, fieldStarts, words, leadEnd, kind, date, pageNumber, paper, section, people } = document;
  const isUtf16 = LONE_SURROGATE.test(text);
  return {
    id,
    text: isUtf16 ? Buffer.from(text, 'utf16le').toString('base64') : text,
    borders,
    fieldStarts: Array.from(fieldStarts),
    words: Buffer.from(words.bytes).toString('base64'),
    leadEnd,
    kind,
    people,
    ...(isUtf16 && { isUtf16 }),
    ...(date !== undefined && { date }),
    ...(pageNumber !== undefined && { pageNumber }),
    ...(paper !== undefined && { paper }),
    ...(section !== undefined && { section }),
  };
}

/** The entries of fields `first` to `end` (exclusive), each as tokens. */
function entriesOf(document: SearchDocument, first: number, end: number): string[] {
  const { text, fieldStarts } = document;
  const entries: string[] = [];
  for (let at = fieldStarts[first]!; at < fieldStarts[end]!;) {
    const newline = text.indexOf('\n', at);
    entries.push(textTokens(document, at, newline));
    at = newline + 1;
  }
  return entries;
}

function distinctWords({ text, words }: SearchDocument, end: number): string[] {
  const found = new Set<string>();
  for (const { word, start } of wordsIn(text, words)) if (start < end && word.length <= LONGEST_WORD) found.add(word);
  return [...found];
}
