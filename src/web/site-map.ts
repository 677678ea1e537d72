/** `/robots.txt`, `/sitemap.xml` and its parts: what programs that gather pages may read, and where the articles stand. */
import { Router, type RequestHandler } from 'express';
import { SearchServiceError } from '../search-service-error.js';
import type { AppServices } from '../http/services.js';
import { html, type Html } from './html.js';
import type { SendPage } from './send-page.js';
import type { View } from './view.js';

/** Addresses of one part; the format allows five times as many, but a part is written at once. */
const MOST_ADDRESSES = 10_000;
/** How the part of articles without a day is called. */
const NO_YEAR = 'undated';
const NAME = /^sitemap-(\d{4}|undated)-([1-9]\d{0,3})\.xml$/u;

/** `/robots.txt`: everything but calls and searches; nothing where reading needs a key. It holds nothing of the archive. */
export function robotsRoute(send: SendPage, readingNeedsKey: boolean): Router {
  const router = Router();
  router.get('/robots.txt', (request, response) => {
    send(request, response, (view) => (readingNeedsKey ? CLOSED : openText(view)), 'text/plain; charset=utf-8');
  });
  return router;
}

const CLOSED = 'User-agent: *\nDisallow: /\n';

function openText({ links, origin }: View): string {
  const closed = ['/api/', '/add', '/desk', '/suggest', '/feed.atom', '/over-time', '/advanced', '/help', '/*?'].map(
    (path) => `Disallow: ${links.file(path)}`,
  );
  return `${['User-agent: *', ...closed, `Sitemap: ${origin}${links.file('/sitemap.xml')}`].join('\n')}\n`;
}

/** The map of the site, a part or more for each year; those of the archive, so behind the guard of pages. */
export function sitemapRoutes(services: AppServices, send: SendPage): Router {
  const router = Router();
  const xml = 'application/xml; charset=utf-8';
  router.get('/sitemap.xml', async (request, response) => {
    const years = await services.issues.sitemapYears();
    send(request, response, (view) => indexOf(view, years), xml);
  });
  const part: RequestHandler<{ name: string }> = async (request, response, next) => {
    const found = NAME.exec(request.params.name);
    if (found === null) {
      next();
      return;
    }
    const [, year, number] = found as unknown as readonly [string, string, string];
    const range = { limit: MOST_ADDRESSES, offset: (Number(number) - 1) * MOST_ADDRESSES };
    const { articles } = await services.issues.sitemapPart(year === NO_YEAR ? undefined : year, range);
    if (articles.length === 0) throw new SearchServiceError('NOT_FOUND', 'There is no such part of the map.');
    send(request, response, (view) => partOf(view, articles), xml);
  };
  router.get('/:name', part);
  return router;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

function indexOf({ links, origin }: View, years: Awaited<ReturnType<AppServices['issues']['sitemapYears']>>): string {
  const parts = years.flatMap(({ year = NO_YEAR, articleCount }) =>
    Array.from({ length: Math.ceil(articleCount / MOST_ADDRESSES) }, (_, at) => `/sitemap-${year}-${at + 1}.xml`),
  );
  const items = parts.map((path): Html => html`<sitemap><loc>${origin}${links.file(path)}</loc></sitemap>\n`);
  return `${HEAD}${html`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${items}</sitemapindex>\n`.markup}`;
}

function partOf({ links, origin }: View, articles: readonly { readonly id: string }[]): string {
  const items = articles.map(({ id }): Html => html`<url><loc>${origin}${links.permanent(id)}</loc></url>\n`);
  return `${HEAD}${html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${items}</urlset>\n`.markup}`;
}
