/** `xunbao analyze --what-if`: a text before and after a change of the word files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { runHere } from '../support/run-here.js';
import { temporaryFolder } from '../support/run-xunbao.js';

const room = temporaryFolder();
afterAll(() => {
  room.remove();
});

interface View {
  readonly folded: string;
  readonly indexed: readonly { readonly term: string; readonly stopWord: boolean }[];
  readonly asked: readonly string[];
  readonly variants: readonly { readonly run: string; readonly alsoAsked: readonly string[] }[];
}

async function whatIf(
  name: string,
  content: string,
  text: string,
  ...more: readonly string[]
): Promise<{ as: string; differs: boolean; needsRebuild: boolean; before: View; after: View }> {
  writeFileSync(room.at(name), content);
  const { code, stdout, stderr } = await runHere([...room.store, 'analyze', text, '--what-if', room.at(name), '--json', ...more]);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

describe('xunbao analyze --what-if', () => {
  it('shows other words of a query, which need no rebuild', async () => {
    const synonyms = await whatIf('synonyms.txt', '云湾 = 禾川\n', '云湾');
    expect([synonyms.before.variants, synonyms.after.variants]).toEqual([[], [{ run: '云湾', alsoAsked: ['禾川'] }]]);
    const stop = await whatIf('mine.txt', '渡口\n', '云湾渡口', '--as', 'stopwords');
    expect(stop.after.indexed.map(({ term, stopWord }) => [term, stopWord])).toContainEqual(['渡口', true]);
    const regional = await whatIf('regional.tsv', '雲灣\t禾川\n', '云湾');
    expect(regional.after.variants).toEqual([{ run: '云湾', alsoAsked: ['禾川'] }]);
    for (const { differs, needsRebuild } of [synonyms, stop, regional]) expect([differs, needsRebuild]).toEqual([true, false]);
  });

  it('shows other words of the index, which need one', async () => {
    const dictionary = await whatIf('userdict.txt', '雨臺渡口 5000\n', '雨台渡口');
    expect(dictionary.before.asked).not.toEqual(['雨台渡口']);
    expect(dictionary.after.indexed.map(({ term }) => term)).toEqual(['雨台渡口']);
    const variants = await whatIf('v.tsv', '囍\t喜\n', '囍', '--as', 'variants');
    expect([variants.before.folded, variants.after.folded]).toEqual(['囍', '喜']);
    for (const { differs, needsRebuild } of [dictionary, variants]) expect([differs, needsRebuild]).toEqual([true, true]);
  });

  it('takes the words of the archive for what is now, and says where nothing changes', async () => {
    mkdirSync(room.at('archive', 'words'), { recursive: true });
    writeFileSync(room.at('archive', 'words', 'synonyms.txt'), '杏桥 = 蒲屿\n');
    expect((await whatIf('synonyms.txt', '云湾 = 禾川\n', '杏桥')).before.variants).toEqual([{ run: '杏桥', alsoAsked: ['蒲屿'] }]);
    const { code, stdout } = await runHere([...room.store, 'analyze', '渡口', '--what-if', room.at('synonyms.txt')]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('nothing changes for this text')]);
    expect((await runHere([...room.store, 'analyze', '云湾', '--what-if', room.at('synonyms.txt')])).stdout).toMatch(
      /before[^]*after 换用后 \(synonyms\.txt\)[^]*also asked 变体: 云湾 ＝ 禾川[^]*at once/,
    );
  });

  it.each([
    ['synonyms.txt', '甲 = 乙\n丙\n', 2],
    ['userdict.txt', '暖心驿站 0\n', 1],
    ['variants.tsv', '# note\n著作\t着\n', 2],
  ])('says the fault of %s with its line', async (name, content, line) => {
    writeFileSync(room.at(name), content);
    const { code, stdout, stderr } = await runHere([...room.store, 'analyze', '渡口', '--what-if', room.at(name)]);
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining(`DICTIONARY_INVALID: ${room.at(name)}, line ${line}: `)]);
  });

  it('must know which word file it is', async () => {
    writeFileSync(room.at('words.csv'), '');
    for (const args of [
      ['--what-if', room.at('words.csv')],
      ['--what-if', room.at('words.csv'), '--as', 'names'],
      ['--as', 'synonyms'],
    ]) {
      expect((await runHere([...room.store, 'analyze', '渡口', ...args])).code).toBe(2);
    }
    expect((await runHere([...room.store, 'analyze', '渡口', '--what-if', room.at('gone.txt'), '--as', 'synonyms'])).code).toBe(1);
  });
});
