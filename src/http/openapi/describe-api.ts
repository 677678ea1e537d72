/**
 * The API described as OpenAPI 3.1, made from the schemas that check what comes in and the shapes the tests hold every
 * answer to.
 */
import type { z } from 'zod';

import { articleInputSchema } from '../../article/article-schema.js';
import { correctedPageSchema } from '../../article/corrected-page-schema.js';
import { PAGE_MEDIA_TYPES } from '../../page/readers/page-readers.js';
import { WITHHELD_WRITE_STATUS, type ProblemCode } from '../problem.js';
import { AT_ROOT, type PublicAddress } from '../public-address.js';
import { articleParametersSchema } from '../routes/article-routes.js';
import { citationParametersSchema, REFERENCE_FORMATS } from '../routes/citation-route.js';
import { imageParametersSchema, issueParametersSchema, newPageParametersSchema, pageParametersSchema } from '../routes/page-routes.js';
import { fileParametersSchema, restoreSchema, sourceParametersSchema, withholdSchema } from '../routes/maintenance-routes.js';
import { similarParametersSchema } from '../routes/similar-route.js';
import { suggestParametersSchema } from '../routes/suggest-route.js';
import { EXPORT_FORMS } from '../export/export-forms.js';
import { EXPORT_FORMATS, exportParametersSchema, searchParametersSchema, type ExportFormat } from '../search-parameters.js';
import {
  answer,
  ANSWERS,
  ifMatch,
  json,
  pathParameter,
  problem,
  problems,
  reading,
  ref,
  UNCHANGED,
  writing,
  type Answer,
  type AnswerName,
  type Operation,
  type Writing,
} from './describe-call.js';
import { manyPageEdits, pageEditPaths, pageEdits } from './describe-page-edits.js';
import { jsonSchemaOf, localRefs, queryParameters, type JsonSchema } from './describe-parameters.js';
import { PARAMETER_WORDS } from './parameter-words.js';

/** As much of an OpenAPI document as ours has. */
export interface ApiDescription {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, JsonSchema>>;
  };
}

/** The whole description, made anew at every call (some milliseconds) and always the same. */
export function describeApi(address: PublicAddress = AT_ROOT): ApiDescription {
  const answers = Object.entries(ANSWERS).map(([name, schema]) => [name, jsonSchemaOf(schema, 'output')] as const);
  return {
    openapi: '3.1.0',
    info: {
      title: '寻报 xunbao',
      version: '1',
      description: 'Search in newspaper pages, and put them in. Offsets are UTF-16 code units, end exclusive.',
    },
    servers: [{ url: address.path('/api/v1') }],
    paths: { ...searchPaths(), ...articlePaths(), ...besideArticlePaths(), ...pagePaths(), ...maintenancePaths() },
    components: {
      schemas: { ...localRefs(Object.fromEntries(answers)), ArticleInput: jsonSchemaOf(articleInputSchema, 'input') },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'Asked for only where the service has keys.' } },
    },
  };
}

function searchPaths(): ApiDescription['paths'] {
  return {
    '/search': {
      get: reading('search', 'Search articles', queryParameters(searchParametersSchema, PARAMETER_WORDS), 'SearchAnswer', [
        'CURSOR_INVALID',
        'CURSOR_EXPIRED',
      ]),
    },
    '/search/export': {
      get: giving(
        withoutUnchanged(
          reading(
            'exportSearch',
            'Articles of a search, at most 10,000, as a table or as references',
            queryParameters(exportParametersSchema, PARAMETER_WORDS),
            'Problem',
            ['CURSOR_EXPIRED'],
          ),
        ),
        EXPORT_FORMATS,
        'found; xunbao-total says how many there are, xunbao-given how many are given',
      ),
    },
    '/suggest': {
      get: reading(
        'suggest',
        'What the query may become: headlines, people, sections, words',
        queryParameters(suggestParametersSchema, {
          ...PARAMETER_WORDS,
          q: 'what has been typed so far: characters, pinyin or its initials; 64 UTF-16 units are read',
        }),
        'SuggestAnswer',
        [],
      ),
    },
    '/openapi.json': {
      get: {
        ...reading('describe', 'This description', [], 'Problem', []),
        responses: {
          200: { description: 'OpenAPI 3.1', content: json({ type: 'object' }) },
          304: UNCHANGED,
          ...problems(['HOST_UNKNOWN', 'RATE_LIMITED']),
        },
      },
    },
  };
}

/** Of an answer that is written as it goes, and has no ETag. */
function withoutUnchanged(operation: Operation): Operation {
  return { ...operation, responses: Object.fromEntries(Object.entries(operation.responses).filter(([status]) => status !== '304')) };
}

/** A call that gives files: one of `formats`. */
function giving(operation: Operation, formats: readonly ExportFormat[], description: string): Operation {
  const content = formats.map((format) => [
    EXPORT_FORMS[format].mediaType,
    { schema: format === 'csl' ? { type: 'array', items: { type: 'object' } } : { type: 'string' } },
  ]);
  return {
    ...operation,
    responses: { ...operation.responses, 200: { description, content: Object.fromEntries(content) as NonNullable<Answer['content']> } },
  };
}

const WITHHELD_WRITE = problem('ARTICLE_WITHHELD: only restoring brings it back');

/** What can be in the way of a change of a stored article. */
const EDIT_FAULTS = [
  'ARTICLE_NOT_FOUND',
  'ARTICLE_DELETED',
  'ARTICLE_INVALID',
  'ARTICLE_TOO_LARGE',
  'PRECONDITION_FAILED',
] as const satisfies readonly ProblemCode[];

/** What is made of an article, and does not change it. */
function besideArticlePaths(): ApiDescription['paths'] {
  const id = pathParameter('id', 'id of the article');
  return {
    '/articles/{id}/citation': {
      get: giving(
        reading(
          'citeArticle',
          'The reference to one article, for programs that keep references',
          [id, ...queryParameters(citationParametersSchema, PARAMETER_WORDS)],
          'Problem',
          ['ARTICLE_NOT_FOUND', 'ARTICLE_WITHHELD'],
        ),
        REFERENCE_FORMATS,
        'found',
      ),
    },
    '/similar/{id}': {
      get: reading(
        'similarArticles',
        'Articles about the same',
        [id, ...queryParameters(similarParametersSchema, PARAMETER_WORDS)],
        'SimilarAnswer',
        ['ARTICLE_NOT_FOUND', 'ARTICLE_WITHHELD'],
      ),
    },
  };
}

function articlePaths(): ApiDescription['paths'] {
  const id = pathParameter('id', 'id of the article');
  return {
    '/articles/{id}': {
      get: reading('getArticle', 'One article', [id, ...queryParameters(articleParametersSchema, PARAMETER_WORDS)], 'ArticleAnswer', [
        'ARTICLE_NOT_FOUND',
        'ARTICLE_WITHHELD',
      ]),
      put: writing('putArticle', 'Store or replace an article', [id], {
        body: { 'application/json': ref('ArticleInput') },
        answers: {
          200: answer('replaced', 'ArticleReceipt'),
          201: answer('new', 'ArticleReceipt'),
          [WITHHELD_WRITE_STATUS]: WITHHELD_WRITE,
        },
        codes: ['ARTICLE_INVALID', 'ARTICLE_TOO_LARGE'],
      }),
      patch: writing('patchArticle', 'Change fields of an article by a JSON merge patch', [id, ifMatch(true)], {
        body: { 'application/merge-patch+json': { type: 'object' }, 'application/json': { type: 'object' } },
        answers: { 200: answer('changed, and kept as decisions', 'PatchReceipt'), [WITHHELD_WRITE_STATUS]: WITHHELD_WRITE },
        codes: [...EDIT_FAULTS, 'PRECONDITION_REQUIRED'],
      }),
      delete: writing('deleteArticle', 'Delete an article', [id], {
        answers: { 204: { description: 'deleted' } },
        codes: ['ARTICLE_NOT_FOUND'],
      }),
    },
    '/articles/{id}/history': {
      get: reading('getArticleHistory', 'What was decided of an article by hand', [id], 'History', [
        'ARTICLE_NOT_FOUND',
        'ARTICLE_WITHHELD',
      ]),
    },
    '/articles/{id}/history/{n}': {
      delete: writing('takeBackDecision', 'Take a decision back', [id, pathParameter('n', 'number of the decision'), ifMatch(false)], {
        answers: { 204: { description: 'taken back, which is a decision too' }, [WITHHELD_WRITE_STATUS]: WITHHELD_WRITE },
        codes: [...EDIT_FAULTS, 'DECISION_NOT_FOUND'],
      }),
    },
    '/articles': {
      post: writing('putArticles', 'Store any number of articles, one a line; an answer a line', [], {
        body: { 'application/x-ndjson': ref('ArticleInput') },
        answers: { 200: { description: 'a line for each line', content: { 'application/x-ndjson': { schema: ref('BulkLine') } } } },
        codes: [],
      }),
    },
  };
}

/** What can be wrong with the bytes of a page. */
const PAGE_FAULTS = [
  'PAGE_EMPTY',
  'PAGE_FORM_UNKNOWN',
  'PAGE_ENCRYPTED',
  'PAGE_TEXT_LAYER_UNREADABLE',
  'PAGE_TOO_COMPLEX',
  'PAGE_TOO_LARGE',
] as const satisfies readonly ProblemCode[];

function pagePaths(): ApiDescription['paths'] {
  const place = [
    pathParameter('paper', 'name of the paper, or -'),
    pathParameter('date', 'YYYY-MM-DD, or -'),
    pathParameter('pageNumber', 'page number, or -'),
  ];
  return {
    '/pages': {
      patch: manyPageEdits(),
      get: reading(
        'listIssues',
        'Issues and their pages, newest first',
        queryParameters(issueParametersSchema, PARAMETER_WORDS),
        'IssueList',
        [],
      ),
      post: writing(
        'addPage',
        'Divide a raw page into articles and store both; as JSON, with the articles as an editor left them',
        queryParameters(newPageParametersSchema, PARAMETER_WORDS),
        {
          body: { ...pageBodies(), 'application/json': { anyOf: [jsonSchemaOf(correctedPageSchema, 'input'), RECOGNISED] } },
          answers: { 200: answer('a dry run: nothing was stored', 'DryRun'), 201: answer('stored', 'PagesReceipt') },
          codes: [...PAGE_FAULTS, 'ARTICLE_INVALID', 'ARTICLE_TOO_LARGE'],
        },
      ),
    },
    ...pageEditPaths(),
    '/pages/{id}': {
      ...pageEdits(),
      delete: writing('deletePage', 'Delete a page and its articles', [pathParameter('id', 'id of the page')], {
        answers: { 204: { description: 'deleted' } },
        codes: ['PAGE_NOT_FOUND'],
      }),
    },
    '/pages/{id}/layout': {
      get: reading('getLayout', 'Where the lines of a page stand', [pathParameter('id', 'id of the page')], 'Layout', ['PAGE_NOT_FOUND']),
    },
    '/pages/{id}/image': {
      get: pictured(
        reading(
          'getPageImage',
          'The printed page as a picture; withheld and deleted articles are covered',
          [pathParameter('id', 'id of the page'), ...queryParameters(imageParametersSchema, PARAMETER_WORDS)],
          'Problem',
          ['PAGE_NOT_FOUND', 'PAGE_WITHOUT_PICTURE', 'PAGE_PICTURE_HIDDEN', 'PAGE_TOO_COMPLEX'],
        ),
      ),
    },
    '/pages/{paper}/{date}/{pageNumber}': {
      get: reading(
        'getPage',
        'One page, its articles in printed order',
        [...place, ...queryParameters(pageParametersSchema, PARAMETER_WORDS)],
        'PageAnswer',
        ['PAGE_NOT_FOUND'],
      ),
    },
  };
}

function maintenancePaths(): ApiDescription['paths'] {
  const task = (operationId: string, summary: string, answers: AnswerName): { post: Operation } => ({
    post: writing(operationId, summary, [], { answers: { 200: answer('done', answers) }, codes: ['DICTIONARY_INVALID'] }),
  });
  const change = (operationId: string, summary: string, schema: z.ZodType, answers: Writing['answers'] = {}): { post: Operation } => ({
    post: writing(operationId, summary, [], {
      body: { 'application/json': jsonSchemaOf(schema, 'input') },
      answers: { ...answers, 204: { description: 'done' } },
      codes: ['ARTICLE_NOT_FOUND'],
    }),
  });
  return {
    '/maintenance/rebuild': task('rebuildIndex', 'Build the index anew; the old one answers meanwhile', 'RebuildReport'),
    '/maintenance/purge': task('purge', 'Remove the text of withheld and deleted articles from every file', 'PurgeReport'),
    '/maintenance/verify': task('verify', 'Check every checksum, and the index against the archive', 'StoreReport'),
    '/maintenance/withhold': change('withhold', 'Take an article out of search and say why', withholdSchema, {
      200: answer('done, and others that are much the same were withheld too', 'WithholdReceipt'),
    }),
    '/maintenance/restore': change('restore', 'Bring a withheld or deleted article back', restoreSchema),
    '/maintenance/files': {
      post: writing('addFile', 'Store a file of pages under its path', queryParameters(fileParametersSchema, PARAMETER_WORDS), {
        body: pageBodies(),
        answers: { 201: answer('stored', 'FileReceipt') },
        codes: PAGE_FAULTS,
      }),
    },
    '/maintenance/articles': {
      post: writing(
        'addFileArticle',
        'Store an article of a file; fields that are not known go into extra',
        queryParameters(sourceParametersSchema, PARAMETER_WORDS),
        {
          body: { 'application/json': { type: 'object' } },
          answers: { 200: answer('stored', 'ArticleReceipt') },
          codes: ['ARTICLE_INVALID', 'ARTICLE_TOO_LARGE'],
        },
      ),
    },
    '/maintenance/records': {
      post: writing('importRecord', 'Take in an article or tombstone as export writes it', [], {
        body: { 'application/json': { type: 'object' } },
        answers: { 200: answer('stored', 'ArticleReceipt') },
        codes: ['ARTICLE_INVALID', 'ARTICLE_TOO_LARGE'],
      }),
    },
  };
}

/** The same with a picture for an answer. */
function pictured(operation: Operation): Operation {
  const types = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'];
  const content = Object.fromEntries(types.map((type) => [type, { schema: {} }]));
  return { ...operation, responses: { ...operation.responses, 200: { description: 'found', content } } };
}

/** A page as a recognition program writes it; a corrected one has other keys. */
const RECOGNISED: JsonSchema = { type: ['object', 'array'], description: 'JSON of a recognition program, as docs/forms.md lists them' };

/** The bytes of a page, under each media type it is sent as. */
function pageBodies(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(PAGE_MEDIA_TYPES.map((mediaType) => [mediaType, mediaType.startsWith('text/') ? { type: 'string' } : {}]));
}
