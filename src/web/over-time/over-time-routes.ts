/** `/over-time` and its table. */
import { Router } from 'express';

import { rawParameters } from '../../http/parameters.js';
import type { AppServices } from '../../http/services.js';
import type { SendPage } from '../send-page.js';
import { overTimeCsv, overTimePage } from './over-time-page.js';
import { readOverTime } from './over-time-question.js';
import { readSeries } from './over-time-series.js';

/** The routes. */
export function overTimeRoutes(services: AppServices, send: SendPage): Router {
  const router = Router();
  router.get('/over-time', async (request, response) => {
    const { state, notes } = readOverTime(rawParameters(request));
    const series = state.queries.length === 0 ? undefined : await readSeries(services, state);
    send(request, response, (view) => overTimePage(view, state, series, notes));
  });
  router.get('/over-time.csv', async (request, response) => {
    const series = await readSeries(services, readOverTime(rawParameters(request)).state);
    response.set('Content-Disposition', 'attachment; filename="over-time.csv"');
    send(request, response, () => overTimeCsv(series), 'text/csv; charset=utf-8');
  });
  return router;
}
