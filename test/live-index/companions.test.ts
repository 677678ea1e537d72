/** What follows the archive beside the index cannot take the index down with it. */
import { pino } from 'pino';
import type { IndexedChange } from '../../src/archive/archive-change.js';
import type { CompanionFiles } from '../../src/live-index/companion-files.js';
import { Companions } from '../../src/live-index/companions.js';
import type { Companion } from '../../src/search/companion.js';

function companionsOver(companion: Companion): Companions {
  return new Companions({
    archive: { sequence: 0, horizon: 0, status: () => 'live', changesSince: () => (async function* none() { await Promise.resolve(); })() } as never,
    joined: { expand: (changes: readonly IndexedChange[]) => Promise.resolve(changes) },
    companions: [companion],
    files: { load: () => Promise.resolve(0), save: () => Promise.resolve() } as unknown as CompanionFiles,
    logger: pino({ level: 'silent' }),
  });
}

describe('companions', () => {
  it('take writes in the order of the calls, whichever is ready first', async () => {
    const taken: string[] = [];
    const companions = companionsOver({
      name: 'listening', version: '1', load: () => undefined, clear: () => undefined, save: () => new Uint8Array(),
      apply: (changes) => { taken.push(...changes.map(({ id }) => id)); return Promise.resolve(); },
    });
    await companions.open();
    await companions.settled();
    const slow = new Promise<readonly IndexedChange[]>((resolve) => { setTimeout(() => { resolve([{ id: 'put', sequence: 1, article: null }]); }, 20); });
    await Promise.all([companions.apply(slow), companions.apply([{ id: 'removed', sequence: 2, article: null }])]);
    await companions.close();
    expect(taken).toEqual(['put', 'removed']);
  });
});

describe('a companion that fails', () => {
  it('is emptied and left alone; writes go on, and nothing of it is saved', async () => {
    const calls: string[] = [];
    const failing: Companion = {
      name: 'failing', version: '1',
      apply: (changes) => { calls.push(`apply ${changes.length}`); return changes.some(({ id }) => id === 'bad') ? Promise.reject(new TypeError('no such reading')) : Promise.resolve(); },
      save: () => { calls.push('save'); return new Uint8Array(); },
      load: () => undefined,
      clear: () => { calls.push('clear'); },
    };
    const log: string[] = [];
    const companions = new Companions({
      archive: { sequence: 0, horizon: 0, status: () => 'live', changesSince: () => (async function* none() { await Promise.resolve(); })() } as never,
      joined: { expand: (changes: readonly IndexedChange[]) => Promise.resolve(changes) },
      companions: [failing],
      files: { load: () => Promise.resolve(0), save: () => { calls.push('written'); return Promise.resolve(); } } as unknown as CompanionFiles,
      logger: pino({ level: 'error' }, { write: (line: string) => { log.push(line); } }),
    });
    await companions.open();
    await companions.settled();
    const change = (id: string, sequence: number): IndexedChange => ({ id, sequence, article: null });
    await companions.apply([change('good', 1)]);
    await companions.apply([change('bad', 2)]);
    await companions.apply([change('good', 3)]);
    await companions.close();
    expect(calls).toEqual(['apply 1', 'apply 1', 'clear']);
    expect(log.filter((line) => line.includes('companions-failed'))).toHaveLength(1);
  });
});
