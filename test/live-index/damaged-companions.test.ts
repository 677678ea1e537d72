/** Files of suggestions and near-duplicates, cut off or with a flipped bit: taken as they were saved, or not at all. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CompanionFiles } from '../../src/live-index/companion-files.js';
import type { Companion } from '../../src/search/companion.js';
import { NearDuplicates } from '../../src/search/similar/near-duplicates.js';
import { Suggester } from '../../src/search/suggest/suggester.js';
import { article } from '../contract/contract-kit.js';
import { analyzer } from '../support/analyzer.js';
import { Random } from '../support/random.js';
import { seed } from '../support/shared.js';

const FLIP_COUNT = process.env['XUNBAO_TEST_LONG'] === '1' ? 5_000 : 100;
const SEQUENCE = 1_234;
/** The last line: checksum and length. */
const SEAL_BYTES = 26;
const STORY = '南湾大桥昨日合龙，全长一千二百米，历时三年。市民沿江观看，掌声不断。桥面将铺设沥青，预计明年春天通车。';
const ARTICLES = [
  article('a', { title: '南湾大桥合龙', section: '要闻', byline: { reporters: ['欧阳渡'] }, paragraphs: [STORY.repeat(3)] }),
  article('b', { title: '大桥昨天合龙', paragraphs: [STORY.repeat(3).replace('掌声不断', '掌声阵阵')] }),
  article('c', { title: '校园菜园丰收', paragraphs: ['孩子们种下的南瓜和豆角有了收成。'] }),
];

const directory = mkdtempSync(path.join(os.tmpdir(), 'xunbao-companions-'));
const files = new CompanionFiles(directory);
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const reader = { read: (ids: readonly string[]) => Promise.resolve(ids.map((id) => ARTICLES.find((one) => one.id === id))) };
const companions: Readonly<Record<string, () => Companion>> = {
  suggestions: () => new Suggester(analyzer),
  'near-duplicates': () => new NearDuplicates({ analyzer, articles: reader }),
};

describe.each(Object.entries(companions))('a file of %s', (_name, create) => {
  let file = '';
  let bytes: Buffer;
  let empty: Buffer;
  beforeAll(async () => {
    const companion = create();
    empty = Buffer.from(create().save());
    await companion.apply(ARTICLES.map((one, sequence) => ({ sequence, id: one.id, article: one })));
    await files.save(companion, SEQUENCE);
    file = path.join(directory, `${companion.name}.companion`);
    bytes = readFileSync(file);
    expect(bytes.length).toBeGreaterThan(200);
  });

  /** Loads what was tampered with: sequence and content as saved, or 0 and empty. */
  const isRefused = async (changed: Buffer): Promise<boolean> => {
    writeFileSync(file, changed);
    const companion = create();
    const sequence = await files.load(companion);
    if (sequence === 0) expect(Buffer.from(companion.save()).equals(empty)).toBe(true);
    return sequence === 0;
  };

  it('is loaded as it was saved', async () => {
    writeFileSync(file, bytes);
    const companion = create();
    expect(await files.load(companion)).toBe(SEQUENCE);
    expect(Buffer.from(companion.save()).equals(bytes.subarray(bytes.indexOf(0x0a) + 1, -SEAL_BYTES))).toBe(true);
  });

  it('is refused wherever it was cut off', async () => {
    const step = FLIP_COUNT > 1_000 ? 1 : Math.ceil(bytes.length / 100);
    for (let length = 0; length < bytes.length; length += step)
      expect({ length, refused: await isRefused(bytes.subarray(0, length)) }).toEqual({ length, refused: true });
  }, 600_000);

  it('is refused for any flipped bit, those of its first and last line among them', async () => {
    const random = new Random(seed);
    const head = Array.from({ length: bytes.indexOf(0x0a) + 1 }, (_, at) => at * 8 + random.below(8));
    const seal = Array.from({ length: SEAL_BYTES }, (_, at) => (bytes.length - SEAL_BYTES + at) * 8 + random.below(8));
    const others = Array.from({ length: FLIP_COUNT }, () => random.below(bytes.length * 8));
    for (const bit of [...head, ...seal, ...others]) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect({ seed, bit, refused: await isRefused(flipped) }).toEqual({ seed, bit, refused: true });
    }
  }, 600_000);
});
