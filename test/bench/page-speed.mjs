/**
 * How long segmentation takes, and how it grows: the sample pages repeated to a size, processor time of one thread.
 *   npm run bench:pages
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodePage } from '../../dist/page/decode.js';
import { parsePage } from '../../dist/page/parse-page.js';

const PAGES = fileURLToPath(new URL('../../data/pages', import.meta.url));
const SIZES_MB = [0.1, 0.5, 1, 2.5, 5];
const RUNS = 3;

const texts = readdirSync(PAGES, { recursive: true })
  .filter((file) => file.endsWith('.txt'))
  .map((file) => decodePage(readFileSync(path.join(PAGES, file))).text);
const whole = texts.join('\n\n');

console.log('| MB of UTF-8 | s | MB/s |\n|---|---|---|');
for (const size of SIZES_MB) {
  const text = repeated(whole, size * 1e6);
  const seconds = median(() => parsePage(text));
  console.log(`| ${size} | ${seconds.toFixed(2)} | ${(size / seconds).toFixed(2)} |`);
}
const page = [...repeated(whole, 40_000)].slice(0, 10_000).join('');
const seconds = median(() => {
  for (let i = 0; i < 50; i += 1) parsePage(page);
});
console.log(`\n${(50 / seconds).toFixed(0)} pages of 10,000 characters a second`);

function repeated(text, bytes) {
  return text.repeat(Math.ceil(bytes / Buffer.byteLength(text))).slice(0, Math.floor(bytes * (text.length / Buffer.byteLength(text))));
}

function median(work) {
  work();
  const times = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage().user;
    work();
    return (process.cpuUsage().user - before) / 1e6;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1];
}
