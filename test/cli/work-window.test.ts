import fc from 'fast-check';
import { WorkWindow } from '../../src/cli/work-window.js';
import { seed } from '../support/shared.js';

describe('WorkWindow', () => {
  it('never runs more jobs or more bytes at once than allowed, and runs all in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        async (sizes, count) => {
          const window = new WorkWindow({ count, sizeBytes: 10 });
          const running = new Set<number>();
          const started: number[] = [];
          for (const [index, size] of sizes.entries()) {
            await window.add(size, async () => {
              running.add(index);
              started.push(index);
              const total = [...running].reduce((sum, one) => sum + sizes[one]!, 0);
              expect(running.size === 1 || (running.size <= count && total <= 10)).toBe(true);
              await Promise.resolve();
              running.delete(index);
            });
          }
          await window.drain();
          expect(started).toEqual(sizes.map((_, index) => index));
          expect(running.size).toBe(0);
        },
      ),
      { seed },
    );
  });
});
