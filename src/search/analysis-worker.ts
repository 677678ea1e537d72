/** What runs in a worker of the analysis pool for engines that bring none: articles in, search documents out. */
import { workerData } from 'piscina';
import type { WordFiles } from '../analysis/word-folders.js';
import { analysisIn } from './analysis-task.js';
import type { SearchDocument } from './search-document.js';

/** A search document on its way between threads. Word bits go as bytes: a class does not survive the way to another thread. */
export type PlainDocument = Omit<SearchDocument, 'words'> & { readonly wordBytes: Uint8Array };

/** Analyses some articles. */
export const analyse = analysisIn(workerData as WordFiles, (documents) => ({
  message: documents.map(({ words, ...document }): PlainDocument => ({ ...document, wordBytes: words.bytes })),
  memory: [],
}));
