/** One call of the API as OpenAPI describes it: its parameters, what it takes, every way it can answer. */
import type { z } from 'zod';

import { STATUS_BY_CODE, type ProblemCode } from '../problem.js';
import {
  articleAnswerSchema,
  articleReceiptSchema,
  bulkLineSchema,
  dryRunSchema,
  fileReceiptSchema,
  historySchema,
  issueListSchema,
  layoutAnswerSchema,
  pageAnswerSchema,
  pageReceiptSchema,
  pagesReceiptSchema,
  patchReceiptSchema,
  problemSchema,
  purgeReportSchema,
  rebuildReportSchema,
  searchAnswerSchema,
  similarAnswerSchema,
  storeReportSchema,
  suggestAnswerSchema,
  withholdReceiptSchema,
} from './answer-schemas.js';
import { handPageSchema, pagePatchesReceiptSchema, pagePatchReceiptSchema } from './page-edit-schemas.js';
import type { JsonSchema, Parameter } from './describe-parameters.js';

interface MediaType {
  readonly schema: JsonSchema;
}

/** An answer by its status. */
export interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, MediaType>>;
}

/** One method of one path. */
export interface Operation {
  readonly summary: string;
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: true; readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<Record<string, Answer>>;
  readonly security?: readonly JsonSchema[];
}

/** The shapes that answers have, by name. */
export const ANSWERS = {
  SearchAnswer: searchAnswerSchema,
  SimilarAnswer: similarAnswerSchema,
  SuggestAnswer: suggestAnswerSchema,
  ArticleAnswer: articleAnswerSchema,
  ArticleReceipt: articleReceiptSchema,
  PatchReceipt: patchReceiptSchema,
  History: historySchema,
  BulkLine: bulkLineSchema,
  PageReceipt: pageReceiptSchema,
  PagesReceipt: pagesReceiptSchema,
  WithholdReceipt: withholdReceiptSchema,
  DryRun: dryRunSchema,
  IssueList: issueListSchema,
  HandPage: handPageSchema,
  PagePatchReceipt: pagePatchReceiptSchema,
  PagePatchesReceipt: pagePatchesReceiptSchema,
  Layout: layoutAnswerSchema,
  PageAnswer: pageAnswerSchema,
  FileReceipt: fileReceiptSchema,
  RebuildReport: rebuildReportSchema,
  PurgeReport: purgeReportSchema,
  StoreReport: storeReportSchema,
  Problem: problemSchema,
} satisfies Record<string, z.ZodType>;

/** Name of a shape. */
export type AnswerName = keyof typeof ANSWERS | 'ArticleInput';

/** An answer without a body: what the caller has is what there is. */
export const UNCHANGED: Answer = { description: 'unchanged since the ETag that was sent' };

/** What any call can answer. */
const EVERYWHERE: readonly ProblemCode[] = [
  'PARAMETER_INVALID',
  'REQUEST_UNREADABLE',
  'UNAUTHORIZED',
  'ARCHIVE_OTHER',
  'HOST_UNKNOWN',
  'RATE_LIMITED',
  'INTERNAL',
  'NOT_READY',
  'OVERLOADED',
  'QUERY_TIMEOUT',
  'CLUSTER_UNAVAILABLE',
  'CLUSTER_REFUSED',
];

/** A call that reads; `answers` is the shape of what is found. */
export function reading(
  operationId: string,
  summary: string,
  parameters: readonly Parameter[],
  answers: AnswerName,
  codes: readonly ProblemCode[],
): Operation {
  const found = { 200: answer('found', answers), 304: UNCHANGED };
  return { summary, operationId, parameters, responses: { ...found, ...problems([...EVERYWHERE, ...codes]) }, security: [{}, { key: [] }] };
}

/** What a call takes and answers that writes. */
export interface Writing {
  readonly body?: Readonly<Record<string, JsonSchema>>;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly codes: readonly ProblemCode[];
}

/** A call that writes. */
export function writing(
  operationId: string,
  summary: string,
  parameters: readonly Parameter[],
  { body, answers, codes }: Writing,
): Operation {
  const content = Object.fromEntries(Object.entries(body ?? {}).map(([mediaType, schema]) => [mediaType, { schema }]));
  return {
    summary,
    operationId,
    parameters,
    ...(body !== undefined && { requestBody: { required: true as const, content } }),
    responses: {
      ...answers,
      ...problems([...EVERYWHERE, 'FORBIDDEN', 'BODY_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED', 'STORAGE_FULL', ...codes]),
    },
    security: [{}, { key: [] }],
  };
}

/** The answers that refuse, by their status. */
export function problems(codes: readonly ProblemCode[]): Record<string, Answer> {
  const statuses = [...new Set(codes.map((code) => STATUS_BY_CODE[code]))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const description = codes.filter((code) => STATUS_BY_CODE[code] === status).join(', ');
      return [status, problem(description)];
    }),
  );
}

/** One of them. */
export function problem(description: string): Answer {
  return { description, content: { 'application/problem+json': { schema: ref('Problem') } } };
}

/** A parameter that stands in the path. */
export function pathParameter(name: string, description: string): Parameter {
  return { name, in: 'path', required: true, description, schema: { type: 'string' } };
}

/** The header that names the state that is changed. */
export function ifMatch(required: boolean): Parameter {
  return { name: 'If-Match', in: 'header', required, description: 'ETag of the state that is changed, or *', schema: { type: 'string' } };
}

/** An answer with a body in JSON. */
export function answer(description: string, name: AnswerName): Answer {
  return { description, content: json(ref(name)) };
}

/** A body in JSON. */
export function json(schema: JsonSchema): Record<string, MediaType> {
  return { 'application/json': { schema } };
}

/** Points to a shape by its name. */
export function ref(name: AnswerName): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}
