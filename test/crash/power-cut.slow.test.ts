import { dump } from '../archive/archive-model.js';
import { Random } from '../support/random.js';
import { openSimulated, PAGE_IDS, runScript } from './scripted-work.js';
import { SimulatedDisk, type CrashMode } from './simulated-disk.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';

/** What the archive must hold at each sequence, from a run without a fault. */
async function expectedStates(): Promise<{ readonly bySequence: Map<number, unknown>; readonly operationCount: number }> {
  const bySequence = new Map<number, unknown>([[0, { articles: [], pages: [] }]]);
  await runScript(new SimulatedDisk(), true, (sequence, model) => bySequence.set(sequence, model.dump()));
  const { disk, archive } = await runScript(new SimulatedDisk());
  const { operationCount } = disk;
  await archive!.close();
  return { bySequence, operationCount };
}

describe('a power cut', () => {
  it.each<CrashMode>(['lose', 'keep', 'torn'])(
    'at every operation of a script loses nothing acknowledged and halves no commit (%s)',
    async (mode) => {
      const { bySequence, operationCount } = await expectedStates();
      expect(operationCount).toBeGreaterThan(150);
      const now = Date.now() % 1e6;
      const seeds = mode === 'torn' && LONG ? Array.from({ length: 20 }, (_, n) => now + n) : [now];
      // The short form takes every operation for what is lost most, and every third, another third each time, for the rest.
      const stride = LONG || mode === 'lose' ? 1 : 3;
      for (const seed of seeds) {
        for (let cutAt = seed % stride; cutAt <= operationCount; cutAt += stride) {
          const disk = new SimulatedDisk();
          disk.cutAt = cutAt;
          const { acknowledged } = await runScript(disk);
          const where = `mode ${mode}, seed ${seed}, cut at ${cutAt} (${disk.operations[cutAt] ?? 'the end'})`;
          const random = new Random(seed * 10_007 + cutAt);
          const left = disk.crash(mode, () => random.next());
          const archive = await openSimulated(left).catch((error: unknown) => {
            throw new Error(where, { cause: error });
          });
          const { sequence } = archive;
          expect({ where, kept: sequence >= acknowledged }).toEqual({ where, kept: true });
          expect({ where, sequence, found: await dump(archive, PAGE_IDS) }).toEqual({ where, sequence, found: bySequence.get(sequence) });
          // And it goes on from there.
          await archive.commit([{ type: 'delete', id: 'after' }]);
          await archive.close();
          const again = await openSimulated(left.crash('lose', Math.random));
          expect([again.sequence, again.status('after')]).toEqual([sequence + 1, 'deleted']);
        }
      }
    },
    600_000,
  );

  it('is told from a run that never syncs: the disk forgets, so the test can fail', async () => {
    const disk = new SimulatedDisk();
    const file = await disk.open('/x', 'create');
    await file.write(Buffer.from('abc'), 0);
    expect(await disk.crash('lose', Math.random).kind('/x')).toBeUndefined();
    await disk.syncFolder('/');
    expect(disk.crash('lose', Math.random).bytesOf('/x').length).toBe(0);
    await file.sync();
    expect(disk.crash('lose', Math.random).bytesOf('/x').toString()).toBe('abc');
  });
});
