import { jest } from '@jest/globals';
import { pino } from 'pino';
import { isCompactionDue, LEAST_LOG_BYTES, startCompaction } from '../../src/service/compact-when-due.js';

const logger = pino({ level: 'silent' });

describe('compaction', () => {
  it.each([
    [LEAST_LOG_BYTES - 1, 0, false],
    [LEAST_LOG_BYTES, LEAST_LOG_BYTES / 2, false],
    [LEAST_LOG_BYTES, LEAST_LOG_BYTES / 2 - 1, true],
    [LEAST_LOG_BYTES * 10, LEAST_LOG_BYTES * 9, false],
  ])('of a log of %d bytes with %d that count is due: %s', (logBytes, keptBytes, due) => {
    expect(isCompactionDue({ logBytes, keptBytes })).toBe(due);
  });

  it('runs when it is due, and a failure is no fault of the caller', async () => {
    const compact = jest.fn(() => Promise.reject(new Error('full')));
    const archive = { sizes: { logBytes: LEAST_LOG_BYTES, keptBytes: 0 }, compact };
    const compaction = startCompaction(archive, logger);
    await compaction.runIfDue();
    expect(compact).toHaveBeenCalledTimes(1);
    compaction.stop();
    const small = startCompaction({ ...archive, sizes: { logBytes: 1, keptBytes: 0 } }, logger);
    await small.runIfDue();
    expect(compact).toHaveBeenCalledTimes(1);
    small.stop();
  });
});
