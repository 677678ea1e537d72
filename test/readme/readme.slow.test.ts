/**
 * Every command of both READMEs is run, in the order of their text, and gives what is printed under it. A command nobody runs here fails
 * the first test. The program, the box and the steps of a package that they lead to stand in docs/library.md and docs/embed.md.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { writePdf } from '../page/pdf/write-pdf.js';
import { installPackage } from '../package/installed-package.js';
import { hasCommand, startListening, type ListeningChild } from '../support/listening-child.js';
import { buildOnce, projectDir, temporaryFolder } from '../support/run-xunbao.js';
import { describeWith } from '../support/shared.js';
import { codeBlocks, commandsOf, type CodeBlock } from './code-blocks.js';

const run = promisify(execFile);
const room = temporaryFolder();
const store = { XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at('index') };
const readmes = ['README.md', 'README.zh-CN.md'].map((name) => {
  const text = readFileSync(path.join(projectDir, name), 'utf8');
  return { name, text, blocks: codeBlocks(text) };
});
const [english] = readmes as [(typeof readmes)[number]];
const blockOf = (language: string): CodeBlock => english.blocks.find((block) => block.language === language)!;
const blockIn = (document: string, language: string): CodeBlock =>
  codeBlocks(readFileSync(path.join(projectDir, 'docs', document), 'utf8')).find((block) => block.language === language)!;

/** Commands of the READMEs that the tests below run. */
const RUN_BELOW: readonly string[] = [
  'npm start',
  'curl -G http://127.0.0.1:3000/api/v1/search --data-urlencode q=遮光帘',
  'npm run -s xunbao -- index 日报',
  'npm run -s xunbao -- --help',
];

/** `npm run -s xunbao -- ARGS`: npm itself would leave the folder of the test for the checkout's. */
async function xunbao(command: string, cwd = room.folder): Promise<string> {
  const prefix = 'npm run -s xunbao -- ';
  expect(command.startsWith(prefix)).toBe(true);
  const { stdout } = await run(
    process.execPath,
    [path.join(projectDir, 'scripts', 'run.mjs'), ...command.slice(prefix.length).split(' ')],
    { cwd, env: { ...process.env, ...store } },
  );
  return stdout;
}

beforeAll(() => {
  buildOnce();
}, 60_000);
afterAll(() => {
  room.remove();
});

describe('the READMEs', () => {
  it.each(readmes)('$name has no command that is not run here, and lacks none', ({ blocks }) => {
    expect([...new Set(commandsOf(blocks))]).toEqual(
      [...new Set(RUN_BELOW)].sort((a, b) => commandsOf(english.blocks).indexOf(a) - commandsOf(english.blocks).indexOf(b)),
    );
  });

  it('show the same answers, programs and pages in both languages', () => {
    const shown = readmes.map(({ blocks }) => blocks.filter(({ language }) => language !== 'sh'));
    expect(shown[1]).toEqual(shown[0]);
  });

  it('have the picture, as the program draws it now', async () => {
    for (const { text } of readmes) expect(text).toContain('(docs/images/page-to-articles.svg)');
    await run(process.execPath, [path.join(projectDir, 'scripts', 'picture.mjs'), '--check']);
  });

  it.each(readmes)('$name has at most 120 lines, one picture, and the figures of docs/segmentation.md', ({ text }) => {
    expect(text.split('\n').length).toBeLessThanOrEqual(121);
    expect(text.match(/!\[/g)).toHaveLength(1);
    const counted = readFileSync(path.join(projectDir, 'docs', 'segmentation.md'), 'utf8').split(
      '## From a raw page to a found article',
    )[1]!;
    const figures = /^\| (?:1\.000|\.\d{3})(?: \| (?:1\.000|\.\d{3})){3,} \|$/m.exec(text)![0].match(/1\.000|\.\d{3}/g)!;
    expect(figures.filter((figure) => !counted.includes(`| ${figure} |`))).toEqual([]);
  });

  it('lead to findings that are run', () => {
    for (const { text } of readmes) expect(text.match(/\(findings\/[\w-]+\.sh\)/g)).toHaveLength(3);
    const scripts = readdirSync(path.join(projectDir, 'findings'));
    expect(scripts.length).toBeGreaterThanOrEqual(10);
    for (const script of scripts) expect(readFileSync(path.join(projectDir, 'findings', script), 'utf8')).toMatch(/^# Versions: /m);
  });

  it('lead to an embed of ten lines', () => {
    expect(blockIn('embed.md', 'html').text.trim().split('\n').length).toBeLessThanOrEqual(10);
  });
});

describe('npm start', () => {
  let service: ListeningChild;
  beforeAll(async () => {
    service = await startListening('npm', ['start'], projectDir, store);
  }, 60_000);
  afterAll(async () => {
    await service.stop();
  });

  describeWith(hasCommand('curl'), 'there is no curl', 'the search', () => {
    it('answers as it is printed', async () => {
      const [command] = commandsOf(english.blocks).filter((line) => line.startsWith('curl'));
      const [, ...args] = command!.replace('http://127.0.0.1:3000', service.url).split(' ');
      const { stdout } = await run('curl', ['--silent', ...args]);
      expect(JSON.parse(stdout)).toMatchObject(JSON.parse(blockOf('json').text));
    });
  });

  it("takes pages of one's own", async () => {
    mkdirSync(room.at('日报', '2023-12-01'), { recursive: true });
    writeFileSync(
      room.at('日报', '2023-12-01', '03.txt'),
      '渡口夜班加开一趟船\n\n　　从今晚起，望渡渡口夜班加开一趟船，末班船改到十一点半。\n',
    );
    const lines = ['码头添了三盏灯', '望渡码头昨晚添了三盏灯，夜里下船看得清台阶。'];
    const texts = lines.map((text, i) => ({ text, x: 60, y: 90 + 40 * i, size: 24 - 12 * i }));
    writeFileSync(room.at('日报', '2023-12-01', '04.pdf'), writePdf([{ width: 595, height: 842, texts }]));
    expect(await xunbao('npm run -s xunbao -- index 日报')).toMatch(/^added 2 /);
    expect(await xunbao('npm run -s xunbao -- index 日报')).toMatch(/^added 0 .*unchanged 2 /);
    expect(await totalOf(service.url, '"末班船改到十一点半" 日期:2023-12-01 版:3')).toBe(1);
    expect(await totalOf(service.url, '"添了三盏灯" 日期:2023-12-01 版:4')).toBe(1);
    expect(await xunbao('npm run -s xunbao -- --help')).toMatch(/parse[\s\S]*index[\s\S]*serve[\s\S]*search/);
  }, 30_000);

  it('serves the box for other sites', async () => {
    expect(await (await fetch(`${service.url}/embed.js`)).text()).toContain('xunbao-search');
  });

  it('has every call of the table', async () => {
    const { paths } = (await (await fetch(`${service.url}/api/v1/openapi.json`)).json()) as { paths: Record<string, object> };
    const described = Object.entries(paths).flatMap(([address, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${address.replace('/api/v1', '')}`),
    );
    for (const { text } of readmes) {
      const named = [...text.matchAll(/`(GET|PUT|POST|DELETE) (\/[^`?]*)/g)]
        .map(([, method, address]) => `${method} ${address}`)
        .filter((call) => !call.endsWith('z'));
      expect(named.length).toBeGreaterThan(2);
      expect(named.filter((call) => !described.includes(call) && call !== 'GET /openapi.json')).toEqual([]);
    }
  });
});

it('npm test is what runs this', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['test']).toBe('node scripts/setup.mjs && node scripts/test.mjs');
  expect(readFileSync(path.join(projectDir, 'scripts', 'test.mjs'), 'utf8')).toContain('jest');
});

describe("an archive of one's own after the samples", () => {
  it('begins when data/archive is deleted; the index follows', async () => {
    const cwd = room.at('after-samples');
    mkdirSync(path.join(cwd, '日报', '2023-12-01'), { recursive: true });
    writeFileSync(path.join(cwd, '日报', '2023-12-01', '03.txt'), '渡口夜班加开一趟船\n\n　　从今晚起，望渡渡口夜班加开一趟船。\n');
    const env = { XUNBAO_DATA: path.join(cwd, 'data'), XUNBAO_INDEX: path.join(cwd, 'index') };
    const script = path.join(projectDir, 'scripts', 'run.mjs');
    await (await startListening(process.execPath, [script, 'serve', '--samples'], cwd, env)).stop();
    rmSync(env.XUNBAO_DATA, { recursive: true });
    const service = await startListening(process.execPath, [script, 'serve', '日报'], cwd, env);
    try {
      expect([await totalOf(service.url, ''), await totalOf(service.url, '渡口夜班')]).toEqual([1, 1]);
    } finally {
      await service.stop();
    }
  }, 30_000);
});

describe('the package', () => {
  it('is packed and installed, serves a folder, and the program of docs/library.md runs over it', async () => {
    installPackage(room.folder);
    cpSync(path.join(projectDir, 'data', 'pages', '云湾工人报'), room.at('my-pages', '云湾工人报'), { recursive: true });
    writeFileSync(
      room.at('program.mjs'),
      blockIn('library.md', 'js').text.replace("data: 'archive', index: 'index'", "data: 'archive-2', index: 'index-2'"),
    );
    cpSync(path.join(projectDir, 'data', 'pages', '云湾工人报', '2024-05-06', '03.txt'), room.at('03.txt'));
    const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: room.folder });
    expect(stdout).toBe('1 请给夜班宿舍挂一幅<mark>遮光帘</mark>\n');
    const service = await startListening('npx', ['xunbao', 'serve', './my-pages'], room.folder);
    try {
      expect(await totalOf(service.url, '遮光帘')).toBe(1);
    } finally {
      await service.stop();
    }
  }, 180_000);
});

async function totalOf(url: string, query: string): Promise<number> {
  return ((await (await fetch(`${url}/api/v1/search?q=${encodeURIComponent(query)}`)).json()) as { total: number }).total;
}
