/** The package in an empty folder: what it holds, the command on a folder of pages, the library with its examples and types. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';
import { promisify } from 'node:util';
import ts from 'typescript';
import type { SearchAnswer } from '../../src/search/search-answer.js';
import { startListening } from '../support/listening-child.js';
import { projectDir, temporaryFolder } from '../support/run-xunbao.js';
import { installPackage, type InstalledPackage } from './installed-package.js';

const run = promisify(execFile);
const room = temporaryFolder();
let installed: InstalledPackage;

beforeAll(() => {
  installed = installPackage(room.folder);
}, 120_000);
afterAll(() => {
  room.remove();
});

describe('what is packed', () => {
  it('is the program, its words and its documents: no tests, no sources, no archive', () => {
    const rooms = [...new Set(installed.files.map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file)))].sort();
    expect(rooms).toEqual(['LICENSE', 'README.md', 'README.zh-CN.md', 'SECURITY.md', 'data', 'dist', 'docs', 'examples', 'package.json']);
    expect(installed.files.filter((file) => /(^|\/)(test|gold|archive\.log|corpora|\.[^/]+)\b/.test(file))).toEqual([]);
  });

  it('is fetched as 700 kB at most, and is 3 MB at most without its dependencies', () => {
    expect(installed.unpackedBytes).toBeGreaterThan(1_000_000);
    expect(installed.unpackedBytes).toBeLessThanOrEqual(3_000_000);
    expect(installed.packedBytes).toBeLessThanOrEqual(700_000);
  });

  it('declares what can be reached from its door, and nothing else', () => {
    const reached = new Set(['dist/library/xunbao.d.ts']);
    for (const file of reached)
      for (const { fileName } of ts.preProcessFile(readFileSync(path.join(installed.directory, file), 'utf8')).importedFiles)
        if (fileName.startsWith('.')) reached.add(path.posix.join(path.posix.dirname(file), fileName.replace(/\.js$/, '.d.ts')));
    expect(installed.files.filter((file) => file.endsWith('.d.ts')).sort()).toEqual([...reached].sort());
  });
});

describe('what an extra needs', () => {
  it('is not brought by a plain install, and named where it is asked for', async () => {
    await expect(
      run('npx', ['--no-install', 'xunbao', 'migrate', '--to', 'disk'], {
        cwd: room.folder,
        env: { ...process.env, OPENSEARCH_URL: 'http://127.0.0.1:9' },
      }),
    ).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/EXTRA_MISSING: .*npm install @opensearch-project\/opensearch/) as string,
    });
  });
});

describe('npx xunbao serve ./my-pages', () => {
  it('reads the folder, lists what could not be read, and answers', async () => {
    const folder = room.at('editor');
    mkdirSync(path.join(folder, 'my-pages'), { recursive: true });
    cpSync(path.join(projectDir, 'data', 'pages', '杏桥晚报'), path.join(folder, 'my-pages', '杏桥晚报'), { recursive: true });
    writeFileSync(path.join(folder, 'my-pages', 'picture.txt'), Buffer.from([0, 1, 2, 0, 0, 3]));
    const service = await startListening('npx', ['--no-install', 'xunbao', 'serve', './my-pages'], folder);
    try {
      expect(service.stderr()).toContain('my-pages/picture.txt: PAGE_BINARY');
      expect(service.stderr()).toMatch(/added \d+ 新增.* failed 1 失败/);
      const { total, hits } = (await (await fetch(`${service.url}/api/v1/search?q=`)).json()) as SearchAnswer;
      expect(total).toBeGreaterThan(3);
      expect(hits[0]!.article.paper).toBe('杏桥晚报');
      expect(readdirSync(folder).sort()).toEqual(['data', 'index', 'my-pages']);
      // The scripts of its pages are put together from the packed modules.
      const [, script] = /<script src="([^"]+)"/.exec(await (await fetch(`${service.url}/`)).text())!;
      for (const address of [script!, '/embed.js']) {
        const text = await (await fetch(`${service.url}${address}`)).text();
        expect(text).toContain("'use strict';");
        expect(() => new Script(text)).not.toThrow();
      }
    } finally {
      await service.stop();
    }
  }, 30_000);

  it('passes over its own archive when it is given the folder they lie in', async () => {
    const { stdout } = await run('npx', ['--no-install', 'xunbao', 'index', '.', '--json'], { cwd: room.at('editor') }).catch(
      (error: unknown) => error as { stdout: string },
    );
    const { added, unchanged, failed } = JSON.parse(stdout) as { added: number; unchanged: number; failed: readonly { file: string }[] };
    expect([added, unchanged > 3, failed.map(({ file }) => file)]).toEqual([0, true, ['my-pages/picture.txt']]);
  });

  it('does not serve a folder that is not there', async () => {
    await expect(run('npx', ['--no-install', 'xunbao', 'serve', './my-page'], { cwd: room.at('editor') })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('FILE_NOT_FOUND: ./my-page'),
    });
  });
});

describe('the library', () => {
  it('has three names', async () => {
    const { stdout } = await run(
      process.execPath,
      ['--input-type=module', '-e', "console.log(Object.keys(await import('xunbao')).sort().join())"],
      { cwd: room.folder },
    );
    expect(stdout.trim()).toBe('SearchServiceError,openArchive,parsePage');
  });

  it('divides a page (examples/parse-a-page.mjs)', async () => {
    const { stdout } = await run(process.execPath, [path.join(installed.directory, 'examples', 'parse-a-page.mjs')]);
    expect(stdout).toContain('云湾工人报 2024-05-06 3 工友天地');
    expect(stdout).toMatch(/3\. 请给夜班宿舍挂一幅遮光帘 \[letter\]/);
  });

  it('fills an archive and searches it (examples/search-an-archive.mjs)', async () => {
    const { stdout } = await run(process.execPath, [path.join(installed.directory, 'examples', 'search-an-archive.mjs')]);
    expect(stdout).toContain('请给夜班宿舍挂一幅【遮光帘】');
    expect(stdout).toContain('1 found for 遮光帘');
  });

  it("answers in a server of one's own (examples/own-server.mjs)", async () => {
    const server = await startListening(process.execPath, [path.join(installed.directory, 'examples', 'own-server.mjs')], room.folder);
    try {
      expect(await (await fetch(`${server.url}/?q=${encodeURIComponent('遮光帘')}`)).text()).toContain(
        '<h2>请给夜班宿舍挂一幅<mark>遮光帘</mark></h2>',
      );
      const refused = await fetch(`${server.url}/?q=x&sort=sideways`);
      expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('PARAMETER_INVALID')]);
    } finally {
      expect(await server.stop()).toBe(0);
    }
  });

  it('is typed for who checks strictly and has only the types of Node', () => {
    const file = room.at('consumer.mts');
    writeFileSync(
      file,
      `import { openArchive, parsePage, SearchServiceError, type Article, type PageReading, type SearchAnswer } from 'xunbao';
const reading: PageReading = await parsePage('望渡晚报', { date: '2030-05-18' });
export const titles: readonly string[] = reading.articles.map(({ title }) => title);
export async function ask(): Promise<SearchAnswer | undefined> {
  const archive = await openArchive({ data: 'a', index: 'b' });
  const article: Article | undefined = await archive.article('x');
  try {
    return await archive.search(article?.title ?? '', { limit: 5, paper: ['望渡晚报'], facets: ['year'] });
  } catch (error) {
    if (error instanceof SearchServiceError && error.code === 'PARAMETER_INVALID') return undefined;
    throw error;
  } finally {
    await archive.close();
  }
}
// @ts-expect-error there is no such order
export const wrong = async (): Promise<unknown> => (await openArchive()).search('', { sort: 'sideways' });
`,
    );
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      types: ['node'],
      typeRoots: [path.join(projectDir, 'node_modules', '@types')],
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts'],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    });
    const ours = ts
      .getPreEmitDiagnostics(program)
      .map(({ file: where, messageText }) => `${where?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
    expect(ours).toEqual([]);
  }, 30_000);

  it('is documented, every name of it', () => {
    const api = readFileSync(path.join(projectDir, 'docs', 'library.md'), 'utf8');
    const names = ['parsePage', 'openArchive', 'SearchServiceError', 'search', 'article', 'addPage', 'addFiles', 'close'];
    expect(names.filter((name) => !api.includes(`\`${name}`))).toEqual([]);
  });
});
