/** Requests of any kind: right ones, near misses and nonsense, over every call and page there is. */
import { request as httpRequest, type Agent } from 'node:http';
import fc from 'fast-check';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    '..',
    '-',
    '水车',
    '2030-05-17',
    '1e9',
    '\u0000',
    '%',
    '<b>',
    '"',
    '((((((((((',
    '-'.repeat(300),
    '水?*"～8'.repeat(40),
    'a'.repeat(3_000),
  ),
);
const PIECES = [
  '水车',
  '渡口夜班',
  '镇',
  '的',
  '3.6',
  '二〇三〇年',
  '十八大',
  '𠮷',
  'micro',
  'a',
  '軟體',
  '"',
  '“',
  '”',
  '(',
  ')',
  '（',
  '-',
  '*',
  '?',
  '~8',
  '～3',
  '|',
  ' ',
  '　',
  ' OR ',
  ' AND ',
  ' NOT ',
  '标题:',
  '记者：',
  '日期:',
  '版:',
  '2030-05..',
  '..',
  '，',
  '。',
  '\u0301',
  '\u200d',
];
/** What a reader may type: pieces of the query language in any order. */
const anyQuery = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));
const someId = fc.constantFrom('yutai-1', 'yutai-2', 'a', 'b', 'c', '编号/三?', 'constructor', 'page-0123456789abcdef-02');
const segment = fc.oneof({ weight: 5, arbitrary: someId }, { weight: 1, arbitrary: anyText });
const place = fc.constantFrom('雨台晚报', '-', '2030-05-17', '2', 'A1');
/** Calls as they are meant; what is marked : is filled in. */
const CALLS = [
  'GET /api/v1/search',
  'GET /api/v1/search',
  'GET /api/v1/search',
  'GET /',
  'GET /',
  'GET /feed.atom',
  'GET /api/v1/suggest',
  'GET /api/v1/suggest',
  'GET /api/v1/similar/:',
  'GET /api/v1/articles/:',
  'GET /articles/:',
  'GET /articles/:/trail',
  'PUT /api/v1/articles/:',
  'DELETE /api/v1/articles/:',
  'POST /api/v1/articles',
  'POST /api/v1/pages',
  'GET /api/v1/pages',
  'GET /api/v1/pages/:/:/:',
  'GET /pages',
  'GET /pages/:/:/:',
  'DELETE /api/v1/pages/:',
  'POST /api/v1/maintenance/withhold',
  'POST /api/v1/maintenance/restore',
  'POST /api/v1/maintenance/files',
  'POST /api/v1/maintenance/articles',
  'POST /api/v1/maintenance/records',
  'GET /add',
  'POST /add',
  'GET /docs',
  'GET /api/v1/openapi.json',
  'GET /readyz',
  'GET /metrics',
  'OPTIONS /api/v1/search',
];
const meant = fc
  .tuple(fc.constantFrom(...CALLS), fc.array(fc.oneof(segment, place), { minLength: 3, maxLength: 3 }))
  .map(([call, filled]) => {
    const [method, path] = call.split(' ') as [string, string];
    let at = 0;
    return { method, path: path.replaceAll(':', () => encodeURIComponent(Buffer.from(filled[at++]!).toString())) };
  });
const stray = fc
  .tuple(
    fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'),
    fc.constantFrom(
      '/',
      '/api/v1/',
      '/api/v1/articles/',
      '/api/v1/pages/',
      '/articles/',
      '/pages/',
      '/assets/',
      '/%',
      '//',
      '/api/v1/search/',
    ),
    fc.array(fc.oneof(fc.constantFrom('api', 'v1', 'search', 'articles', 'trail'), segment), { maxLength: 3 }),
  )
  .map(([method, prefix, steps]) => ({
    method,
    path: prefix + steps.map((text) => encodeURIComponent(Buffer.from(text).toString())).join('/'),
  }));

const dates = fc.constantFrom('2030', '2030-05', '2030-05-17', '2029-02-30', '9999', '');
const numbers = fc.constantFrom('1', '10', '100', '101', '-1', '1e9', '0', '10000', '١');
/** Parameters of the calls, with values that fit more often than not. */
const parameter = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constant('q'), fc.oneof(anyQuery, anyText)) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('limit', 'offset', 'pageNumber', 'explain', 'dryRun', 'lines'), numbers) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('from', 'to', 'date'), dates) },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constantFrom('paper', 'section', 'reporter', 'kind', 'source', 'cursor', 'lang'),
      fc.oneof(fc.constantFrom('雨台晚报', '乡镇', '陶砚', 'news', 'en', '/a/b.txt'), anyText),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constantFrom('sort', 'facets'),
      fc.constantFrom('newest', 'oldest', 'relevance', 'year,paper', 'month,day,section,reporter,kind,pageNumber', ',', '__proto__'),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(anyText, anyText) },
);
const header = fc.tuple(
  fc.constantFrom(
    'authorization',
    'if-none-match',
    'accept',
    'accept-language',
    'accept-encoding',
    'origin',
    'referer',
    'x-request-id',
    'x-forwarded-for',
    'range',
    'cookie',
    'access-control-request-method',
    'sec-fetch-site',
  ),
  // What a header may hold is Node's business on this side.
  fc
    .oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom('Bearer x', 'Basic eDp5', '*', 'en;q=0', 'https://evil.example', 'bytes=0-1', 'x'.repeat(2_000)),
    )
    .map((value) => value.replaceAll(/[^\x20-\x7e]/gu, '')),
);
const article = fc.record(
  {
    title: fc.oneof(fc.constant('水车转了'), anyText),
    paragraphs: fc.array(fc.oneof(fc.constant('渡口夜班加开一趟船。'), anyText), { maxLength: 3 }),
    date: dates,
    paper: fc.constantFrom('雨台晚报', ''),
    byline: fc.constantFrom({}, { reporters: ['陶砚'] }, []),
  },
  { requiredKeys: ['title'] },
);
const body = fc.oneof(
  { weight: 3, arbitrary: article.map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(article, fc.record({ id: someId, title: anyText })), { maxLength: 4 })
      .map((lines) => lines.map((line) => JSON.stringify(line)).join('\n')),
  },
  { weight: 1, arbitrary: fc.record({ id: someId, reason: anyText }, { requiredKeys: ['id'] }).map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{"title":"x"}\n{',
      '[',
      '{"__proto__":1}',
      '雨台晚报\n\n水车转了\n\n本报讯 昨天。\n',
      'text=%E6%B0%B4%E8%BD%A6&do=store',
      'do=store&text=%',
    ),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: anyText },
);
/** The type a call takes, or another. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^POST .*\/api\/v1\/articles$/, 'application/x-ndjson'],
  [/pages|files/, 'text/plain'],
  [/\/add$/, 'application/x-www-form-urlencoded'],
  [/./, 'application/json'],
];

/**
 * Any request: calls as they are meant with any parameters and bodies, and calls nobody meant. `purge`, `rebuild` and `verify` are not
 * among them: they do much work for a word.
 */
export const anyRequest = fc
  .record({
    target: fc.oneof({ weight: 4, arbitrary: meant }, { weight: 1, arbitrary: stray }),
    parameters: fc.array(parameter, { maxLength: 3 }),
    headers: fc.array(header, { maxLength: 2 }),
    type: fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'application/json',
          'application/x-ndjson',
          'text/plain',
          'text/plain; charset=',
          'multipart/form-data',
          '',
        ),
      },
    ),
    encoding: fc.oneof(
      { weight: 6, arbitrary: fc.constant('identity') },
      { weight: 1, arbitrary: fc.constantFrom('gzip', 'deflate', 'br', 'x') },
    ),
    body,
  })
  .map(({ target: { method, path }, parameters, type, ...rest }) => ({
    ...rest,
    method,
    // Of a call that writes, parameters are mostly none.
    path:
      parameters.length === 0 || (['PUT', 'DELETE'].includes(method) && parameters.length < 3)
        ? path
        : `${path}?${new URLSearchParams(parameters).toString()}`,
    type: type ?? TYPES.find(([pattern]) => pattern.test(`${method} ${path}`))![1],
  }));

export type AnyRequest = typeof anyRequest extends fc.Arbitrary<infer Value> ? Value : never;

/** Sends one to a service on this machine; resolves with the status when the answer is whole. */
export function sendAny(port: number, agent: Agent, { method, path, headers, type, encoding, body: content }: AnyRequest): Promise<number> {
  const sent = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? '' : content;
  const all = {
    ...Object.fromEntries(headers),
    // Node itself says no length for DELETE, and the body would be taken for the next request.
    'Content-Length': Buffer.byteLength(sent),
    ...(type !== '' && { 'Content-Type': type }),
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, agent, method, path, headers: all }, (response) => {
      response
        .resume()
        .once('end', () => {
          resolve(response.statusCode ?? 0);
        })
        .once('error', reject);
    });
    request.once('error', reject);
    request.end(sent);
  });
}
