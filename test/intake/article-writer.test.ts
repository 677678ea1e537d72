/* eslint-disable @typescript-eslint/require-await -- the writes under test wait for nothing */
import { ArticleWriter, type Reach, type Write } from '../../src/intake/article-writer.js';
import { KeyedLock } from '../../src/intake/keyed-lock.js';

/** A write that tells what it was asked, in order, in `asked`. */
function writeTo(id: string, reach: Reach, asked: string[]): Write<string> {
  return {
    id,
    reach: async () => {
      asked.push(`reach ${id}`);
      return reach;
    },
    decide: async (held) => {
      asked.push(`decide ${id} ${held}`);
      return { changes: [{ type: 'restore', id }], result: () => id };
    },
  };
}

describe('ArticleWriter', () => {
  it('asks each write once how far it reaches and once what it changes, the far ones alone and after the others', async () => {
    const asked: string[] = [];
    const commits: number[] = [];
    const lock = new KeyedLock();
    const alone: Promise<unknown>[] = [];
    const writer = new ArticleWriter(
      { withKeys: (keys, work) => lock.withKeys(keys, work), alone: (work) => (alone.push(Promise.resolve()), lock.alone(work)) },
      async (changes) => {
        commits.push(changes.length);
        return new Map();
      },
    );
    const settled = await writer.write([writeTo('a', 'article', asked), writeTo('b', 'archive', asked), writeTo('c', 'article', asked)]);
    expect(settled.map((one) => one.status === 'fulfilled' && one.value)).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual(['reach a', 'decide a article', 'reach b', 'reach c', 'decide c article', 'decide b archive']);
    expect(commits).toEqual([2, 1]);
    expect(alone).toHaveLength(1);
  });

  it.each(['reach', 'decide'] as const)('what %s throws is the fault of that write alone', async (member) => {
    const fault = new Error('no');
    const fail = async (): Promise<never> => {
      throw fault;
    };
    const writer = new ArticleWriter(new KeyedLock(), async () => new Map());
    const broken = (reach: Reach): Write<string> => ({ ...writeTo('b', reach, []), [member]: fail });
    for (const reach of ['article', 'archive'] as const) {
      const [first, second] = await writer.write([writeTo('a', 'article', []), broken(reach)]);
      expect(first).toEqual({ status: 'fulfilled', value: 'a' });
      expect(second).toEqual({ status: 'rejected', reason: fault });
    }
  });
});
