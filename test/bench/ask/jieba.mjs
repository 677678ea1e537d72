/** How long does jieba alone take to cut the text (`cutForSearch`, HMM off, one thread)? The yardstick of every build. */
import assert from 'node:assert/strict';
import { readArticles } from '../corpus.mjs';
import { answer, options } from '../child.mjs';
import { loadJieba, textOf } from '../words.mjs';

const { articles: file } = options();
const jieba = loadJieba();
jieba.cutForSearch('预热', false);
let [ms, words, characters] = [0, 0, 0];
for await (const article of readArticles(file)) {
  const text = textOf(article);
  const started = performance.now();
  words += jieba.cutForSearch(text, false).length;
  ms += performance.now() - started;
  characters += text.length;
}
assert.ok(words > characters / 5, `${words} words of ${characters} characters`);
answer({ ms, words, characters });
