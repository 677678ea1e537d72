/** The command as users run it: parse, analyze, search, and what it says when something is wrong. */
import { jest } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildOnce, projectDir, temporaryFolder, xunbao } from '../support/run-xunbao.js';

const room = temporaryFolder();
const sample = path.join(projectDir, 'data', 'pages', '云湾工人报', '2024-05-06', '03.txt');

// Each run of the command loads the dictionary; several in one test take their time on a busy machine.
jest.setTimeout(120_000);
beforeAll(() => {
  buildOnce();
}, 120_000);
afterAll(() => {
  room.remove();
});

describe('xunbao parse', () => {
  it('prints one JSON object a page: page, articles, furniture', async () => {
    const { code, stdout } = await xunbao(['parse', sample, sample]);
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(2);
    expect(Object.keys(lines[0])).toEqual(['page', 'articles', 'furniture']);
    expect(lines[0].page).toMatchObject({ paper: '云湾工人报', date: '2024-05-06', pageNumber: '3' });
    expect(lines[0].articles.map(({ title }: { title: string }) => title)).toContain('请给夜班宿舍挂一幅遮光帘');
  });

  it('reads standard input, gzip, and takes options before what is printed', async () => {
    const fromStdin = await xunbao(['parse', '-', '--paper', '甲报', '--page', 'A01'], { input: readFileSync(sample) });
    expect(JSON.parse(fromStdin.stdout).page).toMatchObject({ paper: '甲报', date: '2024-05-06', pageNumber: 'A01' });
    writeFileSync(room.at('03.txt.gz'), gzipSync(readFileSync(sample)));
    expect(JSON.parse((await xunbao(['parse', room.at('03.txt.gz')])).stdout).articles).toEqual(JSON.parse(fromStdin.stdout).articles);
  });

  it('reports a file that fails and prints the others', async () => {
    writeFileSync(room.at('empty.txt'), ' \n');
    writeFileSync(room.at('binary.txt'), Buffer.from([0, 1, 2, 255]));
    const { code, stdout, stderr } = await xunbao(['parse', room.at('empty.txt'), room.at('binary.txt'), room.at('missing.txt'), sample]);
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    for (const part of ['PAGE_EMPTY', 'empty.txt', 'PAGE_BINARY', 'binary.txt', 'FILE_NOT_FOUND', 'missing.txt'])
      expect(stderr).toContain(part);
    expect(stderr.trimEnd().split('\n')).toHaveLength(6);
  });

  it('explains on stderr what each block was taken for', async () => {
    const { stdout, stderr } = await xunbao(['parse', '--explain', sample]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/\d+–\d+\t\w+ [\d.]+\t请给夜班宿舍/);
  });
});

describe('xunbao analyze', () => {
  it('gives tokens with offsets into the text as it was given', async () => {
    const text = '國務院在２０２３年發布';
    const { code, stdout } = await xunbao(['analyze', text, '--json']);
    const analysis = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(analysis.folded).toBe('国务院在2023年发布');
    for (const token of analysis.indexed) expect(token.text).toBe(text.slice(token.start, token.end));
    expect(analysis.indexed).toContainEqual({ term: '国务院', start: 0, end: 3, text: '國務院', stopWord: false });
    expect(analysis.asked).toContain('国务院');
  });
});

describe('wrong calls', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['find']],
    ['an unknown option', ['parse', '--colour', 'x']],
    ['no file', ['parse']],
    ['a date that is none', ['parse', '--date', '2023-02-30', sample]],
    ['a limit out of range', ['search', '--limit', '1e9', '地铁']],
    ['two forms at once', ['search', '--json', '--csv', '地铁']],
  ])('%s: exit code 2, nothing on stdout', async (_, args) => {
    const { code, stdout, stderr } = await xunbao(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });

  it('help is no fault', async () => {
    const { code, stdout } = await xunbao(['--help']);
    expect(code).toBe(0);
    for (const command of ['parse', 'index', 'serve', 'search', 'analyze']) expect(stdout).toContain(command);
  });
});

describe('folders and settings', () => {
  it('a setting that cannot be used stops everything, in one message', async () => {
    const { code, stderr } = await xunbao(['serve', '--port', '99999', '--host', '0.0.0.0'], { env: { XUNBAO_ENGINE: 'x' } });
    expect(code).toBe(1);
    expect(stderr).toContain('CONFIG_INVALID');
    expect(stderr).toContain('PORT');
    expect(stderr).toContain('XUNBAO_ENGINE');
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  it('a data or index folder with other files in it is left alone', async () => {
    mkdirSync(room.at('foreign'));
    writeFileSync(room.at('foreign', 'thesis.doc'), 'x');
    const asData = await xunbao(['--data', room.at('foreign'), '--index', room.at('i1'), 'index', sample]);
    const asIndex = await xunbao(['--data', room.at('d1'), '--index', room.at('foreign'), 'index', sample]);
    for (const { code, stderr } of [asData, asIndex]) {
      expect(code).toBe(1);
      expect(stderr).toContain('FOLDER_NOT_OURS');
      expect(stderr).toContain('thesis.doc');
    }
    expect(readFileSync(room.at('foreign', 'thesis.doc'), 'utf8')).toBe('x');
  });

  it('a search where no archive is makes none', async () => {
    const { code, stderr } = await xunbao(['--data', room.at('nowhere'), '--index', room.at('i2'), 'search', '地铁']);
    expect(code).toBe(1);
    expect(stderr).toContain('FILE_NOT_FOUND');
    expect(stderr).toContain(room.at('nowhere'));
  });
});
