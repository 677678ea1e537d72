/** `GET /search/export`: a search that is taken away. */
import { Router, type Request, type Response } from 'express';

import type { CitationStyle } from '../../article/citation/chinese.js';
import type { TakenSlice, TakenText } from '../../search/taken-article.js';
import type { Access } from '../access.js';
import { EXPORT_FORMS, exportName, type ExportForm } from '../export/export-forms.js';
import { sendParts } from '../export/send-parts.js';
import { rawParameters } from '../parameters.js';
import type { PublicAddress } from '../public-address.js';
import { MOST_EXPORTED, parseExportParameters, type ExportQuestion } from '../search-parameters.js';
import type { AppServices } from '../services.js';
import { onlyMethods } from './method-not-allowed.js';

/** What the route knows beside its services. */
export interface ExportParts {
  readonly access: Pick<Access, 'mayWrite'>;
  readonly address: PublicAddress;
}

/** Articles that are read at once: few enough to hold in memory with their texts, and for searches to have their turn between. */
const SLICE_LENGTH = 200;

/** The route; the API and the pages have it each under their own guard. */
export function exportRoute(services: Pick<AppServices, 'searcher'>, { access, address }: ExportParts): Router {
  const router = Router();
  router
    .route('/search/export')
    .get(async (request, response) => {
      const question = parseExportParameters(rawParameters(request));
      const form = EXPORT_FORMS[question.format];
      const slices = slicesOf(services, question, textFor(question, access, request, response));
      const first = await slices.next();
      const total = first.value?.total ?? 0;
      response
        .attachment(exportName(question.search.text, form))
        .set({
          'Content-Type': `${form.mediaType}; charset=utf-8`,
          'xunbao-total': String(total),
          'xunbao-given': String(Math.min(total, MOST_EXPORTED)),
        });
      if (request.method === 'HEAD') response.end();
      else await sendParts(response, written(first.value, slices, { form, style: question.style, urlOf: urlsFor(address, request) }));
    })
    .all(onlyMethods('GET'));
  return router;
}

/** References hold no text; a table holds what its caller may have. */
function textFor({ format }: ExportQuestion, access: ExportParts['access'], request: Request, response: Response): TakenText {
  if (format !== 'csv') return 'none';
  return access.mayWrite(request, response) ? 'all' : 'free';
}

function urlsFor(address: PublicAddress, request: Request): (id: string) => string {
  const origin = address.originFor(request);
  return (id) => origin + address.path(`/articles/${encodeURIComponent(id)}`);
}

/** The search in slices, each asked for in its turn; 10,000 articles at most. */
async function* slicesOf(
  { searcher }: Pick<AppServices, 'searcher'>,
  { search }: ExportQuestion,
  text: TakenText,
): AsyncGenerator<TakenSlice, undefined> {
  let cursor: string | null | undefined;
  for (let given = 0; given < MOST_EXPORTED && cursor !== null; given += SLICE_LENGTH) {
    const slice = await searcher.slice(
      { ...search, limit: SLICE_LENGTH, offset: 0, facets: [], explain: false, ...(cursor !== undefined && { cursor }) },
      text,
    );
    yield slice;
    ({ cursor } = slice);
  }
}

interface Writing {
  readonly form: ExportForm;
  readonly style: CitationStyle;
  readonly urlOf: (id: string) => string;
}

async function* written(
  first: TakenSlice | undefined,
  others: AsyncIterable<TakenSlice>,
  { form, style, urlOf }: Writing,
): AsyncGenerator<string, undefined> {
  let before = form.head;
  const part = ({ articles }: TakenSlice): string =>
    articles
      .map((article) => {
        const text = before + form.written(article, urlOf(article.cited.id), style);
        before = form.between;
        return text;
      })
      .join('');
  if (first !== undefined) yield part(first);
  for await (const slice of others) yield part(slice);
  yield (before === form.head ? before : '') + form.tail;
}
