/** The service that has the archive, for the commands: they do there what they cannot do beside it. */
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Config } from '../config.js';
import { ARCHIVE_HEADER } from '../http/require-archive.js';
import { STATUS_BY_CODE } from '../http/problem.js';
import { findService, type FoundService } from '../service/service-note.js';
import type { ArticleReceipt, Intake, WithholdReceipt } from '../intake/intake.js';
import { SearchServiceError, type ErrorCode } from '../search-service-error.js';

/** Calls at once; more wait. */
const MOST_CONNECTIONS = 32;

/** What is sent; `POST` without a body where nothing is said. */
export interface ServiceCall {
  readonly method?: 'GET' | 'POST';
  readonly query?: URLSearchParams;
  /** Media type of the body. */
  readonly type?: string;
  readonly body?: string | Uint8Array;
}

/** Speaks to one service, with the key of the settings. It waits as long as the service works; connections it keeps hold no process up. */
export class ServiceClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: MOST_CONNECTIONS });

  readonly #key: string | undefined;

  constructor(
    readonly note: FoundService,
    key: string | undefined,
  ) {
    this.#key = key;
  }

  /**
   * The JSON of an answer, or undefined where it is empty. `path` is below `/api/v1`. Throws the codes of the service, ARCHIVE_LOCKED
   * when it cannot be reached.
   */
  async call(path: string, call: ServiceCall = {}): Promise<unknown> {
    const { status, body } = await this.#send(path, call);
    if (status < 400) return body === '' ? undefined : (JSON.parse(body) as unknown);
    throw this.#faultOf(status, body);
  }

  #send(
    path: string,
    { method = 'POST', query, type, body = '' }: ServiceCall,
  ): Promise<{ readonly status: number; readonly body: string }> {
    const url = `${this.note.url}/api/v1${path}${query === undefined ? '' : `?${query.toString()}`}`;
    const headers = {
      ...(type !== undefined && { 'Content-Type': type }),
      ...(method === 'POST' && { 'Content-Length': Buffer.byteLength(body) }),
      [ARCHIVE_HEADER]: this.note.stamp,
      ...(this.#key !== undefined && { Authorization: `Bearer ${this.#key}` }),
    };
    return new Promise((resolve, reject) => {
      const failed = (cause: unknown): void => {
        reject(
          new SearchServiceError(
            'ARCHIVE_LOCKED',
            `the service at ${this.note.url} (process ${this.note.pid}) has the archive and does not answer ` +
              `(${(cause as Error).message}). Look at its log.`,
            { cause },
          ),
        );
      };
      const sent = httpRequest(url, { method, agent: this.#agent, headers }, (response: IncomingMessage) => {
        text(response).then((answer) => {
          resolve({ status: response.statusCode ?? 500, body: answer });
        }, failed);
      });
      sent.once('error', failed);
      sent.end(body);
    });
  }

  #faultOf(status: number, body: string): SearchServiceError {
    let problem: { readonly code?: unknown; readonly detail?: unknown } = {};
    try {
      problem = JSON.parse(body) as typeof problem;
    } catch {
      // Something else than the service answered; the status says what there is to say.
    }
    const detail = typeof problem.detail === 'string' ? problem.detail : `it answered ${status}`;
    if (status === 401 || status === 403) {
      return new SearchServiceError(
        'UNAUTHORIZED',
        `the service at ${this.note.url} has the archive and did not take the key: ${detail} Set XUNBAO_KEY to a key of the ` +
          'service that may do this.',
      );
    }
    const code = typeof problem.code === 'string' && Object.hasOwn(STATUS_BY_CODE, problem.code) ? (problem.code as ErrorCode) : 'INTERNAL';
    return new SearchServiceError(code, `the service at ${this.note.url} has the archive and says: ${detail}`);
  }
}

/** The service that has the archive of the settings, if one runs over their index folder. */
export async function serviceOf(config: Config): Promise<ServiceClient | undefined> {
  const note = await findService(config);
  return note === undefined ? undefined : new ServiceClient(note, config.key);
}

/** Does a piece of work on the store; where a service has it, through the service. */
export async function onStore<T>(config: Config, here: () => Promise<T>, there: (service: ServiceClient) => Promise<T>): Promise<T> {
  try {
    return await here();
  } catch (error) {
    if (!(error instanceof SearchServiceError) || error.code !== 'ARCHIVE_LOCKED') throw error;
    const service = await serviceOf(config);
    if (service === undefined)
      throw new SearchServiceError(
        'ARCHIVE_LOCKED',
        `${error.message} If it is a service, name the index folder it runs over with XUNBAO_INDEX or --index, and this is done ` +
          `through it: ${config.indexDirectory} knows of none.`,
        { cause: error },
      );
    return there(service);
  }
}

/** What commands write with. */
export type WritingIntake = Pick<Intake, 'addPages' | 'putArticles' | 'importRecords' | 'withhold' | 'restore'>;

/** The intake of a service, one call a write. `claim` is asked after the page is stored: the service cannot ask. */
export function remoteIntake(service: ServiceClient): WritingIntake {
  const json = (path: string, value: unknown, query?: URLSearchParams): Promise<unknown> =>
    service.call(path, { type: 'application/json', body: JSON.stringify(value), ...(query !== undefined && { query }) });
  return {
    addPages: async ({ bytes, given, fromPath = {}, source, claim }) => {
      const query = new URLSearchParams({ source, ...(given as Readonly<Record<string, string>>) });
      for (const [part, value] of Object.entries(fromPath)) query.set(`path${part[0]!.toUpperCase()}${part.slice(1)}`, String(value));
      const { pages } = (await service.call('/maintenance/files', { query, type: 'application/octet-stream', body: bytes })) as {
        pages: Awaited<ReturnType<Intake['addPages']>>;
      };
      for (const { page, isPicture } of pages) if (page.id !== undefined) claim?.(page.id, isPicture === true);
      return pages;
    },
    putArticles: (articles) =>
      Promise.allSettled(
        articles.map(
          async ({ input, source }) => (await json('/maintenance/articles', input, new URLSearchParams({ source }))) as ArticleReceipt,
        ),
      ),
    importRecords: (records) =>
      Promise.allSettled(
        records.map(async ({ status, reason, article, source, pageId, lines, id }) => {
          const archive = { ...(status !== 'live' && { status, reason }), source, pageId, lines };
          return ((await json('/maintenance/records', { ...(article ?? { id }), archive })) as ArticleReceipt).status;
        }),
      ),
    withhold: async (id, reason) => ((await json('/maintenance/withhold', { id, reason })) as WithholdReceipt | undefined) ?? { alike: [] },
    restore: async (id) => {
      await json('/maintenance/restore', { id });
    },
  };
}
