/** Queries made to be dear are answered quickly and in little memory, by both engines; and none finds what is not there. */
import { jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { HOSTILE_QUERIES, HOSTILE_REQUESTS } from '../hostile-queries.js';
import { readNdjson } from '../support/corpora.js';
import { buildOnce, projectDir, temporaryFolder, xunbao, type TemporaryFolder } from '../support/run-xunbao.js';
import { describeWith, sharedDir } from '../support/shared.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const CORPUS = path.join(sharedDir, 'corpora', LONG ? 'scale-100k.ndjson.gz' : 'known-xinhua.articles.ndjson.gz');
const MB = 1_000_000;
const SHORT_MS = 1_000;
const ASKED = { ...HOSTILE_QUERIES, ...HOSTILE_REQUESTS };

interface Bounds {
  readonly engine: string;
  readonly articleCount: number;
  readonly milliseconds: number;
  readonly bytes: number;
}

/** The promised bounds; a short form has fewer articles, and time for a machine that does other things too. */
const BOUNDS: readonly Bounds[] = LONG
  ? [
      { engine: 'packed', articleCount: 100_000, milliseconds: 250, bytes: 50 * MB },
      { engine: 'minisearch', articleCount: 2_000, milliseconds: 1_000, bytes: 150 * MB },
    ]
  : [
      { engine: 'packed', articleCount: 250, milliseconds: SHORT_MS, bytes: 50 * MB },
      { engine: 'minisearch', articleCount: 250, milliseconds: SHORT_MS, bytes: 150 * MB },
    ];

interface Measured {
  readonly name: string;
  readonly milliseconds: number;
  readonly peakBytes: number | null;
  readonly total?: number;
  readonly fault?: string;
}

async function measure(environment: Readonly<Record<string, string>>): Promise<readonly Measured[]> {
  const script = path.join(projectDir, 'test', 'support', 'measure-queries.mjs');
  const child = spawn(process.execPath, ['--expose-gc', script, path.join(projectDir, 'dist')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ environment, againAboveMs: LONG ? 0 : SHORT_MS / 2, queries: ASKED }));
  let out = '';
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
  });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Measured);
}

/** Articles of the invented paper where the corpus is not there. */
function inventedLines(count: number): readonly string[] {
  const text = '渡口的新桥昨天通车了，记者在车站看见一位消防员。老人说，灯塔的灯又亮了，十二年来的第一次。';
  return Array.from({ length: count }, (_, n) =>
    JSON.stringify({
      id: `n${n}`,
      title: `望渡短讯第${n}条`,
      date: `20${10 + (n % 20)}-05-04`,
      paper: '望渡晚报',
      paragraphs: [text.repeat(1 + (n % 9)), `编号a${n}`],
    }),
  );
}

jest.setTimeout(1_800_000);
beforeAll(() => {
  buildOnce();
}, 120_000);

it('there are at least a hundred hostile queries, each another', () => {
  expect(new Set(Object.values(HOSTILE_QUERIES)).size).toBe(Object.keys(HOSTILE_QUERIES).length);
  expect(Object.keys(HOSTILE_QUERIES).length).toBeGreaterThanOrEqual(100);
});

describeWith(!LONG || existsSync(CORPUS), `no ${CORPUS}; set XUNBAO_SHARED`, 'hostile queries', () => {
  let room: TemporaryFolder;
  beforeEach(() => {
    room = temporaryFolder();
  });
  afterEach(() => {
    room.remove();
  });

  it.each(BOUNDS)(
    'on $engine with $articleCount articles take at most $milliseconds ms and $bytes bytes each',
    async ({ engine, articleCount, milliseconds, bytes }) => {
      const lines = existsSync(CORPUS)
        ? readNdjson(CORPUS, articleCount).map((record) => JSON.stringify(record))
        : inventedLines(articleCount);
      writeFileSync(room.at('in.ndjson.gz'), gzipSync(lines.join('\n'), { level: 1 }));
      const indexed = await xunbao([...room.store, 'index', room.at('in.ndjson.gz')], { env: { XUNBAO_ENGINE: engine } });
      expect(indexed.code).toBe(0);
      const measured = await measure({ XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at('index'), XUNBAO_ENGINE: engine });
      const asked = new Set(measured.map(({ name }) => name));
      expect(Object.keys(ASKED).filter((name) => !asked.has(name))).toEqual([]);
      const tooDear = measured.filter(
        ({ fault, milliseconds: took, peakBytes, total = 0 }) =>
          fault !== undefined || took > milliseconds || (peakBytes ?? 0) > bytes || total > articleCount,
      );
      expect(tooDear).toEqual([]);
    },
  );
});
