/** The thread in which archive, index and searcher live: opens the app, says how it stands, answers calls until it is closed. */
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { openApp, type App } from '../service/app.js';
import { createLogger } from './command-context.js';
import { indexSamples } from './index-samples.js';
import type { DataNotice, DataThreadOptions } from '../service/data-thread.js';
import { EventLoopLag } from '../http/event-loop-lag.js';
import { answerCalls, plainFault } from '../service/thread-calls.js';

const port = parentPort!;
const { config, samples } = workerData as DataThreadOptions;
const logger = createLogger(config, { serving: true });
process.on('uncaughtExceptionMonitor', (err) => {
  logger.fatal({ event: 'crash', thread: 'data', err }, 'a fault nobody caught in the thread of the archive');
});

let app: App | undefined;
const say = (notice: DataNotice): void => {
  port.postMessage(notice);
};
const sayState = (): void => {
  if (app !== undefined) say({ type: 'state', readiness: app.readiness() });
};

try {
  const lag = new EventLoopLag();
  const opened = await openApp(config, logger, { onState: sayState, withCompanions: true });
  if (samples) await indexSamples(opened, logger);
  app = opened;
  answerCalls(
    port,
    { ...opened, figures: () => ({ ...opened.figures(), dataThread: { lag: lag.take(), heapBytes: getHeapStatistics().used_heap_size } }) },
    logger,
  );
  say({ type: 'open', readiness: opened.readiness() });
} catch (error) {
  say({ type: 'failed', fault: plainFault(error, logger) });
  port.close();
}
