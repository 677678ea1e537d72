import fc from 'fast-check';
import { authorsOf, bibtex, gbt7714, ris, type CitedArticle } from '../../src/article/citation.js';
import { seed } from '../support/shared.js';

const cited = (more: Partial<CitedArticle> = {}): CitedArticle => ({ id: 'a-1', title: '青陶桥下游船今起复航', authors: [], ...more });
const whole = cited({ paper: '云湾工人报', date: '2024-03-08', pageNumber: '3', authors: ['林小舟', '贺知雨'] });

describe('gbt7714', () => {
  it.each([
    [whole, '林小舟, 贺知雨. 青陶桥下游船今起复航[N]. 云湾工人报, 2024-03-08(03).'],
    [
      cited({ authors: ['甲', '乙', '丙', '丁'], paper: '云湾工人报', pageNumber: 'A06' }),
      '甲, 乙, 丙, 等. 青陶桥下游船今起复航[N]. 云湾工人报(A06).',
    ],
    [cited({ authors: ['甲', '乙', '丙'], date: '2024-03-08', pageNumber: '12' }), '甲, 乙, 丙. 青陶桥下游船今起复航[N]. 2024-03-08(12).'],
    [cited({ title: '' }), '[无题][N].'],
    [cited({ title: '上一行\n下一行' }), '上一行 下一行[N].'],
  ])('%j', (article, expected) => {
    expect(gbt7714(article)).toBe(expected);
  });
});

describe('bibtex', () => {
  it('has every field that is known, and a key of its own', () => {
    expect(bibtex(whole, 'http://127.0.0.1:3000/articles/a-1')).toBe(`@article{xunbao-a-1,
  author = {{林小舟} and {贺知雨}},
  title = {{青陶桥下游船今起复航}},
  journal = {云湾工人报},
  year = {2024},
  month = {3},
  day = {8},
  pages = {3},
  url = {http://127.0.0.1:3000/articles/a-1},
  langid = {chinese},
}`);
  });

  it('leaves out what is not known', () => {
    expect(bibtex(cited({ id: '云湾/三?', title: '' }))).toBe('@article{xunbao-,\n  langid = {chinese},\n}');
  });

  it('keeps its braces in pairs whatever the words are', () => {
    const text = fc.string({ unit: fc.constantFrom('{', '}', '\\', '%', '\n', '水', '"', '@', ',') });
    fc.assert(
      fc.property(text, text, (title, paper) => {
        const bare = bibtex(cited({ title, paper })).replaceAll(/\\[{}]/g, '');
        let depth = 0;
        for (const character of bare) {
          depth += character === '{' ? 1 : character === '}' ? -1 : 0;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
      }),
      { seed },
    );
  });
});

describe('ris', () => {
  it('is a record of the type NEWS', () => {
    expect(ris(whole, 'http://127.0.0.1:3000/articles/a-1').split('\n')).toEqual([
      'TY  - NEWS',
      'AU  - 林小舟',
      'AU  - 贺知雨',
      'TI  - 青陶桥下游船今起复航',
      'T2  - 云湾工人报',
      'PY  - 2024',
      'DA  - 2024/03/08',
      'SP  - 3',
      'LA  - zh',
      'UR  - http://127.0.0.1:3000/articles/a-1',
      'ER  -',
    ]);
  });

  it('has a line for a field, and no field that is not known', () => {
    expect(ris(cited({ title: '一\nER  - 二' })).split('\n')).toEqual(['TY  - NEWS', 'TI  - 一 ER - 二', 'LA  - zh', 'ER  -']);
  });
});

describe('authorsOf', () => {
  const nobody = { reporters: [], correspondents: [], photographers: [] };
  it.each([
    [{ ...nobody, reporters: ['甲'], authors: ['乙', '甲'], correspondents: ['丙'] }, ['甲', '乙']],
    [{ ...nobody, correspondents: ['丙'], photographers: ['丁'] }, ['丙']],
    [{ ...nobody, photographers: ['丁'] }, ['丁']],
    [nobody, []],
  ])('%j', (byline, expected) => {
    expect(authorsOf(byline)).toEqual(expected);
  });
});
