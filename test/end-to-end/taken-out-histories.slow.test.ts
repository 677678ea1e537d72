/** Texts that were taken out are nowhere, and what people said stands, whatever comes after: random histories against a plain model. */
import { jest } from '@jest/globals';
import { pino } from 'pino';
import { loadConfig } from '../../src/config.js';
import { openApp } from '../../src/service/app.js';
import { startService } from '../../src/service/service.js';
import { Random } from '../support/random.js';
import { buildOnce, temporaryFolder } from '../support/run-xunbao.js';
import { seed } from '../support/shared.js';
import { History } from './taken-out-histories.js';

const HISTORIES = process.env['XUNBAO_TEST_LONG'] === '1' ? 300 : 12;
/** One archive has as many; then another begins, with the other engine. */
const PER_ARCHIVE = 6;

jest.setTimeout(3_600_000);

it(`${HISTORIES} random histories`, async () => {
  buildOnce();
  const random = new Random(seed);
  for (let first = 0; first < HISTORIES; first += PER_ARCHIVE) {
    const room = temporaryFolder();
    const engine = (first / PER_ARCHIVE) % 2 === 0 ? 'minisearch' : 'packed';
    const config = loadConfig({
      environment: { XUNBAO_ENGINE: engine, XUNBAO_RATE_LIMIT: '0' },
      options: { PORT: '0', XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at('index') },
    });
    const logger = pino({ level: 'silent' });
    const app = await openApp(config, logger, { withCompanions: true });
    const service = await startService(config, logger);
    await service.serve(app);
    try {
      for (let at = first; at < Math.min(HISTORIES, first + PER_ARCHIVE); at += 1) {
        await new History({ app, url: service.url, folder: room.at('files') }, random, `h${at}`).run().catch((cause: unknown) => {
          throw new Error(`seed ${seed}: ${(cause as Error).message}`, { cause });
        });
      }
    } finally {
      await service.close();
      await app.close();
      room.remove();
    }
  }
});
