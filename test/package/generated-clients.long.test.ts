/** The description of the API as makers of clients take it: each is installed, run, and what it makes is compiled. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeApi } from '../../src/http/openapi/describe-api.js';
import { hasCommand } from '../support/listening-child.js';
import { projectDir, temporaryFolder } from '../support/run-xunbao.js';
import { describeWith } from '../support/shared.js';

const GENERATOR = '7.25.0';
const room = temporaryFolder();
const description = room.at('openapi.json');
const inRoom = { cwd: room.folder, stdio: 'pipe' as const };

beforeAll(() => {
  writeFileSync(description, JSON.stringify(describeApi()));
  writeFileSync(room.at('package.json'), '{}');
});
afterAll(() => {
  room.remove();
});

it('openapi-typescript makes types that compile', () => {
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', 'openapi-typescript@7.13.0'], inRoom);
  execFileSync('npx', ['--no-install', 'openapi-typescript', description, '-o', 'api.d.ts'], inRoom);
  const tsc = path.join(projectDir, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '--noEmit', '--strict', '--skipLibCheck', 'false', 'api.d.ts'], inRoom);
  expect(readFileSync(room.at('api.d.ts'), 'utf8')).toContain('SearchAnswer: {');
}, 180_000);

describeWith(hasCommand('python3'), 'there is no python3', 'openapi-python-client', () => {
  it('makes a package that is imported, with every call it has a form for', () => {
    execFileSync('python3', ['-m', 'venv', room.at('python')], inRoom);
    execFileSync(room.at('python', 'bin', 'pip'), ['install', '--quiet', 'openapi-python-client==0.29.1'], inRoom);
    const made = spawnSync(
      room.at('python', 'bin', 'openapi-python-client'),
      ['generate', '--path', description, '--output-path', room.at('client'), '--meta', 'none'],
      { cwd: room.folder, encoding: 'utf8' },
    );
    expect(made.status).toBe(0);
    execFileSync(
      room.at('python', 'bin', 'python'),
      ['-c', 'import client.models; from client.api.default import search, get_article'],
      inRoom,
    );
    expect(readdirSync(room.at('client', 'api', 'default')).length).toBeGreaterThan(20);
  }, 240_000);
});

describeWith(hasCommand('mvn') && hasCommand('java'), 'there is no Maven', 'openapi-generator', () => {
  it('finds the description valid, and makes a client of it', () => {
    const artifact = `org.openapitools:openapi-generator-cli:${GENERATOR}`;
    execFileSync('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${room.folder}`], inRoom);
    const jar = ['-jar', room.at(`openapi-generator-cli-${GENERATOR}.jar`)];
    expect(execFileSync('java', [...jar, 'validate', '-i', description], { encoding: 'utf8' })).not.toMatch(/Errors:/);
    execFileSync('java', [...jar, 'generate', '-i', description, '-g', 'typescript-fetch', '-o', room.at('fetch')], inRoom);
    expect(readdirSync(room.at('fetch', 'models')).length).toBeGreaterThan(10);
  }, 300_000);
});
