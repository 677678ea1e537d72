import fc from 'fast-check';
import request from 'supertest';

import { traceRanges } from '../../src/web/trail.js';
import { ARTICLES, openApp } from '../http/open-app.js';
import { seed } from '../support/shared.js';

const lines = (...texts: string[]) => texts.map((text, index) => ({ number: index + 1, text }));

describe('traceRanges', () => {
  it.each([
    ['一个字也不差', [[0, 2]], lines('一个字也不差'), [[1, [[0, 2]]]]],
    [
      '跨在两行之间的词',
      [[3, 6]],
      lines('　　跨在两行', '之间的词'),
      [
        [1, [[5, 6]]],
        [2, [[0, 2]]],
      ],
    ],
    ['记者贺知雨报道', [[2, 5]], lines('记者 贺 知 雨', '报道'), [[1, [[3, 8]]]]],
    [
      '两处和两处',
      [
        [0, 2],
        [3, 5],
      ],
      lines('两处', '—和—', '两处'),
      [
        [1, [[0, 2]]],
        [3, [[0, 2]]],
      ],
    ],
    [
      '空 格',
      [[0, 3]],
      lines('空', '', '格'),
      [
        [1, [[0, 1]]],
        [3, [[0, 1]]],
      ],
    ],
    ['没有行', [[0, 1]], lines(), []],
  ] as const)('%s', (text, ranges, printed, expected) => {
    expect([...traceRanges(text, ranges, printed)]).toEqual(expected);
  });

  it('marks just the characters that are marked in the text, however the lines are broken', () => {
    const word = fc.string({ unit: fc.constantFrom('水', '车', '渡', '口', ' '), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.nat(30), fc.nat(30), (parts, a, b) => {
        const text = parts.join('');
        const [start, end] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
        const printed = lines(...parts);
        const traced = traceRanges(text, start === end ? [] : [[start, end]], printed);
        const marked = printed
          .flatMap(({ number, text: line }) => (traced.get(number) ?? []).map(([from, to]) => line.slice(from, to)))
          .join('');
        expect(marked.replaceAll(' ', '')).toBe(text.slice(start, end).replaceAll(' ', ''));
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('/articles/{id}/trail', () => {
  const openPrinted = () => {
    const open = openApp();
    const [first, second] = ARTICLES;
    open.services.rawPages.set('page-7', [first.id, second.id]);
    open.services.printed.set('page-7', {
      firstNumber: 3,
      lines: ['雨台晚报', '老物件 新用场', '雨台镇修好旧水车', '', '镇里说，水', '车一天能浇三十亩菜地。', '', '渡口夜班加开一趟船', '<b>'],
      hiddenLines: new Set([9]),
      articles: [
        {
          article: { ...first, paragraphs: ['镇里说，水车一天能浇三十亩菜地。'] },
          lines: { banner: [], kicker: [[4]], title: [5], subtitle: [[]], paragraphs: [[7, 8]] },
        },
        { article: second, lines: { banner: [], kicker: [], title: [10], subtitle: [], paragraphs: [[11]] } },
      ],
    });
    return open;
  };
  const show = async (path: string) => (await request(openPrinted().app).get(encodeURI(path)).set('Accept-Language', 'zh-CN')).text;

  it('shows each line with its number and its article, and blank lines with the lines around them', async () => {
    const text = await show('/articles/yutai-1/trail');
    const shown = [
      ...text.matchAll(/<li id="L(\d+)" class="line([^"]*)"><span class="line-number">\d+<\/span><span class="owner">(\d*)<\/span>/g),
    ].map(([, line, style, owner]) => `${line!}${style!}${owner === '' ? '' : ` (${owner!})`}`);
    expect(shown).toEqual([
      '3',
      '4 colour-1 here (1)',
      '5 colour-1 here',
      '6 colour-1 here',
      '7 colour-1 here',
      '8 colour-1 here',
      '9',
      '10 colour-2 (2)',
      '11 colour-2',
    ]);
    expect(text).toContain('（这一行不再提供）');
    expect(text).toContain('<span class="line-text">&lt;b&gt;</span>');
    expect(text).toContain('href="/articles/yutai-2"');
  });

  it('marks a hit in the lines, also where it goes over the end of one, and is linked from the article', async () => {
    const text = await show('/articles/yutai-1/trail?q=水车');
    expect([...text.matchAll(/<mark id="(hit-\d)">([^<]+)</g)].map(([, id, word]) => [id, word])).toEqual([
      ['hit-1', '水车'],
      ['hit-2', '水'],
      ['hit-3', '车'],
    ]);
    expect(text).toContain('href="/articles/yutai-1?q=%E6%B0%B4%E8%BD%A6">‹ 返回文章');
  });

  it.each([
    ['yutai-2', 404],
    ['none', 404],
    ['withheld', 410],
  ])('of %s is %d', async (id, status) => {
    const open = openApp();
    open.services.gone.set('withheld', { type: 'withheld', reason: '' });
    await request(open.app).get(`/articles/${id}/trail`).expect(status);
  });
});
