/** The searches of this browser: the last ones, and those its reader keeps. Nothing of it leaves the browser. */
import { keep, kept } from './stored-text.js';

const NAME = 'xunbao-searches';
const MOST_RECENT = 10;
const MOST_SAVED = 50;

/** One search. */
export interface KeptSearch {
  /** What was asked. */
  readonly text: string;
  /** Where it is asked again, on this site. */
  readonly address: string;
  readonly isSaved: boolean;
}

/** All of them, the last first. */
export function keptSearches(): readonly KeptSearch[] {
  try {
    const read = JSON.parse(kept(NAME) ?? '[]') as unknown;
    return Array.isArray(read) ? read.filter(isSearch) : [];
  } catch {
    return [];
  }
}

/** Puts a search first; one that is saved stays so. */
export function noteSearch(text: string, address: string): void {
  const { isSaved } = find(address) ?? { isSaved: false };
  write([{ text, address, isSaved }, ...others(address)]);
}

/** True where it is saved. */
export function isSearchSaved(address: string): boolean {
  return find(address)?.isSaved === true;
}

/** Saves a search, or lets it go again: it is among the last ones still. */
export function saveSearch(address: string, isSaved: boolean): void {
  write(keptSearches().map((search) => (search.address === address ? { ...search, isSaved } : search)));
}

/** Forgets one. */
export function forgetSearch(address: string): void {
  write(others(address));
}

/** Forgets all that are not saved. */
export function forgetRecent(): void {
  write(keptSearches().filter(({ isSaved }) => isSaved));
}

function find(address: string): KeptSearch | undefined {
  return keptSearches().find((search) => search.address === address);
}

function others(address: string): readonly KeptSearch[] {
  return keptSearches().filter((search) => search.address !== address);
}

/** Of too many the oldest go. */
function write(searches: readonly KeptSearch[]): void {
  const [saved, recent] = [searches.filter(({ isSaved }) => isSaved), searches.filter(({ isSaved }) => !isSaved)];
  const staying = new Set([...saved.slice(0, MOST_SAVED), ...recent.slice(0, MOST_RECENT)]);
  keep(NAME, JSON.stringify(searches.filter((search) => staying.has(search))));
}

/** Another version of the site may have written it. */
function isSearch(value: unknown): value is KeptSearch {
  const { text, address, isSaved } = (value ?? {}) as Partial<Record<keyof KeptSearch, unknown>>;
  return typeof text === 'string' && typeof isSaved === 'boolean' && typeof address === 'string' && isHere(address);
}

function isHere(address: string): boolean {
  try {
    return new URL(address, location.href).origin === location.origin;
  } catch {
    return false;
  }
}
