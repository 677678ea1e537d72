/** The package as someone gets it: packed, unpacked into an otherwise empty folder, its dependencies beside it. No registry is asked. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { buildOnce, projectDir } from '../support/run-xunbao.js';

export interface InstalledPackage {
  /** Every file of the package, as it names it. */
  readonly files: readonly string[];
  readonly unpackedBytes: number;
  /** Folder of the package below `node_modules`. */
  readonly directory: string;
}

/** `npm pack`, then what `npm install FILE.tgz` leaves in `folder`. */
export function installPackage(folder: string): InstalledPackage {
  buildOnce();
  const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: projectDir,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (packed.status !== 0) throw new Error(`npm pack failed:\n${packed.stderr}`);
  const directory = path.join(folder, 'node_modules', 'xunbao');
  mkdirSync(directory, { recursive: true });
  execFileSync('tar', ['-xzf', path.join(folder, packed.stdout.trim().split('\n').at(-1)!), '--strip-components=1', '-C', directory]);
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
  return { files, unpackedBytes: files.reduce((sum, file) => sum + statSync(path.join(directory, file)).size, 0), directory };
}
