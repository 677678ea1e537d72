/** Word files edited while a service runs. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Analyzer } from '../../src/analysis/analyzer.js';
import { WatchedAnalyzer } from '../../src/analysis/watched-analyzer.js';
import { readWordFiles, type WordFiles, type WordFolders } from '../../src/analysis/word-folders.js';
import { SearchServiceError } from '../../src/search-service-error.js';

const SHIPPED = {
  'forms.tsv': '',
  'variants.tsv': '',
  'stopwords.txt': '',
  'userdict.txt': '',
  'synonyms.txt': '雨台 = 渡口\n',
  'regional.tsv': '',
};
/** Loading one takes its time: all tests begin with this one. */
const base = Analyzer.of(
  Object.fromEntries(Object.entries(SHIPPED).map(([name, text]) => [name, { label: name, text }])) as unknown as WordFiles,
);

/** A folder of shipped files and one of the user's, an analyzer that watches them, and a clock that is turned by hand. */
class Desk {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'xunbao-words-'));
  readonly said: string[] = [];
  readonly watched: WatchedAnalyzer;
  #now = 0;

  constructor(own: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(SHIPPED)) writeFileSync(path.join(this.folder, name), text);
    for (const [name, text] of Object.entries(own)) this.write(name, text);
    this.watched = new WatchedAnalyzer(
      base,
      this.folders,
      {
        onQueryWords: () => {
          this.said.push('query words');
        },
        onDictionary: () => {
          this.said.push('dictionary');
        },
        onFault: (fault) => {
          this.said.push(fault instanceof SearchServiceError ? `${fault.code} ${fault.message}` : String(fault));
        },
      },
      () => this.#now,
    );
    this.said.length = 0;
  }

  get folders(): WordFolders {
    return { dataDirectory: this.folder, ownDirectory: path.join(this.folder, 'words') };
  }

  /** Writes a file of the user's. */
  write(name: string, text: string | Buffer): void {
    mkdirSync(path.join(this.folder, 'words'), { recursive: true });
    writeFileSync(path.join(this.folder, 'words', name), text);
  }

  pathOf(name: string): string {
    return path.join(this.folder, 'words', name);
  }

  /** The analyzer of a query that comes `ms` later. */
  after(ms: number): Analyzer {
    this.#now += ms;
    return this.watched.current();
  }

  close(): void {
    if (existsSync(this.folder)) rmSync(this.folder, { recursive: true });
  }
}

let desk: Desk;
afterEach(() => {
  desk.close();
});

describe('query words edited while a service runs', () => {
  it('take effect with the first query a second later, in the same dictionary', () => {
    desk = new Desk();
    const before = desk.after(0);
    desk.write('synonyms.txt', '禾川 = 云湾\n');
    expect(desk.after(999)).toBe(before);
    const after = desk.after(1);
    expect([before.otherWords, after.otherWords]).toEqual([
      new Map([
        ['雨台', ['渡口']],
        ['渡口', ['雨台']],
      ]),
      new Map([
        ['禾川', ['云湾']],
        ['云湾', ['禾川']],
      ]),
    ]);
    expect([after.version, desk.said]).toEqual([before.version, ['query words']]);
    expect(desk.after(5000)).toBe(after);
  });

  it('are the shipped ones again when the own file goes away', () => {
    desk = new Desk({ 'synonyms.txt': '禾川 = 云湾\n', 'stopwords.txt': '與\n', 'regional.tsv': '軟體\t软件\n' });
    const before = desk.after(0);
    expect([before.otherWords.get('禾川'), before.otherWords.get('软体'), before.isStopWord('与')]).toEqual([['云湾'], ['软件'], true]);
    rmSync(path.join(desk.folder, 'words'), { recursive: true });
    const after = desk.after(1000);
    expect([after.otherWords.get('禾川'), after.otherWords.get('雨台'), after.isStopWord('与')]).toEqual([undefined, ['渡口'], false]);
  });

  it('read with a note, written again the same, change nothing', () => {
    desk = new Desk();
    const before = desk.after(0);
    desk.write('synonyms.txt', '雨台 = 渡口\n');
    expect([desk.after(1000) === before, desk.said]).toEqual([true, []]);
  });
});

describe('a dictionary file edited while a service runs', () => {
  it.each([
    ['userdict.txt', '雨台渡口 5\n'],
    ['variants.tsv', '著\t着\n'],
  ])('%s waits for the rebuild, and that is said once', (name, text) => {
    desk = new Desk();
    const before = desk.after(0);
    desk.write(name, text);
    expect([desk.after(1000), desk.after(1000)]).toEqual([before, before]);
    desk.write('stopwords.txt', '的\n');
    expect([desk.after(1000).version, desk.after(0).isStopWord('的')]).toEqual([before.version, true]);
    expect(desk.said).toEqual(['dictionary', 'query words']);
    expect(before.checkedVersion(readWordFiles(desk.folders))).not.toBe(before.version);
  });
});

describe('a file with a fault', () => {
  it.each([
    ['variants.tsv', '著 着', 'one character, a tab'],
    ['userdict.txt', '暖心驿站 0', 'a whole frequency'],
    ['stopwords.txt', '和 与', 'without spaces'],
    ['synonyms.txt', '甲乙', 'two words or more'],
    ['regional.tsv', '軟體 软件', 'a word, a tab'],
  ])('%s: %j is refused with its line, and the old words go on', (name, line, reason) => {
    const good = {
      'variants.tsv': '妳\t你',
      'userdict.txt': '職工之家 1',
      'stopwords.txt': '的',
      'synonyms.txt': '妳 = 禾川',
      'regional.tsv': '妳\t硬件',
    }[name]!;
    desk = new Desk({ [name]: `${good}\n` });
    const before = desk.after(0);
    desk.write(name, `${good}\n\n${line}\n`);
    expect(desk.after(1000)).toBe(before);
    expect(desk.said).toEqual([expect.stringContaining(`DICTIONARY_INVALID ${desk.pathOf(name)}, line 3: `)]);
    expect(desk.said[0]).toContain(reason);
    desk.write(name, `${good}\n`);
    expect([desk.after(1000), desk.said.length]).toEqual([before, 1]);
  });

  it.each(['variants.tsv', 'userdict.txt', 'stopwords.txt', 'synonyms.txt', 'regional.tsv'])(
    '%s in another encoding, or a folder of its name, is refused',
    (name) => {
      desk = new Desk();
      const before = desk.after(0);
      desk.write(name, Buffer.concat([Buffer.from('# 注\n'), Buffer.from([0xb5, 0xc4, 0x0a])]));
      expect(desk.after(1000)).toBe(before);
      rmSync(desk.pathOf(name));
      mkdirSync(desk.pathOf(name));
      expect(desk.after(1000)).toBe(before);
      expect(desk.said).toEqual([
        expect.stringContaining(`${desk.pathOf(name)}, line 2: the file is not UTF-8`),
        expect.stringContaining(`${desk.pathOf(name)} cannot be read`),
      ]);
    },
  );
});
