/** The files that put the service into a container or under systemd. What runs them is in containers.long.test.ts. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from '../support/run-xunbao.js';
import { copiedOf, instructions, isSent } from './build-context.js';

const unit = readFileSync(path.join(projectDir, 'deploy', 'xunbao.service'), 'utf8');
const operating = readFileSync(path.join(projectDir, 'docs', 'operating.md'), 'utf8');

describe('.dockerignore', () => {
  it.each([
    'data/archive/articles.log',
    'data/archive/words/synonyms.txt',
    'data/words/synonyms.txt',
    'index/service.json',
    'archive/articles.log',
    'papers/2030-05-18/03.pdf',
    'xunbao.config.json',
    '.env',
    '.git/config',
    'node_modules/express/package.json',
    'test/fixtures/formats/x',
    'dist/cli/main.js',
  ])('lets %s out', (file) => {
    expect(isSent(file)).toBe(false);
  });

  it.each(['src/cli/main.ts', 'data/synonyms.txt', 'package-lock.json', 'scripts/minify.mjs'])('lets %s in', (file) => {
    expect(isSent(file)).toBe(true);
  });
});

describe('the Dockerfile', () => {
  const last = Math.max(...instructions.map(({ stage }) => stage));
  const ofImage = (name: string): readonly string[] =>
    instructions.filter((one) => one.stage === last && one.name === name).map(({ rest }) => rest);

  it('copies what is there and sent, and of the first stage what that makes', () => {
    const copies = instructions.filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'));
    const sources = copies.flatMap(({ rest }) => copiedOf(rest));
    expect(sources.length).toBeGreaterThan(4);
    expect(sources.filter((source) => !existsSync(path.join(projectDir, source)) || !isSent(source))).toEqual([]);
    expect(instructions.filter(({ name }) => name === 'ADD')).toEqual([]);
  });

  it('makes an image that is not root, says how it is, and keeps its two folders outside', () => {
    const [user] = ofImage('USER');
    expect(user).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
    expect(ofImage('HEALTHCHECK').join()).toContain('/healthz');
    expect(ofImage('VOLUME')).toEqual(['["/archive", "/index"]']);
    expect(ofImage('RUN').join()).toContain(`chown ${user!} /archive /index`);
    const [settings] = ofImage('ENV');
    expect(settings).toMatch(/XUNBAO_DATA=\/archive XUNBAO_INDEX=\/index/);
    expect(settings).not.toMatch(/KEY|PASSWORD/);
  });

  it('has the Node that docs recommend', () => {
    const readme = readFileSync(path.join(projectDir, 'README.md'), 'utf8');
    const [, recommended] = /\((\d+) is recommended\)/.exec(readme)!;
    const bases = instructions.filter(({ name }) => name === 'FROM').map(({ rest }) => rest);
    expect(bases.every((base) => base.startsWith(`node:${recommended!}-`))).toBe(true);
  });
});

describe('the unit for systemd', () => {
  it.each([
    'DynamicUser=yes',
    'ProtectSystem=strict',
    'ProtectHome=yes',
    'NoNewPrivileges=yes',
    'CapabilityBoundingSet=',
    'RestrictNamespaces=yes',
    'SystemCallFilter=@system-service',
    'StateDirectory=xunbao',
    'Restart=on-failure',
    'UMask=0077',
  ])('says %s', (line) => {
    expect(unit.split('\n')).toContain(line);
  });

  it('does not forbid code that is made while it runs, which is what JavaScript is', () => {
    expect(unit).not.toContain('MemoryDenyWriteExecute');
  });

  it('and the container are in docs/operating.md', () => {
    for (const file of ['deploy/xunbao.service', 'Dockerfile', '.dockerignore']) expect(operating).toContain(`(../${file})`);
  });
});
