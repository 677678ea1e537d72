/** Search documents into a segment. About 30 µs an article of 600 characters. */
import { fieldLength, scoreFieldBounds } from '../../search/ranking/score-fields.js';
import type { SearchDocument } from '../../search/search-document.js';
import { ColumnWriter, idTable } from './column-writer.js';
import { normClass } from './impact.js';
import { PairCollector } from './pair-collector.js';
import { PostingWriter } from './posting-writer.js';
import { Segment } from './segment.js';
import { WordCollector } from './word-collector.js';

/** Documents of one step. */
const STEP = 32;

/** Builds a segment of `documents`, at most MOST_DOCUMENTS, numbered in their order; their ids differ. A step takes some milliseconds. */
export function* buildSteps(documents: readonly SearchDocument[]): Generator<undefined, Segment> {
  const columns = new ColumnWriter(documents.length);
  const unitCount = documents.reduce((sum, { text }) => sum + text.length, 0);
  const pairs = new PairCollector(unitCount);
  const words = new WordCollector(unitCount, true);
  const norms = new Uint8Array(documents.length);
  let scratch = Buffer.alloc(0);
  for (const [doc, document] of documents.entries()) {
    if (doc % STEP === STEP - 1) yield;
    const { text } = document;
    const bounds = scoreFieldBounds(document);
    if (scratch.length < text.length * 2) scratch = Buffer.alloc(text.length * 4);
    scratch.write(text, 0, 'utf16le');
    columns.add(document);
    pairs.add(new Uint16Array(scratch.buffer, scratch.byteOffset, text.length), bounds);
    words.add(doc, text, document.words, bounds[4]);
    norms[doc] = normClass(fieldLength(bounds, 0), fieldLength(bounds, 2), fieldLength(bounds, 3));
  }
  const lists = new PostingWriter(documents.length);
  const pairArrays = yield* pairs.finish(lists);
  const ids = yield* idTable(documents.length, (doc) => documents[doc]!.id);
  const { arrays, strings, text } = columns.finish();
  const { words: joinedWords, ...wordArrays } = words.finish(lists);
  return new Segment({
    documentCount: documents.length,
    arrays: {
      ...arrays,
      norms,
      ...orderById(documents.map(({ id }) => id)),
      idTable: ids,
      ...pairArrays,
      ...wordArrays,
      postings: lists.finish(),
    },
    strings: { ...strings, words: joinedWords },
    text,
  });
}

/** The same at once. */
export function buildSegment(documents: readonly SearchDocument[]): Segment {
  const steps = buildSteps(documents);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function orderById(ids: readonly string[]): { idOrder: Uint32Array; idRanks: Uint32Array } {
  const idOrder = Uint32Array.from(ids, (_, doc) => doc).sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
  const idRanks = new Uint32Array(ids.length);
  idOrder.forEach((doc, rank) => {
    idRanks[doc] = rank;
  });
  return { idOrder, idRanks };
}
