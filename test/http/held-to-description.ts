/** Holds every answer of an app to /api/v1/openapi.json: each is read as it goes out, and faults fail the test. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { describeApi } from '../../src/http/openapi/describe-api.js';
import type { Operation } from '../../src/http/openapi/describe-call.js';
import { faultsAgainst } from '../support/json-schema.js';

const description: ReturnType<typeof describeApi> = JSON.parse(JSON.stringify(describeApi()));
const faults: string[] = [];
/** Answers that were held against the description. */
export const held = { count: 0 };

afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

/** The same listener; what it answers under `/api/v1` is checked. */
export function heldToDescription(listener: RequestListener): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
    const write = response.write.bind(response) as (...args: unknown[]) => boolean;
    const keep = (chunk: unknown): void => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
    };
    Object.assign(response, {
      write: (...args: unknown[]) => {
        keep(args[0]);
        return write(...args);
      },
      end: (...args: unknown[]) => {
        keep(args[0]);
        return end(...args);
      },
    });
    const { url = '' } = request;
    response.once('finish', () => {
      faults.push(...check(request, url, response, Buffer.concat(chunks).toString()));
    });
    listener(request, response);
  };
}

function check(request: IncomingMessage, url: string, response: ServerResponse, body: string): string[] {
  const path = url.split('?', 1)[0]!.replace(/(.)\/$/, '$1');
  const { statusCode } = response;
  if (!path.startsWith('/api/v1/') || request.method === 'HEAD' || request.method === 'OPTIONS') return [];
  held.count += 1;
  const said = `${request.method ?? ''} ${path} ${statusCode}`;
  const mediaType = String(response.getHeader('content-type') ?? '').split(';', 1)[0]!;
  const operation = operationOf(request.method ?? '', path.slice('/api/v1'.length));
  // What nothing is at is a problem too, though no operation can say so.
  const answer =
    operation?.responses[String(statusCode)] ??
    (mediaType === 'application/problem+json' && [400, 404, 405].includes(statusCode)
      ? { description: '', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
      : undefined);
  if (answer === undefined) return [`${said} is not described`];
  if (answer.content === undefined) return body === '' ? [] : [`${said} has a body`];
  if (response.hasHeader('content-encoding')) return [];
  const content = answer.content[mediaType];
  if (content === undefined) return [`${said} is ${mediaType}`];
  if (mediaType.startsWith('image/')) return [];
  const values = mediaType === 'application/x-ndjson' ? body.split('\n').filter((line) => line !== '') : [body];
  const isJson = /json$/.test(mediaType);
  return values
    .flatMap((value) => faultsAgainst(isJson ? JSON.parse(value) : value, content.schema, description))
    .map((fault) => `${said} ${fault}`);
}

function operationOf(method: string, path: string): Operation | undefined {
  const template = Object.keys(description.paths)
    .toSorted((a, b) => a.split('{').length - b.split('{').length)
    .find(
      (one) =>
        new RegExp(`^${one.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path) && description.paths[one]![method.toLowerCase()] !== undefined,
    );
  return template === undefined ? undefined : description.paths[template]![method.toLowerCase()];
}
