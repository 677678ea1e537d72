/** Many articles in one request: several lines are written at once, their answers come in the order of the lines. */
import type { ArticleInput } from '../article/article.js';
import { parseArticleInput } from '../article/article-schema.js';
import type { InputFault } from '../article/invalid-input-error.js';
import { MAX_ARTICLE_BYTES } from '../intake/input-limits.js';
import type { ArticleReceipt } from '../intake/intake.js';
import type { WriteStatus } from '../intake/write-receipt.js';
import { parseJsonBytes } from '../intake/json-bytes.js';
import { isBlank, type NdjsonLine } from '../intake/ndjson-lines.js';
import { SearchServiceError } from '../search-service-error.js';
import { faultOf, type ProblemCode } from './problem.js';

/** The answer to one line. */
export interface BulkAnswer {
  readonly line: number;
  /** Null when the line has no id that could be read. */
  readonly id: string | null;
  readonly status: WriteStatus | 'failed';
  /** Why it is kept and not shown. */
  readonly withheld?: string;
  /** What was stored otherwise than it was given. */
  readonly warnings?: readonly string[];
  readonly error?: { readonly code: ProblemCode; readonly detail: string; readonly errors?: readonly InputFault[] };
}

/** Where the lines go, and their answers. */
export interface BulkPorts {
  /** Resolves when the article is durable and searchable. */
  put(article: ArticleInput): Promise<ArticleReceipt>;
  /** Sends one answer; resolves when more may be sent, rejects when nobody listens any more. */
  send(answer: BulkAnswer): Promise<void>;
  /** Called for failures that are not the sender's. */
  onFailure(error: unknown): void;
}

/** Lines written at the same time: enough for a commit and a piece of the index to carry hundreds, few enough to hold in memory. */
const MAX_IN_FLIGHT_COUNT = 1_024;
const MAX_IN_FLIGHT_BYTES = 4 * MAX_ARTICLE_BYTES;

/** Writes every line and sends an answer to each that is not blank. Rejects when the lines cannot be read or `send` rejects. */
export async function writeBulk(lines: AsyncIterable<NdjsonLine>, ports: BulkPorts): Promise<void> {
  const run = new BulkRun(ports);
  for await (const line of lines) {
    if (!isBlank(line)) {
      await run.hasRoom(line.bytes?.length ?? 0);
      run.take(line);
    }
  }
  await run.isDone();
}

class BulkRun {
  readonly #sent: { readonly promise: Promise<void>; readonly byteCount: number }[] = [];
  readonly #lastById = new Map<string, Promise<unknown>>();
  #byteCount = 0;
  #previous: Promise<void> = Promise.resolve();

  readonly #ports: BulkPorts;

  constructor(ports: BulkPorts) {
    this.#ports = ports;
  }

  async hasRoom(byteCount: number): Promise<void> {
    while (this.#sent.length >= MAX_IN_FLIGHT_COUNT || (this.#sent.length > 0 && this.#byteCount + byteCount > MAX_IN_FLIGHT_BYTES)) {
      const oldest = this.#sent.shift()!;
      await oldest.promise;
      this.#byteCount -= oldest.byteCount;
    }
  }

  take(line: NdjsonLine): void {
    const byteCount = line.bytes?.length ?? 0;
    const written = this.#write(line);
    const promise = this.#previous.then(async () => {
      await this.#ports.send(await written);
    });
    // It is awaited in hasRoom or isDone; until then a rejection must not count as unhandled.
    promise.catch(() => undefined);
    this.#previous = promise;
    this.#byteCount += byteCount;
    this.#sent.push({ promise, byteCount });
  }

  async isDone(): Promise<void> {
    await this.#previous;
  }

  async #write({ number, bytes }: NdjsonLine): Promise<BulkAnswer> {
    let id: string | null = null;
    try {
      if (bytes === undefined) {
        throw new SearchServiceError('BODY_TOO_LARGE', `This line is longer than ${MAX_ARTICLE_BYTES} bytes. Divide the article.`);
      }
      const value = parseJsonBytes(bytes);
      id = givenId(value);
      const receipt = await this.#putInOrder(parseArticleInput(value, { unknown: 'error' }));
      return { line: number, ...receipt };
    } catch (error) {
      const { code, status, detail, errors } = faultOf(error);
      if (status >= 500) {
        this.#ports.onFailure(error);
      }
      return { line: number, id, status: 'failed', error: { code, detail, ...(errors !== undefined && { errors }) } };
    }
  }

  /** Of two lines with one id the later must win, so it waits for the earlier. */
  async #putInOrder(article: ArticleInput): Promise<ArticleReceipt> {
    const { id } = article;
    if (id === undefined) {
      return this.#ports.put(article);
    }
    const earlier = this.#lastById.get(id);
    const receipt = earlier === undefined ? this.#ports.put(article) : earlier.then(() => this.#ports.put(article));
    const settled = receipt.then(
      () => undefined,
      () => undefined,
    );
    this.#lastById.set(id, settled);
    void settled.then(() => this.#lastById.get(id) === settled && this.#lastById.delete(id));
    return receipt;
  }
}

function givenId(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id.slice(0, 200) : null;
}
