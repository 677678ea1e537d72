/** What adding pages asks of the API. */
import type { DraftContent, DraftLines } from './page-draft.js';
import { askService, RequestFault } from './service-request.js';

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
  /** `updated` where the page was there before. */
  readonly status: 'created' | 'updated' | 'unchanged';
  readonly warnings: readonly string[];
}

/** The articles of a page as an editor left them, `lines[i]` the printed lines of `articles[i]`. */
export interface CorrectedArticles {
  readonly articles: readonly DraftContent[];
  readonly lines: readonly DraftLines[];
}

/** Where pages are, each without a slash at the end. */
export interface PageAddresses {
  /** In the API. */
  readonly api: string;
  /** For people. */
  readonly pages: string;
}

/** Speaks to the API with the key the reader typed. */
export class AddRequests {
  readonly #addresses: PageAddresses;
  readonly #key: () => string;

  constructor(addresses: PageAddresses, key: () => string) {
    this.#addresses = addresses;
    this.#key = key;
  }

  /** Divides a page and stores nothing. */
  read(bytes: Blob, place: PlaceGiven): Promise<PageReadingAnswer> {
    return this.#send(`${this.#addresses.api}?${placeParameters(place, { dryRun: '1', lines: '1' })}`, 'text/plain', bytes);
  }

  /** Stores a page, its articles as they were corrected where they were. */
  async store(bytes: Blob, place: PlaceGiven, corrected?: CorrectedArticles): Promise<PageStoredAnswer> {
    const address = `${this.#addresses.api}?${placeParameters(place)}`;
    if (corrected === undefined) return this.#send(address, 'text/plain', bytes);
    return this.#send(address, 'application/json', JSON.stringify({ bytes: await base64Of(bytes), ...corrected }));
  }

  /** Where people find a page that was stored. */
  addressOf({ page }: PageStoredAnswer): string {
    const parts = [page['paper'], page['date'], page['pageNumber']].map((part) => encodeURIComponent(part ?? '-'));
    return `${this.#addresses.pages}/${parts.join('/')}`;
  }

  async #send<Answer>(address: string, type: string, body: Blob | string): Promise<Answer> {
    const key = this.#key();
    const response = await askService(address, {
      method: 'POST',
      headers: { 'content-type': type, ...(key !== '' && { authorization: `Bearer ${key}` }) },
      body,
    });
    return (await response.json()) as Answer;
  }
}

function base64Of(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve((reader.result as string).replace(/^[^,]*,/, ''));
    };
    reader.onerror = () => {
      reject(new RequestFault('UNREACHABLE', String(reader.error)));
    };
    reader.readAsDataURL(bytes);
  });
}

function placeParameters(place: PlaceGiven, more: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams([...Object.entries(place).filter(([, value]) => value !== ''), ...Object.entries(more)]).toString();
}
