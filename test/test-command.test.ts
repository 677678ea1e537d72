/** `scripts/test.mjs`: which suites a run takes. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectDir } from './support/run-xunbao.js';

/** The suites a run with these arguments would take, by their path under test/. */
function suites(args: readonly string[], env: Readonly<Record<string, string>> = {}): string[] {
  const outside = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('XUNBAO_TEST_')));
  const { status, stdout } = spawnSync(process.execPath, [path.join(projectDir, 'scripts', 'test.mjs'), ...args, '--listTests'], {
    encoding: 'utf8',
    env: { ...outside, ...env },
  });
  expect(status).toBe(0);
  return stdout
    .trim()
    .split('\n')
    .map((file) => path.relative(path.join(projectDir, 'test'), file).split(path.sep).join('/'));
}

const formsOf = (files: readonly string[]): string[] =>
  [...new Set(files.map((file) => /\.(slow|long)\.test\.ts$/.exec(file)?.[1] ?? 'plain'))].sort();

describe('npm test', () => {
  it.each([
    { args: [], env: {}, forms: ['plain'] },
    { args: [], env: { XUNBAO_TEST_ALL: '1' }, forms: ['plain', 'slow'] },
    { args: ['--long'], env: {}, forms: ['long', 'plain', 'slow'] },
    { args: [], env: { XUNBAO_TEST_LONG: '1' }, forms: ['long', 'plain', 'slow'] },
  ])('takes with $args and $env: $forms', ({ args, env, forms }) => {
    const taken = suites(args, env);
    expect(formsOf(taken)).toEqual(forms);
    expect(taken).toContain('architecture.test.ts');
  });

  it('takes what is named and nothing else, the slow of it too', () => {
    const taken = suites(['test/crash']);
    expect(formsOf(taken)).toEqual(['plain', 'slow']);
    expect(taken.every((file) => file.startsWith('crash/'))).toBe(true);
    expect(formsOf(suites(['test/browser', '--long']))).toEqual(['long', 'slow']);
  });
});
