/** The package as someone gets it: packed, unpacked into an otherwise empty folder, its dependencies beside it. No registry is asked. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { buildOnce, projectDir } from '../support/run-xunbao.js';

export interface InstalledPackage {
  /** Every file of the package, as it names it. */
  readonly files: readonly string[];
  /** Of the file that is fetched. */
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Folder of the package below `node_modules`. */
  readonly directory: string;
}

/** `npm pack` with what it runs before, then what `npm install FILE.tgz` leaves in `folder`: of peers that are optional nothing. */
export function installPackage(folder: string): InstalledPackage {
  buildOnce();
  const packed = spawnSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: projectDir,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (packed.status !== 0) throw new Error(`npm pack failed:\n${packed.stderr}`);
  const directory = path.join(folder, 'node_modules', 'xunbao');
  mkdirSync(directory, { recursive: true });
  const file = path.join(folder, packed.stdout.trim().split('\n').at(-1)!);
  execFileSync('tar', ['-xzf', file, '--strip-components=1', '-C', directory]);
  const { dependencies, bin } = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    bin: { xunbao: string };
  };
  for (const name of Object.keys(dependencies)) {
    const link = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(realpathSync(path.join(projectDir, 'node_modules', name)), link);
  }
  mkdirSync(path.join(folder, 'node_modules', '.bin'));
  chmodSync(path.join(directory, bin.xunbao), 0o755);
  symlinkSync(path.join('..', 'xunbao', bin.xunbao), path.join(folder, 'node_modules', '.bin', 'xunbao'));
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  const unpackedBytes = files.reduce((sum, name) => sum + statSync(path.join(directory, name)).size, 0);
  return { files, packedBytes: statSync(file).size, unpackedBytes, directory };
}
