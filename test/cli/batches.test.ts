import fc from 'fast-check';
import { BATCH, Batches } from '../../src/cli/batches.js';
import { WorkWindow } from '../../src/cli/work-window.js';
import { seed } from '../support/shared.js';

describe('Batches', () => {
  it('writes every item once, in order, in batches that end where they are full', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: BATCH.sizeBytes - 1 }), { maxLength: 20 }), async (sizes) => {
        const written: number[][] = [];
        const window = new WorkWindow({ count: 2, sizeBytes: 5 * BATCH.sizeBytes });
        const batches = new Batches<number>(window, (items) => {
          written.push([...items]);
          return Promise.resolve();
        });
        for (const [index, size] of sizes.entries()) await batches.add(index, size);
        await batches.flush();
        await window.drain();
        expect(written.flat()).toEqual(sizes.map((_, index) => index));
        for (const [at, items] of written.entries()) {
          const bytes = items.reduce((sum, index) => sum + sizes[index]!, 0);
          expect(at === written.length - 1 || bytes >= BATCH.sizeBytes).toBe(true);
          expect(bytes - sizes[items.at(-1)!]!).toBeLessThan(BATCH.sizeBytes);
        }
      }),
      { seed },
    );
  });

  it('divides many small items too', async () => {
    const counts: number[] = [];
    const window = new WorkWindow({ count: 2, sizeBytes: 1 });
    const batches = new Batches<number>(window, (items) => {
      counts.push(items.length);
      return Promise.resolve();
    });
    for (let index = 0; index < 2 * BATCH.count + 904; index += 1) await batches.add(index, 0);
    await batches.flush();
    await window.drain();
    expect(counts).toEqual([BATCH.count, BATCH.count, 904]);
  });
});
