import type { IndexedChange } from '../../src/archive/archive-change.js';
import { IndexFeed, type IndexSink } from '../../src/live-index/index-feed.js';

const change = (sequence: number): IndexedChange => ({ sequence, id: String(sequence), article: null });
const options = { onFailure: () => undefined, onSaveFailure: () => undefined };

class RecordingSink implements IndexSink {
  readonly batches: number[][] = [];
  saveCount = 0;
  apply(changes: readonly IndexedChange[]): Promise<void> {
    this.batches.push(changes.map(({ sequence }) => sequence));
    return new Promise((resolve) => setTimeout(resolve, 2));
  }
  save(): Promise<void> {
    this.saveCount += 1;
    return Promise.resolve();
  }
}

describe('IndexFeed', () => {
  it('applies many waiting commits at once, in order, and answers after that', async () => {
    const sink = new RecordingSink();
    const feed = new IndexFeed(sink, options);
    await Promise.all([1, 2, 3, 4].map((sequence) => feed.put([change(sequence)])));
    expect(sink.batches.flat()).toEqual([1, 2, 3, 4]);
    expect(sink.batches.length).toBeLessThan(4);
  });

  it('saves on the way, and at the end only what is not saved', async () => {
    const sink = new RecordingSink();
    const feed = new IndexFeed(sink, { ...options, saveAfterCount: 2 });
    await feed.put([change(1), change(2)]);
    await feed.put([change(3)]);
    expect(sink.saveCount).toBe(1);
    await feed.close();
    expect(sink.saveCount).toBe(2);
  });

  it('saves an index that has another shape when nothing comes for a while, or at the end', async () => {
    const sink = new RecordingSink();
    const feed = new IndexFeed(sink, { ...options, saveAfterQuietMs: 10 });
    feed.reshaped();
    expect(sink.saveCount).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([sink.saveCount, feed.unsavedCount]).toEqual([1, 0]);
    feed.reshaped();
    await feed.close();
    await feed.close();
    expect(sink.saveCount).toBe(2);
  });

  it('begins a large group beside another, at most three, and lets small ones wait and go together', async () => {
    const sink = new RecordingSink();
    let [underWay, most] = [0, 0];
    const doors: (() => void)[] = [];
    sink.apply = async (changes) => {
      sink.batches.push(changes.map(({ sequence }) => sequence));
      most = Math.max(most, (underWay += 1));
      await new Promise<void>((resolve) => doors.push(resolve));
      underWay -= 1;
    };
    const feed = new IndexFeed(sink, options);
    const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    const large = (sequence: number): IndexedChange[] => Array.from({ length: 256 }, () => change(sequence));
    const puts: Promise<void>[] = [];
    for (const changes of [[change(1)], [change(2)], [change(3)], large(4), large(5), large(6)]) {
      puts.push(feed.put(changes));
      await turn();
      await turn();
    }
    expect(sink.batches.map((batch) => new Set(batch))).toEqual([new Set([1]), new Set([2, 3, 4]), new Set([5])]);
    while (doors.length > 0) {
      doors.shift()!();
      await turn();
      await turn();
    }
    await Promise.all(puts);
    expect(most).toBe(3);
    expect(sink.batches.flat().at(-1)).toBe(6);
    await feed.close();
    expect(sink.saveCount).toBe(1);
  });

  it('goes on applying while it saves, and saves what came meanwhile too', async () => {
    const sink = new RecordingSink();
    let door: () => void = () => undefined;
    sink.save = () => {
      sink.saveCount += 1;
      return new Promise((resolve) => {
        door = resolve;
      });
    };
    const feed = new IndexFeed(sink, { ...options, saveAfterCount: 1 });
    await feed.put([change(1)]);
    await feed.put([change(2)]);
    expect(sink.saveCount).toBe(1);
    expect(feed.unsavedCount).toBe(2);
    door();
    const closed = feed.close();
    await new Promise((resolve) => setTimeout(resolve, 5));
    door();
    await closed;
    expect(sink.saveCount).toBe(2);
    expect(feed.unsavedCount).toBe(0);
  });

  it('saves when nothing has come for a while', async () => {
    const sink = new RecordingSink();
    const feed = new IndexFeed(sink, { ...options, saveAfterQuietMs: 10 });
    await feed.put([change(1)]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(sink.saveCount).toBe(1);
    await feed.close();
    expect(sink.saveCount).toBe(1);
  });

  it('after a failure refuses everything and saves nothing, so that the next start builds anew', async () => {
    const sink = new RecordingSink();
    const failures: unknown[] = [];
    sink.apply = () => Promise.reject(new Error('broken'));
    const feed = new IndexFeed(sink, { ...options, onFailure: (error) => failures.push(error) });
    await expect(feed.put([change(1)])).rejects.toThrow('broken');
    await expect(feed.put([change(2)])).rejects.toThrow('broken');
    await feed.close();
    expect(failures).toHaveLength(1);
    expect(feed.healthy).toBe(false);
    expect(sink.saveCount).toBe(0);
  });
});
