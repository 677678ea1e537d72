import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Analyzer } from '../../src/analysis/analyzer.js';
import { parseStopWords, parseUserDictionary, parseVariants } from '../../src/analysis/word-files.js';
import { SearchServiceError } from '../../src/search-service-error.js';

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
    expect(parseVariants('v', '\uFEFF# 著\t着\r\n\r\n妳\t你\r\n𠀀\t丈\n妳\t你')).toEqual(new Map([['妳', '你'], ['𠀀', '丈']]));
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
    expect(parseStopWords('s', '# 的\n與\r\n\nThe\n与', (text) => text.replace('與', '与').toLowerCase())).toEqual(new Set(['与', 'the']));
  });

  it.each([['two words', '和 与'], ['a tab', '和\t与'], ['a space before the word', ' 和'], ['an ideographic space', '和\u3000与']])(
    'is refused with its line: %s',
    (_, line) => {
      expect(fault(() => parseStopWords('stopwords.txt', `的\n\n${line}`, (text) => text))).toEqual({
        code: 'DICTIONARY_INVALID',
        message: 'stopwords.txt, line 3: one word a line, without spaces. Mend the line.',
      });
    },
  );
});

describe('userdict.txt', () => {
  it('is read line by line', () => {
    expect(parseUserDictionary('u', '# note\n暖心驿站 20\r\n職工之家 1\n')).toEqual([
      { word: '暖心驿站', frequency: 20 },
      { word: '職工之家', frequency: 1 },
    ]);
  });

  it.each([
    ['no frequency', '暖心驿站'],
    ['no word', '20'],
    ['frequency nought', '暖心驿站 0'],
    ['a negative frequency', '暖心驿站 -2'],
    ['a fraction', '暖心驿站 2.5'],
    ['a full-width frequency', '暖心驿站 ２０'],
    ['a frequency beyond nine digits', '暖心驿站 1234567890'],
    ['a tag', '暖心驿站 20 n'],
    ['two spaces', '暖心驿站  20'],
    ['a tab', '暖心驿站\t20'],
    ['an ideographic space', '暖心驿站\u300020'],
    ['a space before the word', ' 暖心驿站 20'],
    ['a word beyond 64 characters', `${'站'.repeat(65)} 20`],
  ])('is refused with its line: %s', (_, line) => {
    expect(fault(() => parseUserDictionary('userdict.txt', `职工之家 20\n${line}\n`))).toEqual({
      code: 'DICTIONARY_INVALID',
      message: 'userdict.txt, line 2: a line is a word, one space, a whole frequency of 1 or more. Mend the line.',
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

  it('shapes folding, words and version; stop words leave the version as it is', () => {
    const plain = Analyzer.load({ dataDirectory: folder });
    expect(plain.fold('著').text).toBe('著');
    expect(plain.words(plain.fold('雨台渡口')).map(({ word }) => word)).not.toContain('雨台渡口');
    writeFileSync(path.join(folder, 'stopwords.txt'), '的\n');
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

  it('stops the start with the file and the line that is wrong', () => {
    writeFileSync(path.join(folder, 'userdict.txt'), '雨台渡口\n');
    expect(fault(() => Analyzer.load({ dataDirectory: folder }))?.message).toMatch(/^userdict\.txt, line 1: /);
  });
});
