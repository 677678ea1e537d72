/** Article JSON from files, one value after another, without holding a large file in memory. */
import { MAX_ARTICLE_BYTES } from '../intake/input-limits.js';
import { parseJsonBytes } from '../intake/json-bytes.js';
import { isBlank, ndjsonLines, type NdjsonLine } from '../intake/ndjson-lines.js';
import { SearchServiceError } from '../search-service-error.js';
import type { InputFile } from './input-files.js';
import { foundBytes, readWhole } from './read-input.js';

/** One article as it came, unchecked, or why there is none; `line` only where the file has an article a line. */
export interface ArticleEntry {
  readonly line?: number;
  readonly value?: unknown;
  readonly error?: unknown;
  /** Bytes the entry took in its file, about. */
  readonly sizeBytes: number;
}

const BOM = Buffer.from('\ufeff');

/**
 * The articles of a `.json` file (one article, or a list of them) or an `.ndjson` file (an article a line). A line that
 * cannot be used is an entry with its fault; a file that cannot be read throws.
 */
export async function* readArticles(file: InputFile, onRead: (bytes: number) => void): AsyncGenerator<ArticleEntry> {
  if (file.kind === 'articles') {
    for await (const line of ndjsonLines(foundBytes(file, onRead), MAX_ARTICLE_BYTES)) yield* lineEntries(line);
  } else {
    const bytes = await readWhole(foundBytes(file, onRead), file.file, 'ARTICLE_TOO_LARGE');
    const value = parseJsonBytes(bytes);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const article of values) yield { value: article, sizeBytes: bytes.length / values.length };
  }
}

function* lineEntries({ number, bytes }: NdjsonLine): Generator<ArticleEntry> {
  if (bytes === undefined) {
    const error = new SearchServiceError(
      'ARTICLE_TOO_LARGE',
      `The line is longer than ${MAX_ARTICLE_BYTES} bytes. Divide it: an article a line.`,
    );
    yield { line: number, error, sizeBytes: 0 };
    return;
  }
  // A line of the mark alone is blank too.
  const text = number === 1 ? withoutBom(bytes) : bytes;
  if (isBlank({ number, bytes: text })) return;
  try {
    yield { line: number, value: parseJsonBytes(text), sizeBytes: text.length };
  } catch (error) {
    yield { line: number, error, sizeBytes: 0 };
  }
}

function withoutBom(bytes: Buffer): Buffer {
  return bytes.subarray(0, BOM.length).equals(BOM) ? bytes.subarray(BOM.length) : bytes;
}
