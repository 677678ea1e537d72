/** The release script in a checkout of its own: dry unless told, and whole when told. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type TemporaryFolder, temporaryFolder } from './support/run-xunbao.js';

const at = (root: string, name: string): Promise<string> => readFile(path.join(root, name), 'utf8');
const git = (root: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: root, encoding: 'utf8' }).trim();

const folders: TemporaryFolder[] = [];
afterAll(() => {
  for (const folder of folders) folder.remove();
});

async function checkout(): Promise<string> {
  const made = temporaryFolder();
  folders.push(made);
  const root = made.folder;
  await mkdir(path.join(root, 'scripts'));
  await cp('scripts/release.mjs', path.join(root, 'scripts/release.mjs'));
  await writeFile(path.join(root, 'package.json'), '{\n  "version": "0.1.0"\n}\n');
  const lock = { version: '0.1.0', lockfileVersion: 3, packages: { '': { version: '0.1.0' }, other: { version: '0.1.0' } } };
  await writeFile(path.join(root, 'package-lock.json'), JSON.stringify(lock, null, 2));
  await writeFile(path.join(root, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- Something.\n\n## 0.1.0\n\n- First.\n');
  git(root, 'init', '-q');
  git(root, 'config', 'user.name', 't');
  git(root, 'config', 'user.email', 't@example.org');
  git(root, 'add', '.');
  git(root, 'commit', '-qm', 'first');
  return root;
}

const release = (root: string, ...args: string[]): ReturnType<typeof spawnSync> =>
  spawnSync(process.execPath, ['scripts/release.mjs', ...args], { cwd: root, encoding: 'utf8' });

test('says what it would do and changes nothing', async () => {
  const root = await checkout();
  const { status, stdout } = release(root, 'minor');
  expect([status, String(stdout)]).toEqual([0, expect.stringContaining('0.1.0 -> 0.2.0')]);
  expect(git(root, 'status', '--porcelain')).toBe('');
  expect(git(root, 'tag')).toBe('');
});

test('told to, writes the version everywhere, one commit, one tag', async () => {
  const root = await checkout();
  expect(release(root, 'minor', '--yes').status).toBe(0);
  expect(git(root, 'tag')).toBe('v0.2.0');
  expect(await at(root, 'package.json')).toContain('"version": "0.2.0"');
  expect(JSON.parse(await at(root, 'package-lock.json'))).toEqual({
    version: '0.2.0',
    lockfileVersion: 3,
    packages: { '': { version: '0.2.0' }, other: { version: '0.1.0' } },
  });
  expect(await at(root, 'CHANGELOG.md')).toMatch(/## 0\.2\.0 \(\d{4}-\d\d-\d\d\)\n\n- Something/);
  // Nothing stands under "Unreleased" now.
  expect([release(root, 'patch').status, git(root, 'status', '--porcelain')]).toEqual([2, '']);
});

test('refuses an unclean tree and a version that is none', async () => {
  const root = await checkout();
  expect(release(root, 'sideways').status).toBe(2);
  await writeFile(path.join(root, 'new.txt'), '');
  expect(release(root, 'patch', '--yes').status).toBe(2);
  expect(git(root, 'tag')).toBe('');
});
