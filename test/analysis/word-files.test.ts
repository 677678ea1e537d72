import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Analyzer } from '../../src/analysis/analyzer.js';
import { parseRegional, parseStopWords, parseSynonyms, parseUserDictionary, parseVariants } from '../../src/analysis/word-files.js';
import { SearchServiceError } from '../../src/search-service-error.js';
import { analyzer } from '../support/analyzer.js';

const fold = (text: string): string => analyzer.fold(text).text;

function fault(read: () => unknown): { code: string; message: string } | null {
  try {
    read();
    return null;
  } catch (error) {
    if (!(error instanceof SearchServiceError)) throw error;
    return { code: error.code, message: error.message };
  }
}

describe('variants.tsv', () => {
  it('is read without notes, empty lines, a byte order mark and carriage returns', () => {
    expect(parseVariants('v', '\uFEFF# 著\t着\r\n\r\n妳\t你\r\n𠀀\t丈\n妳\t你')).toEqual(
      new Map([
        ['妳', '你'],
        ['𠀀', '丈'],
      ]),
    );
  });

  it.each([
    ['no tab', '著着', 3],
    ['a space for a tab', '著 着', 3],
    ['nothing behind the tab', '著\t', 3],
    ['nothing before the tab', '\t着', 3],
    ['two characters', '著作\t着', 3],
    ['two characters to fold to', '著\t着作', 3],
    ['three columns', '著\t着\t者', 3],
    ['a character that is its own variant', '著\t著', 3],
    ['a second variant for one character', '妳\t您', 3],
    ['a chain', '您\t妳', 3],
    ['a ring', '你\t妳', 2],
  ])('is refused with its line: %s', (_, line, number) => {
    const found = fault(() => parseVariants('variants.tsv', `# note\n妳\t你\n${line}\n`));
    expect(found?.code).toBe('DICTIONARY_INVALID');
    expect(found?.message).toMatch(new RegExp(`^variants\\.tsv, line ${number}: .+ Mend the line\\.$`));
  });
});

describe('stopwords.txt', () => {
  it('is read line by line', () => {
    expect(parseStopWords('s', '# 的\n與\r\n\nThe\n与', fold)).toEqual(new Set(['与', 'the']));
  });

  it.each([
    ['two words', '和 与', 'one word a line, without spaces'],
    ['a tab', '和\t与', 'one word a line, without spaces'],
    ['a space before the word', ' 和', 'one word a line, without spaces'],
    ['an ideographic space', '和\u3000与', 'one word a line, without spaces'],
    ['no letter', '——', 'a word is missing, or has no letter or digit'],
    ['a long word', '长'.repeat(41), 'a word has at most 40 characters'],
  ])('is refused with its line: %s', (_, line, reason) => {
    expect(fault(() => parseStopWords('stopwords.txt', `的\n\n${line}`, fold))).toEqual({
      code: 'DICTIONARY_INVALID',
      message: `stopwords.txt, line 3: ${reason}. Mend the line.`,
    });
  });
});

describe('synonyms.txt', () => {
  it('gives each word of a line the others, folded', () => {
    expect(parseSynonyms('s', '# note\n奥运会 = 奧林匹克運動會 ＝ 奥运\n总工会=工联\n', fold)).toEqual(
      new Map([
        ['奥运会', ['奥林匹克运动会', '奥运']],
        ['奥林匹克运动会', ['奥运会', '奥运']],
        ['奥运', ['奥运会', '奥林匹克运动会']],
        ['总工会', ['工联']],
        ['工联', ['总工会']],
      ]),
    );
  });

  it.each([
    ['甲乙', 'a line is two words or more'],
    ['甲 = ', 'a word is missing'],
    ['甲 = 甲', '甲 stands twice'],
    ['軟體 = 软体', '软体 stands twice'],
    ['丁 = 乙', '乙 already stands in line 2'],
    ['甲 = ——', 'no letter or digit'],
    [`甲 = ${'长'.repeat(41)}`, 'at most 40 characters'],
    [Array.from({ length: 13 }, (_, i) => `w${i}`).join('='), 'at most 12 words'],
    ['戊 => 己', 'both ways'],
    ['戊 ＝＞ 己', 'both ways'],
    ['戊 → 己', 'both ways'],
    ['戊 己', 'two words or more'],
    ['戊\t己', 'two words or more'],
    ['Aa01A01= 船员 水手', '船员 水手 is not one word'],
    ['船员, 水手 = 船工', '船员, 水手 is not one word'],
    ['船员；水手 = 船工', 'not one word'],
    ['船员|水手 = 船工', 'not one word'],
  ])('is refused with its line: %s', (line, reason) => {
    const found = fault(() => parseSynonyms('synonyms.txt', `# note\n丙 = 乙\n${line}\n`, fold));
    expect(found?.code).toBe('DICTIONARY_INVALID');
    expect(found?.message).toMatch(new RegExp(`^synonyms\\.txt, line 3: .*${reason}.*\\. Mend the line\\.$`));
  });
});

describe('synonyms.txt as other programs have it', () => {
  it('is read with commas, and with what names hold', () => {
    expect([...parseSynonyms('s', '船员, 水手，船工\nHeye Town, 河野镇\n渡工委 = 渡口、水运工作委员会\n', fold)]).toEqual([
      ['船员', ['水手', '船工']],
      ['水手', ['船员', '船工']],
      ['船工', ['船员', '水手']],
      ['heye town', ['河野镇']],
      ['河野镇', ['heye town']],
      ['渡工委', ['渡口、水运工作委员会']],
      ['渡口、水运工作委员会', ['渡工委']],
    ]);
  });
});

describe('regional.tsv', () => {
  it('is read folded, line by line', () => {
    expect(parseRegional('r', '軟體\t软件\n# note\n\n軟體\t软件\n', fold)).toEqual(new Map([['软体', '软件']]));
  });

  it.each([
    ['軟體 软件', 'a word, a tab, a word'],
    ['軟體\t', 'a word, a tab, a word|a word is missing'],
    ['a\tb\tc', 'a word, a tab, a word'],
    ['軟體\t软体', 'both words are 软体'],
    ['硬體\t硬盘', '硬体 already stands for 硬件'],
  ])('is refused with its line: %j', (line, reason) => {
    const found = fault(() => parseRegional('regional.tsv', `硬體\t硬件\n\n${line}\n`, fold));
    expect(found?.code).toBe('DICTIONARY_INVALID');
    expect(found?.message).toMatch(new RegExp(`^regional\\.tsv, line 3: .*(${reason}).*\\. Mend the line\\.$`));
  });
});

describe('userdict.txt', () => {
  it('is read line by line', () => {
    expect(parseUserDictionary('u', '# note\n暖心驿站 20\r\n職工之家 1\n')).toEqual([
      { word: '暖心驿站', frequency: 20 },
      { word: '職工之家', frequency: 1 },
    ]);
  });

  it.each([
    ['only a word', '暖心驿站', { word: '暖心驿站' }],
    ['a word and a tag', '暖心驿站 nz', { word: '暖心驿站' }],
    ['all three', '暖心驿站 20 nz', { word: '暖心驿站', frequency: 20 }],
    ['two blanks, tabs, wide ones, and one before the word', ' 暖心驿站  20\tnz\u3000', { word: '暖心驿站', frequency: 20 }],
    ['a word with blanks', '云 渡口 20', { word: '云 渡口', frequency: 20 }],
    ['a word with letters and digits', 'T3航站 9', { word: 'T3航站', frequency: 9 }],
  ])('is read in the forms of jieba: %s', (_, line, word) => {
    expect(parseUserDictionary('u', `${line}\n`)).toEqual([word]);
  });

  it.each([
    ['no word', '20'],
    ['frequency nought', '暖心驿站 0'],
    ['a negative frequency', '暖心驿站 -2'],
    ['a fraction', '暖心驿站 2.5'],
    ['a full-width frequency', '暖心驿站 ２０'],
    ['a frequency beyond nine digits', '暖心驿站 1234567890'],
    ['two frequencies', '暖心驿站 20 30'],
    ['a word beyond 64 characters', `${'站'.repeat(65)} 20`],
  ])('is refused with its line: %s', (_, line) => {
    expect(fault(() => parseUserDictionary('userdict.txt', `职工之家 20\n${line}\n`))).toEqual({
      code: 'DICTIONARY_INVALID',
      message:
        'userdict.txt, line 2: a line is a word of at most 64 characters, perhaps a whole frequency of 1 or more, perhaps a tag. ' +
        'Mend the line.',
    });
  });
});

describe('the folder of word files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'xunbao-words-'));
    for (const name of ['variants.tsv', 'stopwords.txt', 'userdict.txt']) writeFileSync(path.join(folder, name), '');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('shapes folding, words and version; the words of queries leave the version as it is', () => {
    const plain = Analyzer.load({ dataDirectory: folder });
    expect(plain.fold('著').text).toBe('著');
    expect(plain.words(plain.fold('雨台渡口')).map(({ word }) => word)).not.toContain('雨台渡口');
    writeFileSync(path.join(folder, 'stopwords.txt'), '的\n');
    writeFileSync(path.join(folder, 'synonyms.txt'), '甲 = 乙\n');
    writeFileSync(path.join(folder, 'regional.tsv'), '軟體\t软件\n');
    expect(Analyzer.load({ dataDirectory: folder }).version).toBe(plain.version);
    writeFileSync(path.join(folder, 'userdict.txt'), '雨臺渡口 5\n');
    const user = Analyzer.load({ dataDirectory: folder });
    expect(user.version).not.toBe(plain.version);
    expect(user.words(user.fold('雨台渡口')).map(({ word }) => word)).toEqual(['雨台渡口']);
    writeFileSync(path.join(folder, 'variants.tsv'), '著\t着\n');
    const all = Analyzer.load({ dataDirectory: folder });
    expect(new Set([plain.version, user.version, all.version]).size).toBe(3);
    expect(all.fold('著').text).toBe('着');
  });

  it('a word without a frequency is likelier than its pieces, however common they are', () => {
    writeFileSync(path.join(folder, 'userdict.txt'), '工人今天\n的我们\n雨 台\n');
    const user = Analyzer.load({ dataDirectory: folder });
    const byXunbao = Analyzer.of(user.files, 'xunbao');
    expect([user.cutBy, byXunbao.cutBy]).toEqual(['jieba', 'xunbao']);
    for (const cutter of [user, byXunbao]) {
      const wordsOf = (text: string): readonly string[] => cutter.words(cutter.fold(text)).map(({ word }) => word);
      expect(['工人今天', '的我们', '雨台'].map(wordsOf)).toEqual([['工人今天'], ['的我们'], ['雨台']]);
    }
    writeFileSync(path.join(folder, 'userdict.txt'), '工人今天 1\n');
    const rare = Analyzer.load({ dataDirectory: folder });
    expect(rare.words(rare.fold('工人今天')).map(({ word }) => word)).toEqual(['工人', '今天']);
  });

  it('stops the start with the file and the line that is wrong', () => {
    writeFileSync(path.join(folder, 'userdict.txt'), '雨台渡口 0\n');
    expect(fault(() => Analyzer.load({ dataDirectory: folder }))?.message).toMatch(/^userdict\.txt, line 1: /);
  });
});
