/** Calls that overlap: analysis side by side, the engine in order. */
import type { DocumentChange, SearchEngine } from '../../src/search/engine.js';
import { type Analyse, Indexer, type IndexChange } from '../../src/search/indexer.js';
import { createSearchDocument } from '../../src/search/search-document.js';
import { article } from '../contract/contract-kit.js';
import { analyzer } from '../support/analyzer.js';

function recording(): { engine: SearchEngine; applied: [readonly string[], number][]; failAt: (sequence: number) => void } {
  const applied: [readonly string[], number][] = [];
  let failing = -1;
  const engine = {
    apply: (changes: readonly DocumentChange[], sequence: number) => {
      if (sequence === failing) return Promise.reject(new Error('no room'));
      applied.push([changes.map((change) => (change.type === 'put' ? change.document.id : `-${change.id}`)), sequence]);
      return Promise.resolve();
    },
  } as unknown as SearchEngine;
  return {
    engine,
    applied,
    failAt: (sequence) => {
      failing = sequence;
    },
  };
}

/** Analyses when it is told to, by the id of the first article. */
function held(): { analyse: Analyse; release: (id: string) => void } {
  const doors = new Map<string, () => void>();
  return {
    analyse: async (articles) => {
      if (articles.length > 0)
        await new Promise<void>((resolve) => {
          doors.set(articles[0]!.id, resolve);
        });
      return { documents: articles.map((one) => createSearchDocument(one, analyzer)) };
    },
    release: (id) => {
      doors.get(id)!();
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Indexer', () => {
  it('gives the engine what was called first first, though it is analysed last', async () => {
    const { engine, applied } = recording();
    const { analyse, release } = held();
    const indexer = new Indexer({ engine, analyzer, analyse });
    const first = indexer.apply([{ sequence: 1, id: 'a', article: article('a') }]);
    const second = indexer.apply(
      Promise.resolve([
        { sequence: 2, id: 'b', article: article('b') },
        { sequence: 3, id: 'x', article: null },
      ]),
    );
    await turn();
    release('b');
    await turn();
    expect(applied).toEqual([]);
    release('a');
    await Promise.all([first, second]);
    expect(applied).toEqual([
      [['a'], 1],
      [['b', '-x'], 3],
    ]);
  });

  it('feeds what follows beside the engine with the same, in the same order, and answers when both have it', async () => {
    const { engine } = recording();
    const { analyse, release } = held();
    const taken: string[][] = [];
    const doors: (() => void)[] = [];
    const companions = {
      apply: async (changes: readonly IndexChange[]) => {
        await new Promise<void>((resolve) => doors.push(resolve));
        taken.push(changes.map(({ id, article: one }) => (one === null ? `-${id}` : id)));
      },
    };
    const indexer = new Indexer({ engine, analyzer, analyse, companions });
    let isDone = false;
    const first = indexer.apply([{ sequence: 1, id: 'a', article: article('a') }]).then(() => {
      isDone = true;
    });
    const second = indexer.apply([{ sequence: 2, id: 'x', article: null }]);
    await turn();
    release('a');
    await turn();
    expect([doors.length, isDone]).toEqual([1, false]);
    doors[0]!();
    await first;
    await turn();
    doors[1]!();
    await second;
    expect(taken).toEqual([['a'], ['-x']]);
  });

  it('gives the engine nothing behind what failed', async () => {
    const { engine, applied, failAt } = recording();
    failAt(2);
    const indexer = new Indexer({ engine, analyzer });
    const calls = [1, 2, 3].map((sequence) => indexer.apply([{ sequence, id: `a${sequence}`, article: null }]));
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(indexer.apply([])).rejects.toThrow('no room');
    expect(applied).toEqual([[['-a1'], 1]]);
  });
});
