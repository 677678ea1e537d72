/**
 * Every command of both READMEs is run, in the order of their text, and gives what is printed under it. A command nobody runs here fails
 * the first test.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
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

/** Commands of the READMEs that the tests below run. */
const RUN_BELOW: readonly string[] = [
  'npm start',
  'npm test',
  'curl -G http://127.0.0.1:3000/api/v1/search --data-urlencode q=遮光帘',
  'npm run -s xunbao -- search 遮光帘',
  'npm run -s xunbao -- parse 日报/2023-12-01/03.txt',
  'npm run -s xunbao -- index 日报',
  'npm run -s xunbao -- --help',
  'npm pack --pack-destination ..',
  'npm install ../xunbao-0.1.0.tgz',
  'npx xunbao serve ./my-pages',
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

  it('name the version of the package', () => {
    const { version } = JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8')) as { version: string };
    expect(RUN_BELOW).toContain(`npm install ../xunbao-${version}.tgz`);
  });

  it('show the embed of docs/embed.md, in ten lines', () => {
    const { text } = blockOf('html');
    expect(readFileSync(path.join(projectDir, 'docs', 'embed.md'), 'utf8')).toContain(text);
    expect(text.trim().split('\n').length).toBeLessThanOrEqual(10);
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
      const [answer, printed] = [stdout, blockOf('json').text].map((text) => JSON.parse(text));
      const [score, printedScore] = [answer, printed].map(({ hits }) => hits[0].score as number);
      expect(Math.abs(score! / printedScore! - 1)).toBeLessThan(0.2);
      expect(withoutFigures(answer)).toEqual(withoutFigures(printed));
    });
  });

  it('is asked by the command line, which prints what is printed', async () => {
    const { text } = blockOf('console');
    const [command, ...lines] = text.split('\n');
    const shown = await xunbao(command!.slice('$ '.length));
    expect(shown.replace(/\([\d.]+ ms\)/, '(ms)').trimEnd()).toBe(
      lines
        .join('\n')
        .replace(/\([\d.]+ ms\)/, '(ms)')
        .trimEnd(),
    );
  });

  it("takes pages of one's own", async () => {
    mkdirSync(room.at('日报', '2023-12-01'), { recursive: true });
    writeFileSync(
      room.at('日报', '2023-12-01', '03.txt'),
      '渡口夜班加开一趟船\n\n　　从今晚起，望渡渡口夜班加开一趟船，末班船改到十一点半。\n',
    );
    const read = JSON.parse(await xunbao('npm run -s xunbao -- parse 日报/2023-12-01/03.txt'));
    expect(read.page).toEqual({ paper: '日报', date: '2023-12-01', pageNumber: '3' });
    expect(await xunbao('npm run -s xunbao -- index 日报')).toMatch(/^added 1 /);
    expect(await xunbao('npm run -s xunbao -- index 日报')).toMatch(/^added 0 .*unchanged 1 /);
    expect(await totalOf(service.url, '"末班船改到十一点半"')).toBe(1);
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
      expect(named.length).toBeGreaterThan(7);
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
  it('is packed and installed, serves a folder, and the program of the README runs over it', async () => {
    installPackage(room.folder);
    cpSync(path.join(projectDir, 'data', 'pages', '云湾工人报'), room.at('my-pages', '云湾工人报'), { recursive: true });
    writeFileSync(
      room.at('program.mjs'),
      blockOf('js').text.replace("data: 'archive', index: 'index'", "data: 'archive-2', index: 'index-2'"),
    );
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

/** Without what differs from run to run, and from one state of the ranking to the next. */
function withoutFigures(answer: { readonly hits: readonly object[] }): unknown {
  return { ...answer, tookMs: 0, hits: answer.hits.map((hit) => ({ ...hit, score: 0 })) };
}
