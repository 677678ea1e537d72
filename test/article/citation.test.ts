import fc from 'fast-check';
import { bibtex } from '../../src/article/citation/bibtex.js';
import { citationText } from '../../src/article/citation/chinese.js';
import { authorsOf, type CitedArticle } from '../../src/article/citation/cited-article.js';
import { cslItem } from '../../src/article/citation/csl-item.js';
import { ris } from '../../src/article/citation/ris.js';
import { seed } from '../support/shared.js';

const cited = (more: Partial<CitedArticle> = {}): CitedArticle => ({ id: 'a-1', title: '青陶桥下游船今起复航', authors: [], ...more });
const whole = cited({ paper: '云湾工人报', date: '2024-03-08', pageNumber: '3', authors: ['林小舟', '贺知雨'] });

const online = { url: 'https://bao.example/articles/a-1', day: '2026-08-09' };

describe('GB/T 7714—2025', () => {
  it.each([
    [whole, '林小舟，贺知雨. 青陶桥下游船今起复航[N]. 云湾工人报，2024-03-08（3）.'],
    [
      cited({ authors: ['甲', '乙', '丙', '丁'], paper: '云湾工人报', pageNumber: 'A06' }),
      '甲，乙，丙，等. 青陶桥下游船今起复航[N]. 云湾工人报（A06）.',
    ],
    [cited({ authors: ['甲', '乙', '丙'], date: '2024-03-08', pageNumber: '03' }), '甲，乙，丙. 青陶桥下游船今起复航[N]. 2024-03-08（3）.'],
    [cited({ paper: '云湾工人报', date: '2024-03-08' }), '青陶桥下游船今起复航[N]. 云湾工人报，2024-03-08.'],
    [cited({ pageNumber: '3' }), '青陶桥下游船今起复航[N].'],
    [cited({ title: '' }), '[无题][N].'],
    [cited({ title: '上一行\n下一行' }), '上一行 下一行[N].'],
  ])('%j', (article, expected) => {
    expect(citationText('gbt2025', article)).toBe(expected);
  });

  it('names the address of what is online, and not the day it was read', () => {
    expect(citationText('gbt2025', whole, online)).toBe(
      '林小舟，贺知雨. 青陶桥下游船今起复航[N/OL]. 云湾工人报，2024-03-08（3）. https://bao.example/articles/a-1.',
    );
    expect(citationText('gbt2025', cited(), online)).toBe('青陶桥下游船今起复航[N/OL]. https://bao.example/articles/a-1.');
  });
});

describe('GB/T 7714—2015', () => {
  it.each([
    [whole, '林小舟, 贺知雨. 青陶桥下游船今起复航[N]. 云湾工人报, 2024-03-08(03).'],
    [
      cited({ authors: ['甲', '乙', '丙', '丁'], paper: '云湾工人报', pageNumber: 'A06' }),
      '甲, 乙, 丙, 等. 青陶桥下游船今起复航[N]. 云湾工人报(A06).',
    ],
    [cited({ authors: ['甲', '乙', '丙'], date: '2024-03-08', pageNumber: '12' }), '甲, 乙, 丙. 青陶桥下游船今起复航[N]. 2024-03-08(12).'],
    [cited({ title: '' }), '[无题][N].'],
  ])('%j', (article, expected) => {
    expect(citationText('gbt2015', article)).toBe(expected);
  });

  it('says when what is online was read', () => {
    expect(citationText('gbt2015', whole, online)).toBe(
      '林小舟, 贺知雨. 青陶桥下游船今起复航[N/OL]. 云湾工人报, 2024-03-08(03)[2026-08-09]. https://bao.example/articles/a-1.',
    );
  });
});

describe('the footnote of historians', () => {
  it.each([
    [whole, '林小舟、贺知雨：《青陶桥下游船今起复航》，《云湾工人报》2024年3月8日，第3版。'],
    [cited({ authors: ['甲', '乙', '丙', '丁'], date: '1926-11' }), '甲、乙、丙等：《青陶桥下游船今起复航》，1926年11月。'],
    [cited({ title: '读《渡口》', paper: '云湾工人报' }), '《读〈渡口〉》，《云湾工人报》。'],
    [cited({ title: '', pageNumber: '3' }), '《无题》。'],
  ])('%j', (article, expected) => {
    expect(citationText('footnote', article)).toBe(expected);
  });
});

describe('bibtex', () => {
  it('has every field that is known, and a key of its own', () => {
    expect(bibtex(whole, 'http://127.0.0.1:3000/articles/a-1')).toBe(`@article{xunbao-a-1,
  entrysubtype = {news},
  author = {{林小舟} and {贺知雨}},
  title = {{青陶桥下游船今起复航}},
  journal = {云湾工人报},
  date = {2024-03-08},
  number = {3},
  url = {http://127.0.0.1:3000/articles/a-1},
  langid = {chinese},
}`);
  });

  it('leaves out what is not known', () => {
    expect(bibtex(cited({ title: '' }))).toBe('@article{xunbao-a-1,\n  entrysubtype = {news},\n  langid = {chinese},\n}');
  });

  it('has another key for another id, and the same for the same', () => {
    const ids = ['a-1', 'A-1', '云湾/三?', '渡口/三?', '云湾/四?', '云湾-2024-03-08', '渡口-2024-03-08', '-2024-03-08', '2024-03-08', '?'];
    const keys = ids.map((id) => /^@article\{([a-z0-9-]+),$/i.exec(bibtex(cited({ id })).split('\n')[0]!)?.[1]?.toLowerCase());
    expect(new Set(keys).size).toBe(ids.length);
    expect(keys).not.toContain(undefined);
    expect(bibtex(cited({ id: '云湾/三?' }))).toBe(bibtex(cited({ id: '云湾/三?' })));
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

describe('CSL-JSON', () => {
  it('is an item of the type article-newspaper, names whole', () => {
    expect(cslItem({ ...whole, section: '要闻' }, 'https://bao.example/articles/a-1')).toEqual({
      id: 'a-1',
      type: 'article-newspaper',
      title: '青陶桥下游船今起复航',
      author: [{ literal: '林小舟' }, { literal: '贺知雨' }],
      'container-title': '云湾工人报',
      issued: { 'date-parts': [[2024, 3, 8]] },
      page: '3',
      section: '要闻',
      URL: 'https://bao.example/articles/a-1',
      language: 'zh-CN',
    });
  });

  it('has no field that is not known', () => {
    expect(cslItem(cited({ title: '' }))).toEqual({ id: 'a-1', type: 'article-newspaper', language: 'zh-CN' });
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
