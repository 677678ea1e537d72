/** `POST /articles`: any number of articles as NDJSON, answered line by line while they come in. */
import { createGunzip } from 'node:zlib';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';

import { MAX_ARTICLE_BYTES } from '../../intake/input-limits.js';
import { ndjsonLines } from '../../intake/ndjson-lines.js';
import { SearchServiceError } from '../../search-service-error.js';
import { requireMediaType } from '../body.js';
import { writeBulk, type BulkAnswer } from '../bulk-write.js';
import { HeldLines } from '../held-lines.js';
import { workingFor } from '../idle-connections.js';
import type { Metrics } from '../metrics.js';
import { refuseParameters } from '../parameters.js';
import { requestIdOf } from '../request-id.js';
import type { AppServices } from '../services.js';
import { onlyMethods } from './method-not-allowed.js';

/** Where what happens is noted. */
export interface Watch {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The route that takes many articles. */
export function bulkRoute(services: AppServices, writeAccess: RequestHandler, watch: Watch): Router {
  const router = Router();
  router
    .route('/articles')
    .post(writeAccess, requireMediaType('application/x-ndjson'), async (request, response) => {
      refuseParameters(request);
      const body = unpacked(request);
      response.status(200).type('application/x-ndjson').set('X-Accel-Buffering', 'no');
      await answerLines(services, body, response, watch);
    })
    .all(onlyMethods('POST'));
  return router;
}

function unpacked(request: Request): AsyncIterable<Uint8Array> {
  switch ((request.headers['content-encoding'] ?? 'identity').toLowerCase()) {
    case 'identity':
      return request as AsyncIterable<Uint8Array>;
    case 'gzip':
      return gunzipped(request);
    default:
      throw new SearchServiceError('MEDIA_TYPE_UNSUPPORTED', 'The body may be sent as it is or with Content-Encoding: gzip.');
  }
}

/** Not `pipeline`: on a fault of the packing it would destroy the connection before the answer is out. */
function gunzipped(request: Request): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip();
  const giveUp = (): void => {
    gunzip.destroy(new Error('the body broke off'));
  };
  request.once('error', giveUp).once('aborted', giveUp);
  gunzip.once('close', () => {
    request.unpipe(gunzip).resume();
  });
  return request.pipe(gunzip) as AsyncIterable<Uint8Array>;
}

async function answerLines(
  services: AppServices,
  body: AsyncIterable<Uint8Array>,
  response: Response,
  { logger, metrics }: Watch,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  const held = new HeldLines(response, gone.signal);
  let lastLine = 0;
  try {
    await writeBulk(ndjsonLines(body, MAX_ARTICLE_BYTES), {
      put: (article) => workingFor(response, services.intake.putArticle(article, 'api')),
      send: async (answer) => {
        lastLine = answer.line;
        metrics.bulkLine(answer.status);
        await held.send(lineOf(answer));
      },
      onFailure: (error) => {
        logger.error({ event: 'bulk-line-failed', requestId: requestIdOf(response), err: error }, 'a line of a bulk write failed');
      },
    });
  } catch {
    // The status is sent already, so what broke off the body is said as one more line, if anybody still listens.
    if (!gone.signal.aborted) {
      const error = {
        code: 'BODY_UNREADABLE',
        detail: 'The body could not be read further; the lines answered above are stored.',
      } as const;
      await held.send(lineOf({ line: lastLine + 1, id: null, status: 'failed', error })).catch(() => undefined);
    }
  }
  if (!gone.signal.aborted) await held.flush().catch(() => undefined);
  response.end();
}

function lineOf(answer: BulkAnswer): string {
  return `${JSON.stringify(answer)}\n`;
}
