#!/usr/bin/env node
// Writes the second part of data/regional.tsv: words of Taiwan and Hong Kong and the mainland's for the same thing, from OpenCC's
// phrase tables. The first part, above the line "# OpenCC", is written by hand and stays.   node scripts/make-regional.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dict } from '@node-rs/jieba/dict.js';
import taiwan from 'opencc-js/dict/TWPhrases';
import hongKong from 'opencc-js/dict/HKPhrases';
import toSimplified from 'opencc-js/dict/TSPhrases';
import toTraditional from 'opencc-js/dict/STPhrases';
import { Analyzer } from '../dist/analysis/analyzer.js';

const file = fileURLToPath(new URL('../data/regional.tsv', import.meta.url));
const analyzer = Analyzer.load({ dataDirectory: fileURLToPath(new URL('../data', import.meta.url)) });
const fold = (text) => analyzer.fold(text).text;

/** How often jieba's dictionary, made of mainland texts, has a word. */
const frequencies = new Map();
for (const line of Buffer.from(dict).toString('utf8').split('\n')) {
  const [word, frequency] = line.split(' ');
  if (word) frequencies.set(fold(word), Math.max(frequencies.get(fold(word)) ?? 0, Number(frequency)));
}
/** A word of another region that mainland print has so often is a word of its own there. */
const COMMON = 20;
/** What a table of characters in phrases corrects is taken for words mainland print has so often, and ten times as often. */
const KNOWN = 3;

/** Read and found to be words of their own in mainland print, or names that mean others there. */
const APART = new Set(
  (
    '线上 布林 待着 全形 堆叠 贴上 多工 多型 外接 通话记录 卡达 剪下 上覆 托了 低阶 资料来源 单核心 重新整理 拨出 扩音 查德 拉罗 拉摩 那杜 ' +
    '对映 实体地址 结束通话 优先顺序 汇出 汇入 回圈 例项 平行计算 外接 半形 快取 释出 丢掷 撷取 资料包 么么 沈下 打坏 坏子'
  ).split(' '),
);
const hand = readFileSync(file, 'utf8').split('# OpenCC')[0].trimEnd();
const known = new Map();
for (const line of hand.split('\n')) if (!line.startsWith('#') && line.includes('\t')) known.set(...line.split('\t').map(fold));
const mainland = new Set(known.values());
const pairs = new Map();
const take = (regional, common, leastFrequency = 0) => {
  const [from, to] = [fold(regional), fold(common)];
  const isWord = (text) => Array.from(text).length >= 2 && /^\p{Script=Han}+$/u.test(text);
  if (from === to || APART.has(from) || !isWord(from) || !isWord(to) || known.has(from) || mainland.has(from)) return;
  // One inside the other finds it anyhow, or too much.
  if (from.includes(to) || to.includes(from)) return;
  const [rare, frequent] = [frequencies.get(from) ?? 0, frequencies.get(to) ?? 0];
  if (rare >= COMMON || frequent < leastFrequency || (leastFrequency > 0 && frequent < 10 * rare)) return;
  if (pairs.has(from) && pairs.get(from) !== to) pairs.set(from, null);
  else pairs.set(from, to);
};
for (const table of [taiwan, hongKong])
  for (const entry of table.split('|')) {
    const [common, regional] = entry.split(' ');
    take(regional, common);
  }
for (const entry of toSimplified.split('|')) take(...entry.split(' '), KNOWN);
for (const entry of toTraditional.split('|')) {
  const [common, regional] = entry.split(' ');
  // Long phrases are made of shorter ones.
  if (Array.from(common).length <= 3) take(regional, common, KNOWN);
}
const targets = new Set(pairs.values());
const lines = [...pairs].filter(([from, to]) => to !== null && !targets.has(from)).map((pair) => pair.join('\t'));
const tables = 'TWPhrases, HKPhrases, TSPhrases, STPhrases';
const head =
  `# OpenCC 1.4 (opencc-js), ${tables}, by scripts/make-regional.mjs: pairs whose regional word is\n` +
  `# rare in mainland print (below ${COMMON} in jieba's dictionary) and stands for one word. Folded.`;
writeFileSync(file, `${hand}\n${head}\n${lines.join('\n')}\n`);
console.log(`${lines.length} pairs`);
