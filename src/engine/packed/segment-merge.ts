/**
 * Several segments into one, in small steps: a generator that stops every millisecond or so, so that queries are answered in
 * between. Documents keep their order, segment after segment; those let go leave their words and postings behind.
 */
import { ColumnWriter, idTable } from './column-writer.js';
import { wordsOf } from './collection-totals.js';
import type { DocSet } from '../doc-set.js';
import { GrowingNumbers, GrowingText } from './growing.js';
import { PairDictionaryWriter, type PairArrays } from './pair-collector.js';
import { PostingList, PostingReader } from './posting-reader.js';
import { INLINE, PostingWriter } from './posting-writer.js';
import { Segment } from './segment.js';
import { NO_LIST } from './segment-data.js';
import type { WordArrays } from './word-collector.js';

/** A segment that is merged. */
export interface MergeInput {
  readonly segment: Segment;
  /** Documents that go on. */
  readonly kept: DocSet;
}

/** What came of a merge. */
export interface Merged {
  readonly segment: Segment;
  /** For each input the new number of each document; -1 = let go. */
  readonly numbers: readonly Int32Array[];
  /** Words of the documents let go. */
  readonly droppedWords: ReadonlyMap<string, number>;
}

/** Documents, ids or words of one step. */
const STEP = 256;
/** Postings of one step. */
const POSTING_STEP = 32_768;

interface Input extends MergeInput {
  readonly numbers: Int32Array;
}

/** Each step takes a millisecond or two; the steps at the end of a large merge up to some tens. */
export function* mergeSegments(inputs: readonly MergeInput[]): Generator<undefined, Merged> {
  let documentCount = 0;
  const numbered: Input[] = [];
  for (const { segment, kept } of inputs) {
    const numbers = new Int32Array(segment.documentCount).fill(-1);
    for (const doc of kept.toArray()) numbers[doc] = documentCount++;
    numbered.push({ segment, kept, numbers });
  }
  const columns = new ColumnWriter(documentCount);
  const norms = new Uint8Array(documentCount);
  for (const { segment, numbers } of numbered) {
    for (let doc = 0; doc < numbers.length; doc += 1) {
      if (doc % STEP === STEP - 1) yield;
      const number = numbers[doc]!;
      if (number < 0) continue;
      columns.add(segment.document(doc));
      norms[number] = segment.arrays.norms[doc]!;
    }
  }
  const { arrays, strings, text } = columns.finish();
  yield;
  const byId = yield* mergeIds(numbered, documentCount);
  const expected = inputs.reduce((total, { segment }) => total + segment.arrays.postings.length, 0);
  const lists = new PostingWriter(documentCount, expected);
  const gathered = new GatheredList(documentCount);
  const pairs = yield* mergePairs(numbered, gathered, lists);
  const droppedWords = yield* wordsOfDropped(numbered);
  const { words, ...wordArrays } = yield* mergeWords(numbered, droppedWords, gathered, lists);
  const idOf = (doc: number): string => strings.ids.slice(arrays.idStarts[doc], arrays.idStarts[doc + 1]);
  const ids = yield* idTable(documentCount, idOf);
  const segment = new Segment({
    documentCount,
    arrays: { ...arrays, ...byId, ...pairs, ...wordArrays, norms, idTable: ids, postings: lists.finish() },
    strings: { ...strings, words },
    text,
  });
  return { segment, numbers: numbered.map(({ numbers }) => numbers), droppedWords };
}

function* mergeIds(inputs: readonly Input[], documentCount: number): Generator<undefined, { idOrder: Uint32Array; idRanks: Uint32Array }> {
  const idOrder = new Uint32Array(documentCount);
  const idRanks = new Uint32Array(documentCount);
  const heads = inputs.map(({ segment }) => new IdHead(segment));
  for (let rank = 0, steps = 0; rank < documentCount; steps += 1) {
    if (steps % STEP === STEP - 1) yield;
    let least = -1;
    for (let i = 0; i < heads.length; i += 1) if (heads[i]!.id !== null && (least < 0 || heads[i]!.id! < heads[least]!.id!)) least = i;
    const number = inputs[least]!.numbers[heads[least]!.doc]!;
    heads[least]!.next();
    if (number < 0) continue;
    idOrder[rank] = number;
    idRanks[number] = rank;
    rank += 1;
  }
  return { idOrder, idRanks };
}

/** Walks a segment's documents by id. */
class IdHead {
  id: string | null = null;
  doc = 0;
  #rank = -1;

  readonly #segment: Segment;

  constructor(segment: Segment) {
    this.#segment = segment;

    this.next();
  }

  next(): void {
    this.#rank += 1;
    const { idOrder } = this.#segment.arrays;
    if (this.#rank === idOrder.length) {
      this.id = null;
      return;
    }
    this.doc = idOrder[this.#rank]!;
    this.id = this.#segment.ids.get(this.doc);
  }
}

/** Where one input stands among the pairs of one first unit. */
interface PairHead {
  readonly input: Input;
  at: number;
  readonly to: number;
}

function* mergePairs(inputs: readonly Input[], gathered: GatheredList, lists: PostingWriter): Generator<undefined, PairArrays> {
  const dictionary = new PairDictionaryWriter();
  const groups = new Uint32Array(inputs.length);
  let done = 0;
  for (;;) {
    const first = leastFirst(inputs, groups);
    if (first > 0xffff) break;
    const heads = headsOf(inputs, groups, first);
    while (heads.length > 0) {
      const second = gathered.takeLeast(heads);
      if (gathered.length > 0) dictionary.add(first, second, gathered.write(lists));
      done += gathered.length + 16;
      if (done > POSTING_STEP) {
        done = 0;
        yield;
      }
    }
  }
  return dictionary.finish();
}

function leastFirst(inputs: readonly Input[], groups: Uint32Array): number {
  let least = 0x10000;
  inputs.forEach(({ segment }, i) => {
    least = Math.min(least, segment.arrays.firsts[groups[i]!] ?? 0x10000);
  });
  return least;
}

function headsOf(inputs: readonly Input[], groups: Uint32Array, first: number): PairHead[] {
  const heads: PairHead[] = [];
  inputs.forEach((input, i) => {
    const { firsts, firstStarts } = input.segment.arrays;
    const group = groups[i]!;
    if (firsts[group] !== first) return;
    heads.push({ input, at: firstStarts[group]!, to: firstStarts[group + 1]! });
    groups[i] = group + 1;
  });
  return heads;
}

/** One list, put together from the inputs that have it. */
class GatheredList {
  /** New number << 4 | impact nibble. */
  readonly postings: Uint32Array;
  length = 0;

  constructor(documentCount: number) {
    this.postings = new Uint32Array(documentCount);
  }

  /** Gathers the list of the least second unit, which is answered; heads that are through go. */
  takeLeast(heads: PairHead[]): number {
    let least = 0x10000;
    for (const { input, at } of heads) {
      const second = input.segment.arrays.seconds[at]!;
      if (second < least) least = second;
    }
    this.length = 0;
    let ended = false;
    for (const head of heads) {
      const { arrays } = head.input.segment;
      if (arrays.seconds[head.at] !== least) continue;
      this.gather(head.input, arrays.entries[head.at]!);
      head.at += 1;
      ended ||= head.at === head.to;
    }
    if (ended) heads.splice(0, heads.length, ...heads.filter(({ at, to }) => at < to));
    return least;
  }

  /** Writes what was gathered since it was emptied; answers its entry. */
  write(lists: PostingWriter): number {
    return lists.add(this.postings, 0, this.length);
  }

  /** Adds one input's list. */
  gather({ segment, numbers }: Input, entry: number): void {
    const { postings } = this;
    let { length } = this;
    if (entry >= INLINE) {
      const number = numbers[(entry & ~INLINE) >>> 4]!;
      if (number >= 0) postings[length++] = (number << 4) | (entry & 15);
    } else {
      const reader = new PostingReader(new PostingList(segment.arrays.postings, entry, segment.documentCount));
      while (reader.next()) {
        const { docs, count } = reader;
        for (let i = 0; i < count; i += 1) {
          const number = numbers[docs[i]!]!;
          if (number >= 0) postings[length++] = (number << 4) | reader.code(i);
        }
      }
    }
    this.length = length;
  }
}

function* wordsOfDropped(inputs: readonly Input[]): Generator<undefined, Map<string, number>> {
  const dropped = new Map<string, number>();
  for (const { segment, numbers } of inputs) {
    const gone: number[] = [];
    numbers.forEach((number, doc) => {
      if (number < 0) gone.push(doc);
    });
    for (let from = 0; from < gone.length; from += STEP) {
      for (const [word, df] of wordsOf(segment, gone.slice(from, from + STEP))) dropped.set(word, (dropped.get(word) ?? 0) + df);
      yield;
    }
  }
  return dropped;
}

/** Walks a segment's words in order. */
class WordHead {
  word: string | null = null;
  /** First two units, so that most comparisons are of numbers. */
  prefix = 0;
  df = 0;
  entry = NO_LIST;
  #at = -1;

  constructor(readonly input: Input) {
    this.next();
  }

  next(): void {
    this.#at += 1;
    const { words, arrays } = this.input.segment;
    if (this.#at === words.size) {
      this.word = null;
      this.prefix = Infinity;
      return;
    }
    this.word = words.get(this.#at);
    this.df = arrays.wordDf[this.#at]!;
    this.entry = arrays.wordEntries[this.#at]!;
    this.prefix = this.word.charCodeAt(0) * 0x10000 + (this.word.length > 1 ? this.word.charCodeAt(1) : 0);
  }

  isBefore(other: WordHead): boolean {
    return this.prefix !== other.prefix ? this.prefix < other.prefix : this.word !== null && other.word !== null && this.word < other.word;
  }
}

function* mergeWords(
  inputs: readonly Input[],
  dropped: ReadonlyMap<string, number>,
  gathered: GatheredList,
  lists: PostingWriter,
): Generator<undefined, WordArrays> {
  const heads = inputs.map((input) => new WordHead(input));
  const words = new GrowingText();
  const wordStarts = new GrowingNumbers();
  const wordDf = new GrowingNumbers();
  const wordEntries = new GrowingNumbers();
  for (let steps = 0; ; steps += 1) {
    if (steps % (4 * STEP) === 4 * STEP - 1) yield;
    let least = heads[0]!;
    for (const head of heads) if (head.isBefore(least)) least = head;
    const { word } = least;
    if (word === null) break;
    let df = -(dropped.get(word) ?? 0);
    gathered.length = 0;
    for (const head of heads) {
      if (head.word !== word) continue;
      df += head.df;
      if (head.entry !== NO_LIST) gathered.gather(head.input, head.entry);
      head.next();
    }
    if (df <= 0) continue;
    wordStarts.push(words.length);
    words.push(word);
    wordDf.push(df);
    wordEntries.push(gathered.length === 0 ? NO_LIST : gathered.write(lists));
  }
  wordStarts.push(words.length);
  return { words: words.finish(), wordStarts: wordStarts.finish(), wordDf: wordDf.finish(), wordEntries: wordEntries.finish() };
}
