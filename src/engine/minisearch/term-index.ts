/**
 * The MiniSearch index: jieba's words of each document, by field. It estimates which documents suit a query best. The traps
 * of the library are kept out here: see docs/decisions/minisearch.md.
 */
import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import { wordsIn } from '../../analysis/analyzer.js';
import type { SearchDocument } from '../../search/search-document.js';
import { SCORE_FIELDS, scoreFieldBounds } from '../../search/ranking/score-fields.js';

/** A document as MiniSearch takes it: its fields are words, coded and joined. */
interface TermDocument {
  readonly id: number;
  readonly fields: readonly string[];
}

/** Units of a word that are indexed: nested prefixes of endless words would overflow the tree's recursion. */
const LONGEST_WORD = 64;
/** Different words of a query that are looked up. */
const MOST_QUERY_WORDS = 32;
/** Share of dead documents at which the tree is swept. */
const DIRT_SHARE = 0.2;
const LEAST_DIRT = 100;

const OPTIONS: Options<TermDocument> = {
  fields: [...SCORE_FIELDS],
  idField: 'id',
  extractField: (document, field) =>
    field === 'id' ? document.id : document.fields[SCORE_FIELDS.indexOf(field as (typeof SCORE_FIELDS)[number])],
  tokenize: (text) => text.split(' '),
  processTerm: (term) => (term === '' ? null : term),
  // An add during a background sweep ends the process (minisearch#306).
  autoVacuum: false,
};

/** Documents by numbers of their own; one that has gone never comes again under its number. */
export class TermIndex {
  #index = new MiniSearch<TermDocument>(OPTIONS);

  /** Throws what MiniSearch throws; the index is then half changed and must be made anew. */
  add(id: number, document: SearchDocument): void {
    this.#index.add({ id, fields: codedFields(document) });
  }

  /** Takes a document out; the tree is swept when enough of it is dead. */
  remove(id: number): void {
    this.#index.discard(id);
    if (this.#index.dirtCount > Math.max(LEAST_DIRT, this.#index.documentCount * DIRT_SHARE)) {
      // One batch: a sweep runs in one piece, now or (behind another one) when this turn ends, so that no add meets it.
      void this.#index.vacuum({ batchSize: Number.MAX_SAFE_INTEGER, batchWait: 0 });
    }
  }

  /** Estimates by id; documents without any of the words are absent. */
  estimate(words: readonly string[]): Map<number, number> {
    const text = [...new Set(words)].slice(0, MOST_QUERY_WORDS).map(codeWord).join(' ');
    const scores = new Map<number, number>();
    for (const result of this.#index.search(text, { boost: { title: 3, heads: 2 }, prefix: false, fuzzy: false })) {
      scores.set(result.id as number, result.score);
    }
    return scores;
  }

  clear(): void {
    this.#index = new MiniSearch<TermDocument>(OPTIONS);
  }

  toJSON(): string {
    return JSON.stringify(this.#index);
  }

  /** Throws where `json` is not what `toJSON` gave for these fields, or does not hold exactly the documents `ids`. */
  load(json: string, ids: readonly number[]): void {
    const saved = JSON.parse(json) as AsPlainObject;
    // MiniSearch takes other fields without a word, and then finds nothing.
    if (Object.keys(saved.fieldIds).join() !== SCORE_FIELDS.join()) throw new Error('holds other fields');
    const index = MiniSearch.loadJS<TermDocument>(saved, OPTIONS);
    if (index.documentCount !== ids.length || !ids.every((id) => index.has(id))) throw new Error('holds other documents');
    this.#index = index;
  }
}

function codedFields(document: SearchDocument): string[] {
  const bounds = scoreFieldBounds(document);
  const fields: string[][] = SCORE_FIELDS.map(() => []);
  let field = 0;
  for (const { word, start } of wordsIn(document.text, document.words)) {
    while (field < SCORE_FIELDS.length && start >= bounds[field + 1]!) field += 1;
    if (field === SCORE_FIELDS.length) break;
    fields[field]!.push(codeWord(word));
  }
  return fields.map((words) => words.join(' '));
}

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';

/**
 * Three letters of a small alphabet a character: MiniSearch looks through all children of a tree node, and Chinese has
 * thousands of first characters. A prefix stays a prefix.
 */
function codeWord(word: string): string {
  let coded = '';
  for (let i = 0; i < Math.min(word.length, LONGEST_WORD); i += 1) {
    const unit = word.charCodeAt(i);
    coded += LETTERS[unit >>> 12]! + LETTERS[(unit >>> 6) & 63]! + LETTERS[unit & 63]!;
  }
  return coded;
}
