/** Each extra taken away: what is left compiles, reads a page and finds its articles, and says what is missing where it is asked for. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildOnce, projectDir, temporaryFolder } from '../support/run-xunbao.js';

const EXTRAS = readdirSync(path.join(projectDir, 'src', 'extras'));
/** What asks for an extra from the command line, and what the help says where it is not there. */
const CALLS: Readonly<
  Record<string, { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>>; readonly help: string }>
> = {
  opensearch: { args: ['migrate', '--to', 'disk'], env: { OPENSEARCH_URL: 'http://127.0.0.1:9' }, help: 'the extra opensearch' },
  mcp: { args: ['mcp'], env: {}, help: 'the extra mcp' },
  'ocr-forms': { args: ['parse', 'page.xml'], env: {}, help: 'segment raw pages' },
};

const QUICK_START = `
import { openArchive } from './dist/library/xunbao.js';
const archive = await openArchive({ data: 'archive', index: 'index' });
await archive.addFiles([process.argv[2]]);
const { total, hits } = await archive.search('');
await archive.close();
console.log(JSON.stringify({ total, papers: [...new Set(hits.map(({ article }) => article.paper))] }));
`;

const room = temporaryFolder();
const copy = room.at('copy');
const compiler = path.join(projectDir, 'node_modules', 'typescript', 'bin', 'tsc');
/** Only what depends on what changed is compiled again: an extra is taken out of the same copy after the other. */
const compile = (): Buffer => execFileSync(process.execPath, [compiler, '-p', '.', '--incremental'], { cwd: copy });
const xunbao = (args: readonly string[], env: Readonly<Record<string, string>> = {}): ReturnType<typeof spawnSync> =>
  spawnSync(process.execPath, ['dist/cli/main.js', ...args], { cwd: copy, env: { ...process.env, ...env }, encoding: 'utf8' });

beforeAll(() => {
  buildOnce();
  mkdirSync(path.join(copy, 'data'), { recursive: true });
  for (const name of ['src', 'package.json', 'tsconfig.json'])
    cpSync(path.join(projectDir, name), path.join(copy, name), { recursive: true });
  for (const name of readdirSync(path.join(projectDir, 'data'), { withFileTypes: true }))
    if (name.isFile()) cpSync(path.join(projectDir, 'data', name.name), path.join(copy, 'data', name.name));
  symlinkSync(path.join(projectDir, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  compile();
}, 240_000);
afterAll(() => {
  room.remove();
});

describe.each(EXTRAS)('without the extra %s', (extra) => {
  const source = path.join(copy, 'src', 'extras', extra);
  const compiled = path.join(copy, 'dist', 'extras', extra);

  beforeAll(() => {
    renameSync(source, room.at(extra));
    rmSync(compiled, { recursive: true });
    compile();
    expect(existsSync(compiled)).toBe(false);
  }, 240_000);
  afterAll(() => {
    renameSync(room.at(extra), source);
    cpSync(path.join(projectDir, 'dist', 'extras', extra), compiled, { recursive: true });
  });

  it('a page is read and its articles are found', () => {
    writeFileSync(path.join(copy, 'start.mjs'), QUICK_START);
    for (const folder of ['archive', 'index']) rmSync(path.join(copy, folder), { recursive: true, force: true });
    const pages = path.join(projectDir, 'data', 'pages', '杏桥晚报');
    const found = execFileSync(process.execPath, ['start.mjs', pages], { cwd: copy, encoding: 'utf8' });
    expect(JSON.parse(found)).toEqual({ total: expect.any(Number) as number, papers: ['杏桥晚报'] });
  }, 60_000);

  it('the help is there, and what asks for it says what to install', () => {
    const { args, env, help } = CALLS[extra]!;
    expect(xunbao(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining(help) as string });
    writeFileSync(path.join(copy, 'page.xml'), '<alto><Layout><Page><PrintSpace/></Page></Layout></alto>');
    expect(xunbao(args, env)).toMatchObject({ status: 1, stderr: expect.stringMatching(/EXTRA_MISSING: .*npm install /) as string });
  }, 60_000);
});
