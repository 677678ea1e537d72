import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { ReadQueue, type QueueOutcome, type Turn } from '../../src/http/read-queue.js';

const LIMITS = { underWayCount: 2, mostWaiting: 500, alwaysWaiting: 0, longestWaitMs: 250, deadlineMs: 5_000 };

/** Work that ends when it is told to. */
function held(): { readonly work: (turn: Turn) => Promise<string>; readonly end: () => void; readonly begun: () => boolean } {
  let end = (): void => undefined;
  let begun = false;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    work: async () => {
      begun = true;
      await ended;
      return 'done';
    },
    end: () => {
      end();
    },
    begun: () => begun,
  };
}

class Reader extends EventEmitter {
  closed = false;
  leave(): void {
    this.closed = true;
    this.emit('close');
  }
}

describe('ReadQueue', () => {
  it('lets two searches in at once, and the others in the order they came', async () => {
    const queue = new ReadQueue(LIMITS);
    const all = Array.from({ length: 5 }, held);
    const done = all.map(({ work }) => queue.run(work));
    await delay(1);
    const begun = () => all.map(({ begun: isBegun }) => isBegun());
    expect(begun()).toEqual([true, true, false, false, false]);
    expect(queue.waitingCount).toBe(3);
    all[1]!.end();
    await done[1];
    await delay(1);
    expect(begun()).toEqual([true, true, true, false, false]);
    for (const { end } of all) end();
    expect(await Promise.all(done)).toEqual(Array.from({ length: 5 }, () => 'done'));
    expect(queue.waitingCount).toBe(0);
  });

  it('refuses at once what would wait too long, and takes searches again when the rest is done', async () => {
    const outcomes: QueueOutcome[] = [];
    const queue = new ReadQueue({ ...LIMITS, longestWaitMs: 40 }, (outcome) => {
      outcomes.push(outcome);
    });
    // The first mean is 5 ms: nine that wait are more than 40 ms.
    const all = Array.from({ length: 11 }, held);
    const done = all.map(({ work }) => queue.run(work));
    await expect(queue.run(() => Promise.resolve('x'))).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(queue.isFull).toBe(true);
    for (const { end } of all) end();
    await Promise.all(done);
    expect(await queue.run(() => Promise.resolve('x'))).toBe('x');
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'begun')).toHaveLength(12);
  });

  it('learns how long searches take', async () => {
    const queue = new ReadQueue({ ...LIMITS, underWayCount: 1, longestWaitMs: 10 });
    for (let i = 0; i < 12; i += 1) await queue.run(() => delay(20));
    const first = queue.run(() => delay(20));
    const second = queue.run(() => delay(20));
    // One that waits takes longer than ten milliseconds by now.
    await expect(queue.run(() => delay(1))).rejects.toMatchObject({ code: 'OVERLOADED' });
    await Promise.all([first, second]);
  });

  it('lets a few wait whatever it costs', async () => {
    const queue = new ReadQueue({ ...LIMITS, alwaysWaiting: 2, longestWaitMs: 0 });
    const all = Array.from({ length: 4 }, held);
    const done = all.map(({ work }) => queue.run(work));
    expect(queue.waitingCount).toBe(2);
    await expect(queue.run(() => Promise.resolve('x'))).rejects.toMatchObject({ code: 'OVERLOADED' });
    for (const { end } of all) end();
    expect(await Promise.all(done)).toEqual(Array.from({ length: 4 }, () => 'done'));
  });

  it('never holds more than its bound', async () => {
    const queue = new ReadQueue({ ...LIMITS, mostWaiting: 3, longestWaitMs: Infinity });
    const all = Array.from({ length: 5 }, held);
    const done = all.map(({ work }) => queue.run(work));
    await expect(queue.run(() => Promise.resolve())).rejects.toMatchObject({ code: 'OVERLOADED' });
    for (const { end } of all) end();
    await Promise.all(done);
  });

  it('lets a search go whose reader has gone, and does nothing for it', async () => {
    const outcomes: QueueOutcome[] = [];
    const queue = new ReadQueue({ ...LIMITS, underWayCount: 1 }, (outcome) => {
      outcomes.push(outcome);
    });
    const [first, second, gone] = [held(), held(), held()];
    const reader = new Reader();
    const done = queue.run(first.work);
    const left = queue.run(second.work, reader);
    reader.leave();
    await expect(left).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
    const already = queue.run(gone.work, reader);
    await expect(already).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
    expect(queue.waitingCount).toBe(0);
    first.end();
    await done;
    await delay(1);
    expect([second.begun(), gone.begun()]).toEqual([false, false]);
    expect(outcomes).toEqual(['begun', 'left', 'left']);
  });

  it('lets the calls that one reader makes meanwhile share a turn', async () => {
    const queue = new ReadQueue({ ...LIMITS, underWayCount: 1 });
    const [other, first, second, later, last] = [held(), held(), held(), held(), held()];
    const reader = new Reader();
    const before = queue.run(other.work);
    const own = [queue.run(first.work, reader), queue.run(second.work, reader)];
    const behind = queue.run(last.work);
    expect(queue.waitingCount).toBe(2);
    other.end();
    await before;
    await delay(1);
    own.push(queue.run(later.work, reader));
    await delay(1);
    expect([first.begun(), second.begun(), later.begun(), last.begun()]).toEqual([true, true, true, false]);
    for (const { end } of [first, second, later]) end();
    expect(await Promise.all(own)).toEqual(['done', 'done', 'done']);
    last.end();
    await behind;
    expect(reader.listenerCount('close')).toBeLessThanOrEqual(1);
  });

  it('refuses none that it has done something for', async () => {
    const admitted = new WeakSet<Reader>();
    const [one, other] = [
      new ReadQueue(LIMITS, undefined, admitted),
      new ReadQueue({ ...LIMITS, underWayCount: 1, mostWaiting: 1 }, undefined, admitted),
    ];
    const reader = new Reader();
    await one.run(() => Promise.resolve(), reader);
    const work = held();
    const underWay = [other.run(work.work), other.run(() => Promise.resolve('first'))];
    await expect(other.run(() => Promise.resolve(), new Reader())).rejects.toMatchObject({ code: 'OVERLOADED' });
    const second = other.run(() => Promise.resolve('second'), reader);
    work.end();
    await Promise.all(underWay);
    expect(await second).toBe('second');
  });

  it('tells how much time is left, and gives up what has none', async () => {
    const queue = new ReadQueue({ ...LIMITS, underWayCount: 1, deadlineMs: 60, longestWaitMs: Infinity });
    const first = queue.run(() => delay(30));
    const second = queue.run(async (turn) => {
      await delay(50);
      return turn;
    });
    const third = queue.run(() => Promise.resolve());
    const turn = await second;
    expect(turn.waitedMs + turn.leftMs).toBeCloseTo(60, 5);
    expect(turn.waitedMs).toBeGreaterThan(20);
    await expect(third).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
    await first;
  });

  it('goes on after a search that failed', async () => {
    const queue = new ReadQueue({ ...LIMITS, underWayCount: 1 });
    const failed = queue.run(() => Promise.reject(new Error('no')));
    const next = queue.run(() => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
