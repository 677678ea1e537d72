import { Agent, request as httpRequest } from 'node:http';
import fc from 'fast-check';

import { startServer, type RunningServer } from '../../src/http/start-server.js';
import { seed } from '../support/shared.js';
import { openApp } from './open-app.js';

const RUNS = process.env['XUNBAO_TEST_LONG'] === '1' ? 100_000 : 5_000;
const MOST_MS = 1_000;
const agent = new Agent({ keepAlive: true });

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', '__proto__', 'constructor', '..', '-', '水车', '2030-05-17', '1e9', '\u0000', '%', '<b>', '"', 'a'.repeat(3_000)),
);
const name = fc.oneof(fc.constantFrom('q', 'limit', 'offset', 'cursor', 'sort', 'from', 'to', 'paper', 'facets', 'explain', 'lang', 'dryRun'), anyText);
const step = fc.oneof(fc.constantFrom('api', 'v1', 'search', 'articles', 'pages', 'assets', 'yutai-1', '雨台晚报', '-'), anyText);
const call = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'),
  prefix: fc.constantFrom('/', '/api/v1/', '/api/v1/articles/', '/api/v1/search', '/articles/', '/pages/'),
  steps: fc.array(step, { maxLength: 3 }),
  parameters: fc.array(fc.tuple(name, anyText), { maxLength: 4 }),
  type: fc.constantFrom('application/json', 'application/x-ndjson', 'text/plain', 'text/plain; charset=', 'multipart/form-data', ''),
  encoding: fc.constantFrom('identity', 'gzip', 'deflate', 'br', 'x'),
  body: fc.oneof(fc.json(), anyText, fc.constantFrom('{"title":"x"}', '{"title":"x"}\n{', '[', '{"__proto__":1}')),
});

type Call = typeof call extends fc.Arbitrary<infer Value> ? Value : never;

describe('any request', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(openApp().app, { host: '127.0.0.1', port: 0 });
  });
  afterAll(() => server.close(1_000));

  it('is answered, and never with a fault of ours', async () => {
    const property = fc.asyncProperty(call, async (given) => {
      const startMs = performance.now();
      const status = await send(server.port, given);
      expect(performance.now() - startMs).toBeLessThan(MOST_MS);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
    });
    await fc.assert(property, { seed, numRuns: RUNS });
  }, 1_800_000);
});

function send(port: number, { method, prefix, steps, parameters, type, encoding, body }: Call): Promise<number> {
  const path = `${prefix}${steps.map((text) => encodeURIComponent(Buffer.from(text).toString())).join('/')}`;
  const query = new URLSearchParams(parameters).toString();
  const sent = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? '' : body;
  // Node itself says no length for DELETE, and the body would be taken for the next request.
  const length = { 'Content-Length': Buffer.byteLength(sent) };
  const headers = {
    ...length,
    ...(type === '' ? {} : { 'Content-Type': type }),
    ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, agent, method, path: query === '' ? path : `${path}?${query}`, headers }, (response) => {
      response.resume().once('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
    request.once('error', reject);
    request.end(sent);
  });
}
