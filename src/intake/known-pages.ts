/** The pages of the archive that a file may hold now: those that came from it, and those whose own file is gone. */
import path from 'node:path';
import type { ArticleContent } from '../article/article.js';
import { ownLineNumbers } from '../article/line-numbers.js';
import type { Archive } from '../archive/archive.js';
import type { ArchivedArticle, PageHead, PageRecord } from '../archive/archive-change.js';
import { WorkSlices } from '../archive/work-slices.js';
import { PAGE_ENDINGS } from '../page/readers/page-readers.js';
import { matchArticles } from './match-articles.js';
import { printedOf, type PrintedArticle } from './printed-article.js';
import type { ReadPage } from './read-page.js';

/** The archive, as far as pages are looked for. */
export type PagesArchive = Pick<Archive, 'article' | 'pageRecord' | 'pageHead' | 'pageStatus' | 'pagesOfSource' | 'pagesAsCame' | 'pages'>;

/** A page that may stand in the file, and what stood on it. */
export interface KnownPage {
  readonly head: PageHead;
  readonly record: PageRecord | undefined;
  /** Lines its articles had in the file. */
  readonly lines: readonly number[];
  readonly printed: readonly PrintedArticle[];
}

/** Share of a page's articles that must be found on another page for the two to be one. */
const LEAST_SHARE = 0.5;
/**
 * Sources up to which it is looked every time which of their files are gone; beyond, no more than a fiftieth of the time is spent on it.
 */
const FEW_SOURCES = 200;
const REST_SHARE = 50;
/** Pages whose file is gone that are held against new ones by their words. */
const MOST_GONE = 500;
const MOST_LIKELY = 3;
const KEY_CHARACTERS = 8;

/** Finds them. Keeps which files are gone, and by what their pages are known, for a while. */
export class KnownPages {
  #gone: readonly string[] = [];
  #lookAgainMs = 0;
  #keysOf = '';
  #byKey = new Map<string, Set<string>>();

  readonly #archive: PagesArchive;
  readonly #isGone: (source: string) => boolean;

  constructor(archive: PagesArchive, isGone: (source: string) => boolean) {
    this.#archive = archive;
    this.#isGone = isGone;
  }

  /**
   * In the order in which they stand in the file, as far as the lines of their articles are known. `names`: the SHA-256 of the bytes, and
   * the ids of the texts of their pages.
   */
  async of(source: string, names: readonly string[]): Promise<readonly KnownPage[]> {
    const own = source === 'api' ? [] : [...this.#archive.pagesOfSource(source), ...this.#besides(source)];
    const came = [...new Set(names.flatMap((name) => this.#archive.pagesAsCame(name)))].filter(
      (id) => !own.includes(id) && this.#mayHaveMoved(id, source),
    );
    const pages = await Promise.all([...own, ...came].map((id) => this.#read(id)));
    const firstLine = ({ lines }: KnownPage): number => lines.reduce((least, line) => Math.min(least, line), Number.MAX_SAFE_INTEGER);
    return pages.sort((a, b) => firstLine(a) - firstLine(b));
  }

  /** A live page whose file is gone and whose words are those of a page of another file now. */
  async movedTo(page: ReadPage, source: string): Promise<KnownPage | undefined> {
    const gone = source === 'api' || this.#isGone(source) ? [] : this.#pagesOfGone();
    if (gone.length === 0) return undefined;
    await this.#learn(gone);
    const votes = new Map<string, number>();
    for (const key of page.parsed.articles.flatMap(keysOf))
      for (const id of this.#byKey.get(key) ?? []) votes.set(id, (votes.get(id) ?? 0) + 1);
    const likely = [...votes].sort(([, a], [, b]) => b - a).slice(0, MOST_LIKELY);
    for (const [id] of likely) {
      const known = await this.#read(id);
      if (await isSamePage(known, page)) return known;
    }
    return undefined;
  }

  /** Pages from files of the same name with another ending: a picture and its text, whichever came first. */
  #besides(source: string): readonly string[] {
    const { dir, name, ext } = path.parse(source);
    const others = [...PAGE_ENDINGS].filter((ending) => ending !== ext.toLowerCase());
    return others.flatMap((ending) => this.#archive.pagesOfSource(path.join(dir, name + ending)));
  }

  /** What is put by hand, now or before, has no file; a file that is there still is another one. */
  #mayHaveMoved(id: string, source: string): boolean {
    const from = this.#archive.pageHead(id)?.source ?? 'api';
    return from === 'api' || source === 'api' || (this.#isGone(from) && !this.#isGone(source));
  }

  #pagesOfGone(): readonly string[] {
    const nowMs = performance.now();
    if (nowMs >= this.#lookAgainMs) {
      const sources = new Set(this.#archive.pages().flatMap(({ source }) => (source === undefined || source === 'api' ? [] : [source])));
      this.#gone = [...sources].filter((source) => this.#isGone(source)).slice(0, MOST_GONE);
      this.#lookAgainMs = sources.size <= FEW_SOURCES ? 0 : nowMs + REST_SHARE * (performance.now() - nowMs);
    }
    return this.#gone
      .flatMap((source) => this.#archive.pagesOfSource(source))
      .filter((id) => this.#archive.pageStatus(id) === 'live')
      .slice(0, MOST_GONE);
  }

  async #learn(ids: readonly string[]): Promise<void> {
    const name = ids.join(' ');
    if (name === this.#keysOf) return;
    this.#byKey = new Map();
    for (const id of ids) {
      const record = await this.#archive.pageRecord(id);
      for (const articleId of record?.articleIds ?? []) {
        const archived = await this.#archive.article(articleId);
        for (const key of archived === undefined ? [] : keysOf(archived.article))
          this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(id));
      }
    }
    this.#keysOf = name;
  }

  async #read(id: string): Promise<KnownPage> {
    const record = await this.#archive.pageRecord(id);
    const slices = new WorkSlices();
    const articles: ArchivedArticle[] = [];
    for (const articleId of record?.articleIds ?? []) {
      await slices.rest();
      const archived = await this.#archive.article(articleId);
      if (archived?.pageId === id) articles.push(archived);
    }
    return {
      head: this.#archive.pageHead(id)!,
      record,
      lines: articles.flatMap(({ lines }) => ownLineNumbers(lines)),
      printed: articles.map(({ article }) => printedOf(article, undefined)),
    };
  }
}

/** True where most articles of a page of the archive stand on a page that was read. */
export async function isSamePage({ printed }: Pick<KnownPage, 'printed'>, ...pages: readonly ReadPage[]): Promise<boolean> {
  const now = pages.flatMap(({ parsed }) => parsed.articles.map((content) => printedOf(content, undefined)));
  const matchedCount = (await matchArticles(printed, now)).filter((index) => index !== undefined).length;
  return matchedCount > 0 && matchedCount >= LEAST_SHARE * printed.length;
}

/** How the headline and each paragraph begin and end. */
function keysOf({ title, paragraphs }: ArticleContent): readonly string[] {
  const texts = [title, ...paragraphs].map((text) => text.replace(/\s+/gu, '')).filter((text) => text !== '');
  return texts.flatMap((text) => [`^${text.slice(0, KEY_CHARACTERS)}`, `${text.slice(-KEY_CHARACTERS)}$`]);
}
