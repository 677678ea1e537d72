/** Asking the archive from another site's page. */
import type { SuggestionSource } from './suggestion-request.js';

/** What the one line of HTML says. */
export interface EmbedOptions {
  /** Where the archive is: scheme, host, port and path, without a slash at the end. */
  readonly archive: string;
  /** A public read key; empty where reading needs none. */
  readonly key: string;
  /** Hits in the list, 1 to 20. */
  readonly limit: number;
  /** Name of the one paper that is searched; empty = all. */
  readonly paper: string;
  readonly language: 'zh' | 'en';
}

/** What the box shows of an article that was found. */
export interface EmbedHit {
  readonly id: string;
  readonly article: { readonly paper?: string; readonly date?: string; readonly pageNumber?: string };
  readonly title: EmbedMarked;
  readonly snippets: readonly EmbedMarked[];
  /** Words of the query it lacks. */
  readonly missing?: readonly string[];
}

/** A text, and UTF-16 offsets of what matched in it. */
export interface EmbedMarked {
  readonly text: string;
  readonly ranges: readonly (readonly [number, number])[];
}

/** As much of an answer as is shown. */
export interface EmbedAnswer {
  readonly total: number;
  readonly hits: readonly EmbedHit[];
  /** Articles that hold most of the query. */
  readonly more?: { readonly total: number; readonly hits: readonly EmbedHit[] } | null;
}

const DEFAULT_HITS = 5;
const MOST_HITS = 20;

/** Reads the `data-` attributes of a script or element; where they name no archive, it is where the script came from. */
export function embedOptions(data: DOMStringMap, source: string, pageLanguage: string): EmbedOptions {
  const { archive, key = '', limit, paper = '', lang = pageLanguage } = data;
  const wanted = Number(limit);
  return {
    archive: new URL(archive ?? '.', source).href.replace(/\/$/, ''),
    key,
    paper,
    language: /^en\b/i.test(lang) ? 'en' : 'zh',
    limit: Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, MOST_HITS) : DEFAULT_HITS,
  };
}

/** What every question sends along: the key, and nothing of the host's page. */
function requestOf({ key }: EmbedOptions): RequestInit {
  return { credentials: 'omit', referrerPolicy: 'no-referrer', ...(key !== '' && { headers: { authorization: `Bearer ${key}` } }) };
}

/** Where the box asks for suggestions. */
export function embedSuggestions(options: EmbedOptions): SuggestionSource {
  return { url: `${options.archive}/api/v1/suggest`, request: requestOf(options) };
}

/** Searches. Rejects where the archive cannot be reached, refuses, or does not let pages of this origin ask. */
export async function embedSearch(options: EmbedOptions, text: string, signal: AbortSignal): Promise<EmbedAnswer> {
  const { archive, limit, paper } = options;
  const parameters = new URLSearchParams({ q: text, limit: String(limit), ...(paper !== '' && { paper }) });
  const response = await fetch(`${archive}/api/v1/search?${parameters.toString()}`, { ...requestOf(options), signal });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as EmbedAnswer;
}

/** The whole search at the archive's own pages. */
export function embedResultsAddress({ archive, paper, language }: EmbedOptions, text: string): string {
  return `${archive}/?${new URLSearchParams({ q: text, ...(paper !== '' && { paper }), lang: language }).toString()}`;
}

/** One article there. */
export function embedArticleAddress({ archive, language }: EmbedOptions, id: string, text: string): string {
  return `${archive}/articles/${encodeURIComponent(id)}?${new URLSearchParams({ q: text, lang: language }).toString()}`;
}
