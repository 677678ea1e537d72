/** `POST /articles`: any number of articles as NDJSON, answered line by line while they come in. */
import { once } from 'node:events';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';

import { SearchServiceError } from '../../search-service-error.js';
import { MAX_ARTICLE_BYTES, requireMediaType } from '../body.js';
import { writeBulk, type BulkAnswer } from '../bulk-write.js';
import { ndjsonLines } from '../ndjson-lines.js';
import { parseParameters, rawParameters } from '../parameters.js';
import { requestIdOf } from '../request-id.js';
import type { AppServices } from '../services.js';
import { onlyMethods } from './method-not-allowed.js';

const noParametersSchema = z.strictObject({});

/** The route that takes many articles. */
export function bulkRoute(services: AppServices, writeAccess: RequestHandler, logger: Logger): Router {
  const router = Router();
  router
    .route('/articles')
    .post(writeAccess, requireMediaType('application/x-ndjson'), async (request, response) => {
      parseParameters(noParametersSchema, rawParameters(request));
      const body = unpacked(request);
      response.status(200).type('application/x-ndjson').set('X-Accel-Buffering', 'no');
      await answerLines(services, body, response, logger);
    })
    .all(onlyMethods('POST'));
  return router;
}

function unpacked(request: Request): AsyncIterable<Uint8Array> {
  switch ((request.headers['content-encoding'] ?? 'identity').toLowerCase()) {
    case 'identity':
      return request as AsyncIterable<Uint8Array>;
    case 'gzip':
      // A fault of either stream ends the iteration with that fault.
      return pipeline(request, createGunzip(), () => undefined) as AsyncIterable<Uint8Array>;
    default:
      throw new SearchServiceError('MEDIA_TYPE_UNSUPPORTED', 'The body may be sent as it is or with Content-Encoding: gzip.');
  }
}

async function answerLines(services: AppServices, body: AsyncIterable<Uint8Array>, response: Response, logger: Logger): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  let lastLine = 0;
  try {
    await writeBulk(ndjsonLines(body, MAX_ARTICLE_BYTES), {
      put: (article) => services.intake.putArticle(article, 'api'),
      send: async (answer) => {
        lastLine = answer.line;
        await sendLine(response, answer, gone.signal);
      },
      onFailure: (error) => {
        logger.error({ event: 'bulk-line-failed', requestId: requestIdOf(response), err: error }, 'a line of a bulk write failed');
      },
    });
  } catch {
    // The status is sent already, so what broke off the body is said as one more line, if anybody still listens.
    if (!gone.signal.aborted) {
      const error = { code: 'BODY_UNREADABLE', detail: 'The body could not be read further; the lines answered above are stored.' } as const;
      await sendLine(response, { line: lastLine + 1, id: null, status: 'failed', error }, gone.signal).catch(() => undefined);
    }
  }
  response.end();
}

async function sendLine(response: Response, answer: BulkAnswer, gone: AbortSignal): Promise<void> {
  gone.throwIfAborted();
  if (!response.write(`${JSON.stringify(answer)}\n`)) {
    await once(response, 'drain', { signal: gone });
  }
}
