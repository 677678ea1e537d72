/**
 * The articles of a run: those of an NDJSON file (or of the sample pages), every n-th where there are more than wanted,
 * varied copies where there are fewer. What an article lacks for filters and facets (paper, date, page, section, people)
 * is invented. Ids are `a0`, `a1` …, the line of the article, so that a reader finds it by an offset.
 */
import { once } from 'node:events';
import { createReadStream, createWriteStream, readSync } from 'node:fs';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import readline from 'node:readline';
import { createGunzip } from 'node:zlib';
import { program, PROJECT } from './places.mjs';
import { Random } from './random.mjs';

const PAPERS = ['云湾工人报', '杏桥晚报', '禾川日报', '蒲屿日报'];
const SECTIONS = ['要闻', '综合', '经济', '社会', '文化', '体育', '国际', '评论', '副刊', '科教', '健康', '广告'];
const FAMILY = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'一川云舟禾望清远山河晓明思齐若水长风新雨'];
const FIRST_YEAR = 2014;

/** Articles of `.ndjson` or `.ndjson.gz`, one by one. */
export async function* readArticles(file) {
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  for await (const line of readline.createInterface({ input, crlfDelay: Infinity })) if (line !== '') yield JSON.parse(line);
}

/** Groups of at most `count` articles. */
export async function* inBatches(articles, count) {
  let batch = [];
  for await (const article of articles) {
    batch.push(article);
    if (batch.length === count) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function* sampleArticles() {
  const { placePages, readText } = await program('intake/read-page');
  const folder = path.join(PROJECT, 'data', 'pages');
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    if (!name.endsWith('.txt')) continue;
    for (const { parsed, place } of placePages(await readText({ bytes: await readFile(path.join(folder, name)), division: 'file' }), {
      given: {},
    }).pages) {
      for (const article of parsed.articles) yield { ...place, ...article };
    }
  }
}

/**
 * Writes `size` articles to `file` and their offsets beside it. `source` is a path, or undefined for the sample pages.
 * Gives `{ articleCount, copyCount, characterCount, utf8Bytes }` of titles and paragraphs.
 */
export async function writeCorpus({ source, size, file, seed }) {
  const given = () => (source === undefined ? sampleArticles() : readArticles(source));
  let total = 0;
  for await (const _ of given()) total += 1;
  if (total === 0) throw new Error(`${source ?? 'data/pages'} holds no article; give --articles FILE.ndjson`);
  const writer = new CorpusWriter(file, seed);
  const stride = Math.max(1, Math.floor(total / size));
  const base = [];
  let line = 0;
  for await (const article of given()) {
    if (line++ % stride !== 0 || writer.count === size) continue;
    await writer.write(article);
    if (total < size) base.push(article);
  }
  const random = new Random(seed + 1);
  const copyCount = size - writer.count;
  while (writer.count < size) await writer.write(varied(base[writer.count % base.length], base, random));
  return { ...(await writer.end()), copyCount };
}

class CorpusWriter {
  count = 0;
  #characters = 0;
  #utf8 = 0;
  #offset = 0;
  #offsets = [0];

  constructor(file, seed) {
    this.file = file;
    this.random = new Random(seed);
    this.stream = createWriteStream(file);
  }

  async write(article) {
    const whole = { ...invented(this.random), ...article, id: `a${this.count}` };
    const text = [whole.title, ...whole.paragraphs].join('');
    this.#characters += text.length;
    this.#utf8 += Buffer.byteLength(text);
    const line = `${JSON.stringify(whole)}\n`;
    this.#offset += Buffer.byteLength(line);
    this.#offsets.push(this.#offset);
    this.count += 1;
    if (!this.stream.write(line)) await once(this.stream, 'drain');
  }

  async end() {
    this.stream.end();
    await once(this.stream, 'finish');
    await writeFile(`${this.file}.offsets`, Buffer.from(Float64Array.from(this.#offsets).buffer));
    return { articleCount: this.count, characterCount: this.#characters, utf8Bytes: this.#utf8 };
  }
}

function invented(random) {
  const day = new Date(Date.UTC(FIRST_YEAR, 0, 1 + random.below(3652))).toISOString().slice(0, 10);
  const name = random.pick(FAMILY) + random.pick(GIVEN) + random.pick(GIVEN);
  return {
    title: '',
    kicker: [],
    subtitle: [],
    kind: 'news',
    paper: random.pick(PAPERS),
    date: day,
    pageNumber: String(1 + random.below(8)),
    section: random.pick(SECTIONS),
    byline: { reporters: [name], correspondents: [], photographers: [] },
  };
}

/** A copy that is not the same text: one sentence in seven left out, one in seven from another article, digits shifted. */
function varied(article, base, random) {
  const paragraphs = article.paragraphs.map((paragraph) => {
    const sentences = paragraph.split(/(?<=。)/u).flatMap((sentence) => {
      const dice = random.below(7);
      return dice === 0 ? [] : [dice === 1 ? sentenceOf(random.pick(base), random) : sentence];
    });
    const shift = 1 + random.below(9);
    return (sentences.length === 0 ? paragraph : sentences.join('')).replace(/[0-9]/g, (digit) => String((Number(digit) + shift) % 10));
  });
  const { title, kicker, subtitle, kind } = article;
  return { title, ...(kicker && { kicker }), ...(subtitle && { subtitle }), ...(kind && { kind }), paragraphs };
}

function sentenceOf(article, random) {
  return random.pick((article.paragraphs.length > 0 ? random.pick(article.paragraphs) : article.title).split(/(?<=。)/u));
}

/** Reads articles of a written corpus by id, as the archive does: one read of the file each. */
export async function openReader(file) {
  const bytes = await readFile(`${file}.offsets`);
  const offsets = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const handle = await open(file, 'r');
  const one = async (id) => {
    const line = Number(id.slice(1));
    const buffer = Buffer.allocUnsafe(offsets[line + 1] - offsets[line]);
    readSync(handle.fd, buffer, 0, buffer.length, offsets[line]);
    return JSON.parse(buffer.toString('utf8'));
  };
  return { read: (ids) => Promise.all(ids.map(one)), close: () => handle.close() };
}
