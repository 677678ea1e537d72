/** A stored page as the reader of now divides it, beside what people have made of it. */
import type { ArticleLines } from '../../article/article.js';
import { ownLineNumbers } from '../../article/line-numbers.js';
import type { Archive } from '../../archive/archive.js';
import type { PageRecord } from '../../archive/archive-change.js';
import { articlesOn, type ReadAfresh } from './page-view.js';
import { SearchServiceError } from '../../search-service-error.js';
import { placePages, type ReadPage, type TextReader } from '../read-page.js';

/** Undefined where it cannot be read: a picture, a page a purge has changed, a form that is not read any more. `stands`: lines it has. */
export async function readAfresh(
  archive: Pick<Archive, 'pageBytes'>,
  record: PageRecord,
  stands: readonly (ArticleLines | undefined)[],
  readText: TextReader,
): Promise<ReadPage | undefined> {
  const { sha256, originalSha256, isPicture, source, filePage = 0 } = record;
  if (sha256 === '' || originalSha256 !== undefined || isPicture === true) return undefined;
  try {
    const read = await readText({ bytes: await archive.pageBytes(sha256), division: source === 'api' ? 'page' : 'file' });
    const { pages } = placePages(read, { given: {} });
    const own = new Set(stands.flatMap(ownLineNumbers));
    const shared = ({ parsed }: ReadPage): number => parsed.lines.flatMap(ownLineNumbers).filter((line) => own.has(line)).length;
    const isFilePage = record.filePage !== undefined && read.isPaged;
    return pages.length === 1 || isFilePage ? pages[filePage % pages.length] : pages.toSorted((a, b) => shared(b) - shared(a))[0];
  } catch (error) {
    // What cannot be read stays as it was read.
    if (error instanceof SearchServiceError && (error.code.startsWith('PAGE_') || error.code === 'EXTRA_MISSING')) return undefined;
    throw error;
  }
}

/** The same as far as it may be shown: without what stands on lines of articles that are withheld or deleted. */
export async function readShownAfresh(
  archive: Pick<Archive, 'pageBytes' | 'article'>,
  record: PageRecord,
  readText: TextReader,
): Promise<ReadAfresh | undefined> {
  const { standing, away } = await articlesOn(archive, record);
  const read = await readAfresh(
    archive,
    record,
    [...standing, ...away].map(({ lines }) => lines),
    readText,
  );
  if (read === undefined) return undefined;
  const hidden = new Set(away.flatMap(({ lines }) => ownLineNumbers(lines)));
  const { articles, lines, confidences, page } = read.parsed;
  const shown = lines.flatMap((one, index) => (ownLineNumbers(one).some((line) => hidden.has(line)) ? [] : [index]));
  // Where a text is gone nobody can tell any more which lines were its.
  if (away.length < record.articleIds.length - standing.length) return undefined;
  return {
    page,
    articles: shown.map((index) => articles[index]!),
    lines: shown.map((index) => lines[index]!),
    confidences: shown.map((index) => confidences[index]!),
  };
}
