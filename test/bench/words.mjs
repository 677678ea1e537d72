/** The words every peer indexes and is asked by: jieba's `cutForSearch`, HMM off, in small letters, punctuation left out. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { PROJECT } from './places.mjs';

export function loadJieba() {
  return Jieba.withDict(dict);
}

export function createTokenizer(jieba = loadJieba()) {
  const isWord = /[\p{L}\p{N}]/u;
  return (text) => jieba.cutForSearch(text.toLowerCase(), false).filter((word) => isWord.test(word));
}

/** The shipped stop words: our analyzer leaves them out of questions, so the peers need not look for them either. */
export function loadStopWords() {
  const text = readFileSync(path.join(PROJECT, 'data', 'stopwords.txt'), 'utf8');
  return new Set(text.split(/\s+/).filter((word) => word !== '' && !word.startsWith('#')));
}

/** Headline and text in one: what a peer indexes. */
export function textOf(article) {
  return [article.title, ...(article.kicker ?? []), ...(article.subtitle ?? []), ...article.paragraphs].join('\n');
}
