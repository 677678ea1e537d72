/** Which files of a digital edition are pages, and which articles belong to each. */
import type { EditionPage } from './edition-page.js';

/** Finds the file that a link of a page leads to, among names with `/` between their parts. */
export class EditionNames {
  readonly #names: ReadonlySet<string>;
  readonly #byLast = new Map<string, string[]>();
  readonly #byId = new Map<string, string[]>();

  constructor(names: Iterable<string>) {
    this.#names = new Set(names);
    for (const name of this.#names) {
      const last = lastOf(name).toLowerCase();
      put(this.#byLast, last, name);
      const stem = last.replace(/\.[^.]*$/u, '');
      put(this.#byId, stem, name);
      const number = /\d+$/u.exec(stem)?.[0];
      if (number !== undefined && number !== stem) put(this.#byId, number, name);
    }
  }

  /**
   * The name a target means: where it leads from `page`, else the one file that ends most like it, as where pages were saved from the
   * net; for a target that is no path, the article of that number.
   */
  find(page: string, target: string): string | undefined {
    const path = pathOf(target);
    if (path === '') return undefined;
    const exact = placeOf(page, path);
    if (exact !== undefined && this.#names.has(exact)) return exact;
    const last = lastOf(path).toLowerCase();
    return mostAlike(this.#byLast.get(last) ?? (last.includes('.') ? [] : (this.#byId.get(last) ?? [])), path);
  }
}

/** Where a path leads from the folder of `page`; undefined for an address, and for a place above the names' root. */
export function placeOf(page: string, path: string): string | undefined {
  if (/^[a-z][\w+.-]*:|^\//iu.test(path)) return undefined;
  const parts = page.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The path in a target, without what is asked of a server. */
export function pathOf(target: string): string {
  const path = target
    .trim()
    .replace(/[?#].*$/su, '')
    .replaceAll('\\', '/');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The articles of each page: those its areas lead to, each once, and those beside them that only its list has. What is a page, or stands
 * in an area of another, is none of them.
 */
export function articlesOfPages(
  pages: ReadonlyMap<string, EditionPage>,
  find: (page: string, target: string) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const found = (page: string, targets: readonly string[]): readonly string[] => [
    ...new Set(targets.flatMap((target) => find(page, target) ?? []).filter((name) => !pages.has(name))),
  ];
  const inAreas = new Map([...pages].map(([name, page]) => [name, found(name, targetsOf(page))]));
  const taken = new Set([...inAreas.values()].flat());
  return new Map(
    [...pages].map(([name, { links }]) => {
      const areas = inAreas.get(name)!;
      const kinds = new Set(areas.map(kindOf));
      const targets = links.map(({ target }) => target);
      const listed = found(name, targets).filter((one) => !taken.has(one) && kinds.has(kindOf(one)));
      return [name, [...areas, ...listed]];
    }),
  );
}

function targetsOf({ areas }: EditionPage): readonly string[] {
  return areas.map(({ target }) => target);
}

/** Names that differ in numbers alone are of one kind. */
function kindOf(name: string): string {
  return `${name.split('/').slice(0, -1).join('/')}/${lastOf(name).replace(/\d+/gu, '#')}`;
}

/** The one that shares most of its last parts with a path; undefined where two do. */
function mostAlike(names: readonly string[], path: string): string | undefined {
  const parts = path.split('/').reverse();
  const shared = (name: string): number => {
    const own = name.split('/').reverse();
    const differs = own.findIndex((part, at) => part !== parts[at]);
    return differs < 0 ? own.length : differs;
  };
  const best = Math.max(...names.map(shared));
  const alike = names.filter((name) => shared(name) === best);
  return alike.length === 1 ? alike[0] : undefined;
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function put(map: Map<string, string[]>, key: string, name: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [name]);
  else known.push(name);
}
