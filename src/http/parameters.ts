/** The query string of a URL, read once, and checked against a schema. */
import type { Request } from 'express';
import { z } from 'zod';

import { pageInfoShape } from '../article/article-schema.js';
import { faultsOf, InvalidInputError } from '../article/invalid-input-error.js';
import { isAfter, isDate } from '../notation/date-range.js';

/** Every parameter of a URL in its order; a repeated one has several values. Bad percent-encoding becomes U+FFFD. */
export type RawParameters = ReadonlyMap<string, readonly string[]>;

/** Parameters whose values are a reader's text. */
const TEXTS: ReadonlySet<string> = new Set(['q', 'paper', 'section', 'pageNumber', 'reporter', 'kind']);
/** What `escape()` of browsers and old server pages write for a character; no percent-encoding. */
const ESCAPED = /%u([\da-f]{4})/i;

/**
 * Reads the query string. Express's `request.query` parses anew at each look, and drops what goes past 1,000 pairs. Throws
 * PARAMETER_INVALID for a text in which `%uXXXX` stands: read as it is, it would find nothing and say nothing.
 */
export function rawParameters(request: Pick<Request, 'originalUrl'>): RawParameters {
  const start = request.originalUrl.indexOf('?');
  const parameters = new Map<string, string[]>();
  if (start >= 0) {
    const query = request.originalUrl.slice(start + 1);
    if (ESCAPED.test(query)) refuseEscaped(query);
    for (const [name, value] of new URLSearchParams(query)) {
      const values = parameters.get(name);
      if (values === undefined) {
        parameters.set(name, [value]);
      } else {
        values.push(value);
      }
    }
  }
  return parameters;
}

function refuseEscaped(query: string): void {
  const faults = query.split('&').flatMap((pair) => {
    const end = pair.indexOf('=');
    const found = ESCAPED.exec(pair.slice(end + 1));
    const name = pair.slice(0, Math.max(end, 0));
    return found !== null && TEXTS.has(name) ? [{ path: name, message: howToSend(found[0], found[1]!) }] : [];
  });
  if (faults.length > 0) throw new InvalidInputError('PARAMETER_INVALID', 'A parameter of the URL is not valid', faults);
}

function howToSend(escaped: string, digits: string): string {
  // Half of a pair is shown by another character.
  const shown = /^d[89a-f]/i.test(digits) ? '工' : String.fromCharCode(parseInt(digits, 16));
  const sent = encodeURIComponent(shown);
  return (
    `${escaped} is no percent-encoding: send ${shown} as ${sent}, with encodeURIComponent() where escape() was used ` +
    `地址里的文字请按 UTF-8 编码：${shown} 写作 ${sent}，用 encodeURIComponent()，不用 escape()`
  );
}

/** Checks all parameters at once. Throws PARAMETER_INVALID that names each fault's parameter. */
export function parseParameters<Schema extends z.ZodType>(schema: Schema, raw: RawParameters): z.output<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(raw));
  if (!parsed.success) {
    throw new InvalidInputError('PARAMETER_INVALID', 'A parameter of the URL is not valid', parameterFaults(parsed.error));
  }
  return parsed.data;
}

const noParameters = z.strictObject({});

/** For a call that takes none. Throws PARAMETER_INVALID that names each there is. */
export function refuseParameters(request: Pick<Request, 'originalUrl'>): void {
  parseParameters(noParameters, rawParameters(request));
}

function parameterFaults(error: z.ZodError): { path: string; message: string }[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0
      ? issue.keys.map((key) => ({ path: key, message: 'unknown parameter' }))
      : faultsOf(new z.ZodError([{ ...issue, path: issue.path.slice(0, 1) }])),
  );
}

/** How a value stands in a URL, as JSON Schema, for the description of the API; what is not here describes itself. */
export const urlValues = z.registry<{ readonly schema: Readonly<Record<string, unknown>> }>();

/** A parameter that may stand once. */
export const single = z
  .array(z.string())
  .max(1, 'may stand only once')
  .transform(([value = '']) => value)
  .register(urlValues, { schema: { type: 'string' } });

/** A whole number of `min` to `max` in plain digits. */
export function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return single
    .pipe(
      z
        .string()
        .regex(/^\d{1,9}$/, { message, abort: true })
        .transform(Number)
        .refine((value) => value >= min && value <= max, message),
    )
    .register(urlValues, { schema: { type: 'integer', minimum: min, maximum: max } });
}

/** The same for pages, which forgive: `fallback` where there is no such number. */
export function wholeNumberOr(fallback: number, text: string | undefined): number {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : fallback;
}

/** `1` for yes, `0` for no. */
export const flag = single
  .pipe(z.enum(['0', '1'], 'must be 1 or 0'))
  .transform((value) => value === '1')
  .register(urlValues, { schema: { type: 'string', enum: ['0', '1'] } });

/** Where a page belongs, as far as it is given: these go before what the page itself prints. */
export const placeParameters = {
  paper: single.pipe(pageInfoShape.paper.unwrap()).exactOptional(),
  date: single.pipe(pageInfoShape.date.unwrap()).exactOptional(),
  pageNumber: single.pipe(pageInfoShape.pageNumber.unwrap()).exactOptional(),
};

/** The same alone, strict. */
export const placeParametersSchema = z.strictObject(placeParameters);

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` in the calendar. */
export const datePrefix = single
  .pipe(z.string().refine(isDatePrefix, 'must be a date written YYYY, YYYY-MM or YYYY-MM-DD'))
  .register(urlValues, { schema: { type: 'string', pattern: '^\\d{4}(-\\d{2}){0,2}$' } });

/** True for `YYYY`, `YYYY-MM` or `YYYY-MM-DD` in the calendar. */
export function isDatePrefix(text: string): boolean {
  return isDate(text) && !text.startsWith('0000');
}

/** True when the day span from the start of `from` to the end of `to` is empty. */
export function isBackwards(from: string | undefined, to: string | undefined): boolean {
  return from !== undefined && to !== undefined && isAfter(from, to);
}
