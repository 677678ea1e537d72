/** Addresses of pages. The address is the whole state of a search; this is the only place that writes one. */
import type { PublicAddress } from '../http/public-address.js';
import type { DeskSort, DeskWant } from '../http/desk-service.js';
import { FILTER_PARAMETERS, type ExportFormat } from '../http/search-parameters.js';
import type { PageAddress, PagePlace } from '../http/services.js';
import type { Language } from './language.js';
import type { OverTimeState } from './over-time/over-time-question.js';
import type { SearchState } from './search-state.js';

/** Results on a page unless the address says otherwise. */
export const DEFAULT_LIMIT = 10;

/** Stands in an address for a part of a place that is missing. */
export const MISSING_PART = '-';

/** What the list of pages shows. */
export interface PageListState {
  /** Name of a paper; `-` for the pages that name none. */
  readonly paper?: string | undefined;
  /** `YYYY`, the year of the calendar. */
  readonly year?: string | undefined;
  readonly offset?: number;
}

/** What the list of the desk shows. */
export interface DeskListState {
  readonly want?: DeskWant | undefined;
  /** Name of a paper; `-` for the pages that name none. */
  readonly paper?: string | undefined;
  readonly sort?: DeskSort;
  readonly offset?: number;
}

/** The addresses of one reader: below the public address, and in the language that theirs names. */
export class Links {
  readonly #address: PublicAddress;
  readonly #language: Language | undefined;

  /** `language` is the one the reader's address names, so that links go on naming it. */
  constructor(address: PublicAddress, language: Language | undefined) {
    this.#address = address;
    this.#language = language;
  }

  /** A path that has no language: what pages load and ask for. */
  file(path: string): string {
    return this.#address.path(path);
  }

  /** The front page. */
  home(): string {
    return this.#to('/');
  }

  /** A search's results. */
  search(state: SearchState): string {
    return this.#to('/', stateParameters(state));
  }

  /** One article; the search it was found by goes along, so that the way back is known. */
  article(id: string, state?: SearchState): string {
    return this.#to(articlePath(id), state && stateParameters(state));
  }

  /** One article in whatever language its reader has: the address to keep. */
  permanent(id: string): string {
    return this.file(articlePath(id));
  }

  /** A path of ours as the whole address to keep; the path alone where nobody has said where readers find the service. */
  canonical(path: string): string {
    return `${this.#address.origin ?? ''}${path}`;
  }

  /** The reference to an article as a file. */
  citation(id: string, format: Exclude<ExportFormat, 'csv'>): string {
    return this.file(`${articlePath(id)}/citation?format=${format}`);
  }

  /** The trail of an article; the search goes along. */
  trail(id: string, state?: SearchState): string {
    return this.#to(`${articlePath(id)}/trail`, state && stateParameters(state));
  }

  /** Where a withheld article is brought back. */
  release(id: string): string {
    return this.#to(`${articlePath(id)}/restore`);
  }

  /** The list of pages. */
  pageList({ paper, year, offset = 0 }: PageListState = {}): string {
    const parameters = new URLSearchParams();
    if (paper !== undefined) parameters.set('paper', paper);
    if (year !== undefined) parameters.set('year', year);
    if (offset > 0) parameters.set('offset', String(offset));
    return this.#to('/pages', parameters);
  }

  /** What the archive has of each paper. */
  coverage(): string {
    return this.#to('/coverage');
  }

  /** The same as CSV. */
  coverageTable(): string {
    return this.#to('/coverage.csv');
  }

  /** The pages of one issue. */
  issue({ paper, date }: Pick<PagePlace, 'paper' | 'date'>): string {
    return this.#to(placePath([paper, date]));
  }

  /** One page's articles; the id of a page that stands alone goes along. */
  page({ id, paper, date, pageNumber }: PageAddress): string {
    const path = placePath([paper, date, pageNumber]);
    return id === undefined ? this.#to(path) : this.#to(path, new URLSearchParams({ id }));
  }

  /** The same with its picture, at a zoom, and with the hits of a search. */
  pagePicture(
    { id, paper, date, pageNumber }: PageAddress,
    { zoom = 1, state }: { readonly zoom?: number; readonly state?: SearchState },
  ): string {
    const parameters = state === undefined ? new URLSearchParams() : stateParameters(state);
    if (id !== undefined) parameters.set('id', id);
    if (zoom !== 1) parameters.set('zoom', String(zoom));
    return this.#to(placePath([paper, date, pageNumber]), parameters);
  }

  /** A picture of a stored page, so many points across. */
  picture(pageId: string, width: number): string {
    return this.file(`/pictures/${encodeURIComponent(pageId)}?width=${width}`);
  }

  /** Words over time; as a table to take away. */
  overTime({ queries, filters, unit, isShare }: OverTimeState, asTable = false): string {
    const parameters = stateParameters({ text: '', filters, sort: 'relevance', limit: DEFAULT_LIMIT, offset: 0 });
    parameters.delete('q');
    for (const query of queries) parameters.append('q', query);
    if (unit !== undefined) parameters.set('by', unit);
    if (isShare && !asTable) parameters.set('as', 'share');
    return asTable ? this.file(`/over-time.csv?${parameters.toString()}`) : this.#to('/over-time', parameters);
  }

  /** The description of the API. */
  docs(): string {
    return this.#to('/docs');
  }

  /** How to ask. */
  help(): string {
    return this.#to('/help');
  }

  /** The form that writes a query; `all` is filled in. */
  advanced(all = ''): string {
    return this.#to('/advanced', all === '' ? new URLSearchParams() : new URLSearchParams({ all, ask: '1' }));
  }

  /** Where pages are added. */
  add(): string {
    return this.#to('/add');
  }

  /** Pages that want a look. */
  desk(state: DeskListState = {}): string {
    return this.#to('/desk', deskParameters(state));
  }

  /** Where the places of many of them are sent. */
  deskPlaces(state: DeskListState): string {
    return this.#to('/desk/places', deskParameters(state));
  }

  /** A page on the desk, with the list it is worked through in. */
  deskPage(pageId: string, state: DeskListState = {}, isSaved = false): string {
    const parameters = deskParameters({ ...state, offset: 0 });
    if (isSaved) parameters.set('saved', '1');
    return this.#to(`/desk/pages/${encodeURIComponent(pageId)}`, parameters);
  }

  /** Where the script asks for it and sends its changes. */
  deskFile(pageId: string): string {
    return this.file(`/desk/pages/${encodeURIComponent(pageId)}`);
  }

  /** Its text to take away. */
  deskText(pageId: string): string {
    return `${this.deskFile(pageId)}/text`;
  }

  /** The newest results of a search as an Atom feed. */
  feed(state: SearchState): string {
    return this.#to('/feed.atom', stateParameters({ ...state, sort: 'relevance', limit: DEFAULT_LIMIT, offset: 0 }));
  }

  /** All of a search in a form to take away. */
  takeAway(state: SearchState, format: ExportFormat): string {
    const parameters = stateParameters({ ...state, limit: DEFAULT_LIMIT, offset: 0 });
    parameters.set('format', format);
    return this.file(`/search/export?${parameters.toString()}`);
  }

  /** What a browser reads to add the box to its own. */
  openSearch(): string {
    return this.#to('/opensearch.xml');
  }

  #to(path: string, parameters = new URLSearchParams()): string {
    if (this.#language !== undefined) parameters.set('lang', this.#language);
    const query = parameters.toString();
    return this.file(query === '' ? path : `${path}?${query}`);
  }
}

function articlePath(id: string): string {
  return `/articles/${encodeURIComponent(id)}`;
}

function placePath(parts: readonly (string | undefined)[]): string {
  return `/pages/${parts.map((part) => encodeURIComponent(part ?? MISSING_PART)).join('/')}`;
}

function stateParameters({ text, filters, sort, limit, offset }: SearchState): URLSearchParams {
  // An empty q stands too: it lists everything, where no q is the front page.
  const parameters = new URLSearchParams({ q: text });
  for (const name of FILTER_PARAMETERS) {
    for (const value of filters[name] ?? []) {
      parameters.append(name, value);
    }
  }
  const singles = { from: filters.from, to: filters.to, sort, limit: String(limit), offset: String(offset) };
  const defaults: Partial<Record<string, string>> = { sort: 'relevance', limit: String(DEFAULT_LIMIT), offset: '0' };
  for (const [name, value] of Object.entries(singles)) {
    if (value !== undefined && value !== defaults[name]) {
      parameters.set(name, value);
    }
  }
  return parameters;
}

function deskParameters({ want, paper, sort = 'sureness', offset = 0 }: DeskListState): URLSearchParams {
  const parameters = new URLSearchParams();
  if (want !== undefined) parameters.set('want', want);
  if (paper !== undefined) parameters.set('paper', paper);
  if (sort !== 'sureness') parameters.set('sort', sort);
  if (offset > 0) parameters.set('offset', String(offset));
  return parameters;
}
