/** What runs in a worker of the text pool: bytes in, read pages out. */
import type { ParsedPage } from '../article/article.js';
import { SearchServiceError } from '../search-service-error.js';
import { drawPdf, type DrawTask } from '../page/readers/pdf/draw-pdf.js';
import { readText } from './read-page.js';
import type { ArticleRun, DrawnAnswer, PooledTask, TextAnswer } from './text-pool.js';

/** Articles of a run: some milliseconds of copying for whoever takes it. */
const RUN_LENGTH = 256;

/** Reads one file. Its articles go ahead through the task's port, in runs; what is answered lacks them. */
export async function read({ port, ...task }: PooledTask): Promise<TextAnswer> {
  try {
    const { parsed, ...found } = await readText(task);
    for (const [page, { articles, lines }] of parsed.entries()) {
      for (let at = 0; at < articles.length; at += RUN_LENGTH) {
        const run: ArticleRun = { page, articles: articles.slice(at, at + RUN_LENGTH), lines: lines.slice(at, at + RUN_LENGTH) };
        port.postMessage(run);
      }
    }
    return { read: { ...found, parsed: parsed.map(withoutArticles) } };
  } catch (error) {
    return faultOf(error);
  }
}

/** Draws one page. */
export async function draw(task: DrawTask): Promise<DrawnAnswer> {
  try {
    const drawn = await drawPdf(task);
    return drawn === undefined ? {} : { drawn };
  } catch (error) {
    return faultOf(error);
  }
}

function faultOf(error: unknown): Extract<TextAnswer, { readonly fault: object }> {
  if (!(error instanceof SearchServiceError)) throw error;
  return { fault: { code: error.code, message: error.message } };
}

function withoutArticles(page: ParsedPage): ParsedPage {
  return { ...page, articles: [], lines: [] };
}
