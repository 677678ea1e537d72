/** What adding pages asks of the API. */
import type { DraftContent, DraftLines } from './page-draft.js';

/** Where a page belongs, as far as it is known; an empty text is not known. */
export interface PlaceGiven {
  readonly paper: string;
  readonly date: string;
  readonly pageNumber: string;
}

/** `POST /pages?dryRun=1&lines=1`. */
export interface PageReadingAnswer {
  readonly page: Partial<PlaceGiven>;
  readonly articles: readonly DraftContent[];
  readonly furniture: readonly string[];
  readonly printed: readonly string[];
  readonly lines: readonly DraftLines[];
  readonly confidences?: readonly number[];
}

/** `POST /pages`. */
export interface PageStoredAnswer {
  readonly page: Readonly<Record<string, string>>;
  readonly articles: readonly { readonly id: string; readonly title: string }[];
  readonly warnings: readonly string[];
}

/** A call that was refused: the code of the problem, `UNREACHABLE` where there was no answer. */
export class RequestFault extends Error {
  constructor(readonly code: string, detail: string) {
    super(detail);
  }
}

const PAGES = '/api/v1/pages';

/** Speaks to the API with the key the reader typed. */
export class AddRequests {
  constructor(private readonly key: () => string) {}

  /** Divides a page and stores nothing. */
  read(bytes: Blob, place: PlaceGiven): Promise<PageReadingAnswer> {
    return this.send('POST', `${PAGES}?${placeParameters(place, { dryRun: '1', lines: '1' })}`, 'text/plain', bytes);
  }

  store(bytes: Blob, place: PlaceGiven): Promise<PageStoredAnswer> {
    return this.send('POST', `${PAGES}?${placeParameters(place)}`, 'text/plain', bytes);
  }

  /** What the archive holds under an id. */
  async stored(id: string): Promise<Readonly<Record<string, unknown>>> {
    return (await this.send<{ readonly article: Readonly<Record<string, unknown>> }>('GET', articleAddress(id))).article;
  }

  async correct(id: string, article: object): Promise<void> {
    await this.send('PUT', articleAddress(id), 'application/json', JSON.stringify(article));
  }

  async remove(id: string): Promise<void> {
    await this.send('DELETE', articleAddress(id));
  }

  private async send<Answer>(method: string, address: string, type?: string, body?: Blob | string): Promise<Answer> {
    const key = this.key();
    const response = await fetch(address, {
      method,
      credentials: 'same-origin',
      headers: { ...(type !== undefined && { 'content-type': type }), ...(key !== '' && { authorization: `Bearer ${key}` }) },
      ...(body !== undefined && { body }),
    }).catch((error: unknown) => { throw new RequestFault('UNREACHABLE', String(error)); });
    if (!response.ok) throw await faultIn(response);
    return (response.status === 204 ? undefined : await response.json()) as Answer;
  }
}

async function faultIn(response: Response): Promise<RequestFault> {
  try {
    const { code, detail } = (await response.json()) as { readonly code: string; readonly detail: string };
    return new RequestFault(code, detail);
  } catch {
    return new RequestFault('UNREACHABLE', `${response.status}`);
  }
}

function articleAddress(id: string): string {
  return `/api/v1/articles/${encodeURIComponent(id)}`;
}

function placeParameters(place: PlaceGiven, more: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams([...Object.entries(place).filter(([, value]) => value !== ''), ...Object.entries(more)]).toString();
}
