import fc from 'fast-check';
import { KeyedLock } from '../../src/intake/keyed-lock.js';
import { seed } from '../support/shared.js';

describe('KeyedLock', () => {
  it('keeps work on one key, and all work beside work done alone, apart and in order', async () => {
    const job = fc.record({ key: fc.option(fc.constantFrom('a', 'b', 'c')), turns: fc.nat(3), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(job, { maxLength: 12 }), async (jobs) => {
        const lock = new KeyedLock();
        const running = new Set<number>();
        const order: number[] = [];
        await Promise.allSettled(
          jobs.map(({ key, turns, fails }, index) => {
            const work = async (): Promise<void> => {
              for (const other of running) expect(key !== null && jobs[other]!.key !== null && jobs[other]!.key !== key).toBe(true);
              running.add(index);
              order.push(index);
              for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
              running.delete(index);
              if (fails) throw new Error('expected');
            };
            return key === null ? lock.alone(work) : lock.withKeys([key], work);
          }),
        );
        expect(order).toHaveLength(jobs.length);
        for (const key of ['a', 'b', 'c']) {
          const ofKey = order.filter((index) => jobs[index]!.key === key);
          expect(ofKey).toEqual([...ofKey].sort((x, y) => x - y));
        }
      }),
      { seed },
    );
  });

  it('keeps work on several keys apart from all that shares one of them, in order, and nobody waits for ever', async () => {
    const job = fc.record({ keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }), turns: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(job, { maxLength: 10 }), async (jobs) => {
        const lock = new KeyedLock();
        const running = new Set<number>();
        const order: number[] = [];
        const meets = (one: number, other: number): boolean => jobs[one]!.keys.some((key) => jobs[other]!.keys.includes(key));
        await Promise.all(
          jobs.map(({ keys, turns }, index) =>
            lock.withKeys(keys, async () => {
              for (const other of running) expect(meets(index, other)).toBe(false);
              for (const earlier of jobs.keys()) if (earlier < index && meets(earlier, index)) expect(order).toContain(earlier);
              running.add(index);
              order.push(index);
              for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
              running.delete(index);
            }),
          ),
        );
        expect(order).toHaveLength(jobs.length);
      }),
      { seed },
    );
  });

  it('lets work on different keys run at once', async () => {
    const lock = new KeyedLock();
    let release: () => void = () => undefined;
    const first = lock.withKeys(
      ['a'],
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    await lock.withKeys(['b'], () => Promise.resolve());
    release();
    await first;
  });
});
