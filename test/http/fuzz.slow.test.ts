import { Agent } from 'node:http';
import fc from 'fast-check';

import { startServer, type RunningServer } from '../../src/http/start-server.js';
import { seed } from '../support/shared.js';
import { anyRequest, sendAny } from './any-request.js';
import { openApp } from './open-app.js';

/** The many are sent to the whole service (end-to-end/fuzzed-requests.slow.test.ts); here each answer is held to the description. */
const RUNS = process.env['XUNBAO_TEST_LONG'] === '1' ? 20_000 : 700;
const agent = new Agent({ keepAlive: true });

describe('any request', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(openApp().app, { host: '127.0.0.1', port: 0 });
  });
  afterAll(() => {
    agent.destroy();
    return server.close(1_000);
  });

  it('is answered as the description says, and never with a fault of ours', async () => {
    const property = fc.asyncProperty(anyRequest, async (given) => {
      const status = await sendAny(server.port, agent, given);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
    });
    await fc.assert(property, { seed, numRuns: RUNS });
  }, 1_800_000);
});
