/** Article JSON from files, one value after another, without holding a large file in memory. */
import { MAX_ARTICLE_BYTES, parseJsonBytes } from '../http/body.js';
import { ndjsonLines, type NdjsonLine } from '../http/ndjson-lines.js';
import { SearchServiceError } from '../search-service-error.js';
import type { InputFile } from './input-files.js';
import { readWhole, unpackedBytes } from './read-input.js';

/** One article as it came, unchecked, or why there is none; `line` only where the file has an article a line. */
export interface ArticleEntry {
  readonly line?: number;
  readonly value?: unknown;
  readonly error?: unknown;
  /** Bytes the entry took in its file, about. */
  readonly sizeBytes: number;
}

/** A line may also be a whole parsed page. */
const MAX_LINE_BYTES = 8 * MAX_ARTICLE_BYTES;
const BOM = Buffer.from('\ufeff');

/**
 * The articles of a `.json` file (one article, a list of them, or a page as `xunbao parse` prints it) or an `.ndjson`
 * file (any of these a line). A line that cannot be used is an entry with its fault; a file that cannot be read throws.
 */
export async function* readArticles(file: InputFile, onRead: (bytes: number) => void): AsyncGenerator<ArticleEntry> {
  if (file.kind === 'articles') {
    for await (const line of ndjsonLines(unpackedBytes(file, onRead), MAX_LINE_BYTES)) yield* lineEntries(line);
  } else {
    const bytes = await readWhole(unpackedBytes(file, onRead), file.file, 'ARTICLE_TOO_LARGE');
    const values = articlesOf(parseJsonBytes(withoutBom(bytes)));
    for (const value of values) yield { value, sizeBytes: bytes.length / values.length };
  }
}

function* lineEntries({ number, bytes }: NdjsonLine): Generator<ArticleEntry> {
  if (bytes === undefined) {
    const error = new SearchServiceError('ARTICLE_TOO_LARGE', `The line is longer than ${MAX_LINE_BYTES} bytes. Divide it: an article a line.`);
    yield { line: number, error, sizeBytes: 0 };
    return;
  }
  const text = number === 1 ? withoutBom(bytes) : bytes;
  if (text.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d)) return;
  try {
    for (const value of articlesOf(parseJsonBytes(text))) yield { line: number, value, sizeBytes: text.length };
  } catch (error) {
    yield { line: number, error, sizeBytes: 0 };
  }
}

function withoutBom(bytes: Buffer): Buffer {
  return bytes.subarray(0, BOM.length).equals(BOM) ? bytes.subarray(BOM.length) : bytes;
}

/** A list is its entries; a parsed page is its articles, each with the page's data; anything else is one article. */
function articlesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.map((entry: unknown) => entry);
  if (isObject(value) && Array.isArray(value['articles']) && value['title'] === undefined && value['paragraphs'] === undefined) {
    const page = isObject(value['page']) ? value['page'] : {};
    return value['articles'].map((article: unknown) => (isObject(article) ? { ...page, ...article } : article));
  }
  return [value];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
