import type { SearchEngine } from '../../src/search/engine.js';
import { openEmpty, openIndex, resumeAt } from '../../src/live-index/replay.js';

/** An index that has followed its archive up to `sequence`; `calls` tells what was done to it. */
function savedAt(sequence: number): { engine: SearchEngine; calls: string[] } {
  const calls: string[] = [];
  const engine: Partial<SearchEngine> = {
    open: (version) => {
      calls.push(`open ${version}`);
      return Promise.resolve({ sequence, reason: sequence === 0 ? 'none' : 'loaded' });
    },
    clear: () => {
      calls.push('clear');
      return Promise.resolve();
    },
  };
  return { engine: engine as SearchEngine, calls };
}

/** Changes before the seventh were compacted away. */
const ARCHIVE = { sequence: 9, horizon: 7 };

describe('an index that is opened over its archive', () => {
  it.each([
    [9, 9, 'is up to it'],
    [8, 8, 'is a little behind'],
    [7, 7, 'is just not too far behind'],
    [6, 0, 'cannot hear of removals any more'],
    [10, 0, 'saw another history'],
    [0, 0, 'is empty'],
  ])('and goes up to %i goes on behind %i: it %s', async (sequence, from) => {
    expect(resumeAt(sequence, ARCHIVE)).toBe(from);
    const { engine, calls } = savedAt(sequence);
    expect(await openIndex(engine, 'v', ARCHIVE)).toMatchObject({ from, isLost: from < sequence });
    expect(calls).toEqual(from < sequence ? ['open v', 'clear'] : ['open v']);
  });

  it('to be filled anew keeps nothing of an earlier filling', async () => {
    for (const [sequence, wanted] of [
      [0, ['open v']],
      [5, ['open v', 'clear']],
    ] as const) {
      const { engine, calls } = savedAt(sequence);
      await openEmpty(engine, 'v');
      expect(calls).toEqual(wanted);
    }
  });
});
