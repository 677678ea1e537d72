/** What follows the archive beside the index cannot take the index down with it, and forgets what goes whatever it is doing. */
import { jest } from '@jest/globals';
import { pino } from 'pino';
import type { IndexedChange } from '../../src/archive/archive-change.js';
import type { CompanionFiles } from '../../src/live-index/companion-files.js';
import { Companions, type CompanionsParts } from '../../src/live-index/companions.js';
import type { ArticleDigest } from '../../src/search/article-digest.js';
import type { Companion } from '../../src/search/companion.js';
import type { IndexChange } from '../../src/search/indexer.js';
import { article } from '../contract/contract-kit.js';

const change = (id: string, sequence: number): IndexedChange => ({ id, sequence, article: null });
const put = (id: string, sequence: number): IndexedChange => ({ id, sequence, article: article(id) });

/** An archive of these changes whose articles live unless they are named in `gone`. */
function archiveOf(changes: readonly IndexedChange[], gone: ReadonlySet<string> = new Set()): CompanionsParts['archive'] {
  return {
    horizon: 0,
    checkHeld: () => Promise.resolve(),
    sequence: changes.at(-1)?.sequence ?? 0,
    status: (id: string) => (gone.has(id) ? 'deleted' : 'live'),
    changesSince: async function* since(sequence: number) {
      await Promise.resolve();
      yield* changes.filter((one) => one.sequence > sequence);
    },
  };
}

function companionsOver(companion: Companion, more: Partial<CompanionsParts> = {}): Companions {
  return new Companions({
    archive: archiveOf([]),
    joined: { expand: (changes: readonly IndexedChange[]) => Promise.resolve(changes) },
    pool: { digests: () => Promise.resolve(undefined) },
    companions: [companion],
    files: { load: () => Promise.resolve(0), save: () => Promise.resolve() } as unknown as CompanionFiles,
    logger: pino({ level: 'silent' }),
    ...more,
  });
}

/** Notes what it is given: `a`, `-a` where it goes, `a!` where it comes with its digest. */
function listening(): Companion & { readonly taken: string[]; readonly held: Set<string> } {
  const [taken, held]: [string[], Set<string>] = [[], new Set()];
  return {
    taken,
    held,
    name: 'listening',
    version: '1',
    load: () => undefined,
    clear: () => {
      held.clear();
    },
    save: () => new Uint8Array(),
    apply: (changes: readonly IndexChange[], digests?: readonly ArticleDigest[]) => {
      for (const { id, article: one } of changes) {
        taken.push(`${one === null ? '-' : ''}${id}${digests === undefined || one === null ? '' : '!'}`);
        if (one === null) held.delete(id);
        else held.add(id);
      }
      return Promise.resolve();
    },
  };
}

describe('companions', () => {
  it('that go as far as the index are fed with it from the first change on', async () => {
    const companion = listening();
    const companions = companionsOver(companion, {
      archive: archiveOf([put('a', 1), put('b', 2)]),
      files: { load: () => Promise.resolve(1), save: () => Promise.resolve() } as never,
    });
    await companions.open(1);
    await companions.apply([put('b', 2)], []);
    companions.start();
    await companions.settled();
    await companions.close();
    expect(companion.taken).toEqual(['b!']);
  });

  it('that are behind the index take in what they lack, once, and until then of what comes only what goes', async () => {
    const companion = listening();
    const companions = companionsOver(companion, { archive: archiveOf([put('a', 1), put('b', 2)]) });
    await companions.open(2);
    await companions.apply([change('x', 2), put('b', 2)], []);
    companions.start();
    await companions.settled();
    await companions.close();
    expect(companion.taken).toEqual(['-x', 'a', 'b']);
  });

  it('are read by a worker where they are far behind', async () => {
    const companion = listening();
    const many = Array.from({ length: 600 }, (_, at) => put(`a${at}`, at + 1));
    const sizes: number[] = [];
    const pool = {
      digests: (articles: readonly unknown[]) => {
        sizes.push(articles.length);
        return Promise.resolve(articles.length < 128 ? undefined : []);
      },
    };
    const companions = companionsOver(companion, { archive: archiveOf(many), pool });
    await companions.open(600);
    companions.start();
    await companions.settled();
    await companions.close();
    expect(sizes).toEqual([256, 256, 88]);
    expect([companion.held.size, companion.taken.length, companion.taken.filter((one) => one.endsWith('!')).length]).toEqual([
      600, 600, 512,
    ]);
  });

  it('do not take in again what was taken out while a worker read it', async () => {
    const companion = listening();
    const gone = new Set<string>();
    const many = Array.from({ length: 200 }, (_, at) => put(`a${at}`, at + 1));
    const pool = {
      digests: async () => {
        gone.add('a7');
        await companions.apply([change('a7', 201)]);
        return [];
      },
    };
    const companions = companionsOver(companion, { archive: archiveOf(many, gone), pool });
    await companions.open(200);
    companions.start();
    await companions.settled();
    expect(companion.held.has('a7')).toBe(false);
    expect(companion.held.size).toBe(199);
    await companions.close();
  });

  it('begin anew where the index does', async () => {
    const companion = listening();
    const companions = companionsOver(companion);
    await companions.open(0);
    await companions.apply([put('a', 1)]);
    await companions.restart();
    await companions.apply([put('b', 2)]);
    expect([...companion.held]).toEqual(['b']);
    await companions.close();
  });
});

describe('a companion that fails', () => {
  it('is emptied and left alone; writes go on, and nothing of it is saved', async () => {
    const calls: string[] = [];
    const failing: Companion = {
      name: 'failing',
      version: '1',
      apply: (changes) => {
        calls.push(`apply ${changes.length}`);
        return changes.some(({ id }) => id === 'bad') ? Promise.reject(new TypeError('no such reading')) : Promise.resolve();
      },
      save: () => {
        calls.push('save');
        return new Uint8Array();
      },
      load: () => undefined,
      clear: () => {
        calls.push('clear');
      },
    };
    const log: string[] = [];
    const companions = companionsOver(failing, {
      files: {
        load: () => Promise.resolve(0),
        save: () => {
          calls.push('written');
          return Promise.resolve();
        },
      } as unknown as CompanionFiles,
      logger: pino(
        { level: 'error' },
        {
          write: (line: string) => {
            log.push(line);
          },
        },
      ),
    });
    await companions.open(0);
    companions.start();
    await companions.settled();
    await companions.apply([change('good', 1)]);
    await companions.apply([change('bad', 2)]);
    await companions.apply([change('good', 3)]);
    await companions.close();
    expect(calls).toEqual(['apply 1', 'apply 1', 'clear']);
    expect(log.filter((line) => line.includes('companions-failed'))).toHaveLength(1);
  });
});

jest.setTimeout(20_000);
