/** `--prune`: what counts as gone, and when nothing is removed because it may only be out of sight. */
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DISK, findFiles, type FolderReader } from '../../src/cli/find-files.js';
import { importFiles } from '../../src/cli/import-files.js';
import { pruneGone, type Pruning } from '../../src/cli/prune.js';
import { openTemporaryIntake, type TemporaryIntake } from '../intake/temporary-intake.js';

const nothing = (): void => undefined;
const progress = { read: nothing, done: nothing, say: nothing, stop: nothing };
let folder: string;
let store: TemporaryIntake;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xunbao-prune-'));
  store = await openTemporaryIntake();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (...parts: readonly string[]): string => path.join(folder, ...parts);
const remove = (...files: readonly string[]): void => {
  for (const file of files) rmSync(at(file), { recursive: true });
};

/** A page for each number, in files of these names. */
function write(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(
      at(file),
      `望渡城的${file.replace(/\D/gu, '')}号渡口重开\n\n停了半年的渡口昨天重开，文件${file}记下了这一天，乘客排起长队，船工说水位正好。\n`,
    );
  }
}

async function index(
  named: readonly string[],
  { disk = DISK, force }: { readonly disk?: FolderReader; readonly force?: boolean } = {},
): Promise<Pruning> {
  const found = await findFiles(
    named.map((one) => at(one)),
    disk,
  );
  await importFiles(found, { intake: store.intake, progress, given: {} });
  return force === undefined ? { removed: 0, refused: [] } : pruneGone(store, found, force);
}

const kept = (): readonly string[] =>
  store.archive
    .pages()
    .map(({ source }) => path.relative(folder, source!))
    .sort();
const reasons = ({ removed, refused }: Pruning): readonly unknown[] => [
  removed,
  ...refused.map(({ file, code, reason }) => [path.relative(folder, file), code, reason]),
];

describe('pruning', () => {
  it('removes up to half of the pages of a folder, and with force more', async () => {
    write('a/1.txt', 'a/2.txt', 'a/3.txt', 'a/4.txt', 'b/5.txt');
    await index(['a', 'b']);
    remove('a/1.txt', 'a/2.txt');
    expect(await index(['a', 'b'], { force: false })).toEqual({ removed: 2, refused: [] });
    remove('a/3.txt');
    expect(await index(['a'], { force: false })).toEqual({ removed: 1, refused: [] });
    write('a/6.txt', 'a/7.txt');
    await index(['a']);
    remove('a/4.txt', 'a/6.txt');
    expect(reasons(await index(['a', 'b'], { force: false }))).toEqual([
      0,
      ['a', 'PRUNE_REFUSED', expect.stringContaining('2 of the 3 pages')],
    ]);
    expect(kept()).toEqual(['a/4.txt', 'a/6.txt', 'a/7.txt', 'b/5.txt']);
    expect(await index(['a', 'b'], { force: true })).toEqual({ removed: 2, refused: [] });
    expect(kept()).toEqual(['a/7.txt', 'b/5.txt']);
  });

  it('removes nothing anywhere where one folder is missing, or holds no file that can be read', async () => {
    write('a/1.txt', 'a/2.txt', 'mounted/3.txt');
    await index(['a', 'mounted']);
    remove('a/1.txt', 'mounted');
    for (const stand of ['missing', 'empty', 'lost+found'] as const) {
      if (stand !== 'missing') mkdirSync(at('mounted', stand === 'empty' ? '' : stand), { recursive: true });
      expect(reasons(await index(['a', 'mounted'], { force: false }))).toEqual([
        0,
        ['mounted', 'PRUNE_REFUSED', expect.stringContaining('may not be mounted')],
      ]);
    }
    expect(kept()).toHaveLength(3);
    remove('mounted');
    expect(await index(['a', 'mounted'], { force: true })).toMatchObject({ removed: 2 });
    expect(kept()).toEqual(['a/2.txt']);
  });

  it('removes nothing where a folder within is empty of pages it had, as a disk that is not mounted leaves it', async () => {
    write('a/1.txt', 'a/2.txt', 'a/3.txt', 'a/disk/4.txt');
    await index(['a']);
    remove('a/disk/4.txt');
    expect(reasons(await index(['a'], { force: false }))).toEqual([0, ['a', 'PRUNE_REFUSED', expect.stringContaining(at('a', 'disk'))]]);
    remove('a/disk');
    expect(await index(['a'], { force: false })).toMatchObject({ removed: 1 });
  });

  it('removes nothing where a part cannot be read, and with force nothing of that part', async () => {
    write('a/1.txt', 'a/2.txt', 'a/closed/3.txt');
    await index(['a']);
    remove('a/1.txt', 'a/closed/3.txt');
    const disk: FolderReader = {
      ...DISK,
      names: (file) =>
        String(file).endsWith('closed') ? Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' })) : DISK.names(file),
    };
    expect(reasons(await index(['a'], { disk, force: false }))).toEqual([
      0,
      ['a', 'PRUNE_REFUSED', expect.stringContaining('closed cannot be read')],
    ]);
    expect(await index(['a'], { disk, force: true })).toMatchObject({ removed: 1 });
    expect(kept()).toEqual(['a/2.txt', 'a/closed/3.txt']);
  });

  it('takes what it has passed over for there, and what it knows by another name', async () => {
    write('a/1.txt', 'a/2.txt', 'a/3.txt', 'elsewhere/4.txt', 'a/.hidden/5.txt');
    symlinkSync(at('elsewhere'), at('a', 'link'));
    await index(['a', 'a/link', 'a/.hidden/5.txt']);
    remove('a/1.txt', 'elsewhere', 'a/.hidden/5.txt');
    // The link leads nowhere now, and what is hidden was not looked at.
    expect(await index(['a'], { force: false })).toMatchObject({ removed: 1 });
    expect(kept()).toEqual(['a/.hidden/5.txt', 'a/2.txt', 'a/3.txt', 'a/link/4.txt']);
    symlinkSync('a', at('way'));
    remove('a/2.txt');
    expect(await index(['way'], { force: false })).toMatchObject({ removed: 1 });
    expect(kept()).not.toContain('a/2.txt');
  });

  it('removes the page of a name that is no UTF-8 when its file is gone, and not before', async () => {
    write('a/1.txt', 'a/2.txt');
    const odd = Buffer.concat([Buffer.from(`${at('a')}/`), Buffer.from([0xb1, 0xa8]), Buffer.from('.txt')]);
    cpSync(at('a/1.txt'), at('a/9.txt'));
    writeFileSync(at('a/9.txt'), '新桥的第九根桩\n\n第九根桩昨天打下，桥工说地质比图上好，年底前可以合龙。\n');
    renameSync(at('a/9.txt'), odd);
    await index(['a']);
    expect(await index(['a'], { force: false })).toMatchObject({ removed: 0 });
    expect(kept()).toContain('a/%B1%A8.txt');
    rmSync(odd);
    expect(await index(['a'], { force: false })).toMatchObject({ removed: 1 });
  });
});
