import fc from 'fast-check';
import { plainCharacters } from '../../src/page/clean/plain-characters.js';
import { decodePage } from '../../src/page/decode.js';
import { parsePage } from '../../src/page/parse-page.js';
import { parsePages } from '../../src/page/parse-pages.js';
import type { ParsedPage } from '../../src/article/article.js';
import { seed } from '../support/shared.js';
import { CUT, MORE, NEWS, OTHER, TEXT } from './rule-examples.js';
import { pageLines } from './text-lines.js';
import { printedLines } from '../../src/page/readers/text-reader.js';

/** `npm run test:long`: ten thousand pages of each form. */
const LONG = process.env['XUNBAO_TEST_LONG'] === '1';

const page = (...blocks: readonly string[]): string => blocks.join('\n\n');

/** Every character of a parsed page, white space left out, sorted. */
function characters(pages: readonly ParsedPage[]): string {
  const parts = pages.flatMap(({ articles, furniture }) => [
    ...articles.flatMap((one) => [one.banner ?? '', ...one.kicker, one.title, ...one.subtitle, ...one.paragraphs]),
    // As printed.
    ...furniture.map(plainCharacters),
  ]);
  return sorted(parts.join(''));
}

/** Characters of clean lines; the cleaning has tests of its own, and loses no letter but those of markup. */
const cleaned = (text: string): string =>
  sorted(
    pageLines(text)
      .map((line) => line.text)
      .join('\n'),
  );

/** Letters and digits, but for those that are seen as blanks. */
const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]|[\u115f\u1160\u3164\uffa0]/gu, '');

function sorted(text: string): string {
  return Array.from(text.replace(/\s+/gu, '')).sort().join('');
}

describe('parsePage', () => {
  it('reads banner, kicker, headline, subtitle, byline, sub-head and credit', () => {
    const parsed = parsePage(
      page(
        '城事观察',
        '把课堂搬到地头 让汗水浇出学问',
        '操场边上种出菜园',
        '——城东小学见闻',
        '□本报记者 顾小舟',
        TEXT,
        '木牌上的名字',
        MORE,
        '本报记者 方满 摄',
      ),
    );
    expect(parsed.articles).toEqual([
      {
        banner: '城事观察',
        kicker: ['把课堂搬到地头 让汗水浇出学问'],
        title: '操场边上种出菜园',
        subtitle: ['——城东小学见闻'],
        byline: { reporters: ['顾小舟'], correspondents: [], photographers: ['方满'] },
        paragraphs: ['□本报记者 顾小舟', TEXT, '木牌上的名字', MORE, '本报记者 方满 摄'],
        kind: 'news',
        extra: { subheads: ['木牌上的名字'], bylineBlocks: ['□本报记者 顾小舟'] },
      },
    ]);
  });

  it('joins a paragraph across a blank line, a folio and a caption', () => {
    const { articles, furniture } = parsePage(
      page('操场边上种出菜园', NEWS.slice(0, 50), '07', NEWS.slice(50), MORE.slice(0, 30), '学生在给黄瓜搭架。 方满 摄', MORE.slice(30)),
    );
    expect(articles[0]?.paragraphs).toEqual([NEWS, MORE, '学生在给黄瓜搭架。 方满 摄']);
    expect(furniture).toEqual(['07']);
  });

  it('never joins across a jump line, and notes the jump', () => {
    const { articles, furniture } = parsePage(
      page('操场边上种出菜园', NEWS, CUT, '（下转第4版）', '渡轮换了新灯', `本报讯（记者 方满）${OTHER}`),
    );
    expect(articles.map((one) => one.title)).toEqual(['操场边上种出菜园', '渡轮换了新灯']);
    expect(articles[0]?.paragraphs.at(-1)).toBe(CUT);
    expect(articles[0]?.extra).toEqual({ jump: '（下转第4版）' });
    expect(furniture).toEqual(['（下转第4版）']);
  });

  it('takes a jump line under a headline for that story', () => {
    const { articles } = parsePage(page('操场边上种出菜园', '（上接第1版）', TEXT, MORE));
    expect(articles.map((one) => [one.title, one.extra?.['jump']])).toEqual([['操场边上种出菜园', '（上接第1版）']]);
  });

  it('joins a headline of two lines', () => {
    expect(parsePage(page('春天的操场边上\n种出一片菜园来', NEWS)).articles[0]?.title).toBe('春天的操场边上 种出一片菜园来');
  });

  it.each([
    ['photo', page('菜园里的春天', `3月8日，${TEXT}`, '方满 摄')],
    ['notice', page('停气通知', `因管道检修，定于3月8日停气一天。${MORE}`, '城东燃气公司', '2031年3月8日')],
    ['list', page('各班收成', '一班 黄瓜 12架\n二班 豆角 90架\n三班 番茄 20株')],
    ['verse', page('菜园', '顾小舟', '种子睡着了\n雨点在敲门\n泥土翻了个身', '风从北边来\n把门推开一条缝\n春天站着')],
    ['letter', page('请给菜园留条路', '编辑同志：', TEXT, MORE, '城东小学家长 方满', '3月8日')],
    [
      'interview',
      page(
        '让孩子先把手弄脏',
        '——对话校工方满',
        '□本报记者 顾小舟',
        '问：种子从哪里来？',
        '答：从我抽屉里来。',
        '问：谁来浇水？',
        '答：值日的学生。',
      ),
    ],
    ['column', page('操场边的菜园', '顾小舟', TEXT, MORE)],
    ['obituary', page('讣告', '城东小学退休教师方满同志因病医治无效，于2031年3月8日逝世，享年九十岁。', '城东小学', '2031年3月9日')],
    ['news', page('操场边上种出菜园', NEWS)],
  ] as const)('tells the kind %s', (kind, text) => {
    expect(parsePage(text).articles.map((one) => one.kind)).toEqual([kind]);
  });

  it('reads one article without a headline, a headline without text, and a page of furniture alone', () => {
    expect(parsePage(TEXT).articles).toMatchObject([{ title: '', paragraphs: [TEXT] }]);
    expect(parsePage('操场边上种出菜园').articles).toMatchObject([{ title: '操场边上种出菜园', paragraphs: [] }]);
    expect(parsePage('青溪日报\n2031年3月8日 星期六 第2版')).toMatchObject({
      articles: [],
      furniture: ['青溪日报', '2031年3月8日 星期六 第2版'],
      confidence: 1,
    });
  });

  it('tells where each paragraph stands', () => {
    const { lines } = parsePage(page('青溪日报 第2版', '操场边上种出菜园', NEWS.slice(0, 50), NEWS.slice(50), MORE));
    expect(lines).toEqual([{ banner: [], kicker: [], title: [3], subtitle: [], paragraphs: [[5, 7], [9]] }]);
  });

  it('is surer of a plain page than of a doubtful one', () => {
    const plain = parsePage(page('操场边上种出菜园', NEWS));
    const doubtful = parsePage(page('春天', '菜园', '操场', '种子', TEXT));
    expect(plain.confidences).toHaveLength(1);
    expect(plain.confidence).toBeGreaterThan(0.9);
    expect(doubtful.confidence).toBeLessThan(plain.confidence);
  });

  it('warns where text breaks off and bylines stand within: kind 12', () => {
    const broken = Array.from({ length: 6 }, () => [TEXT.slice(0, 24), '□本报记者 顾小舟', TEXT.slice(3, 29)]).flat();
    expect(parsePage(page('操场边上种出菜园', ...broken)).confidence).toBeLessThan(0.7);
  });

  it('is no surer of a page than a little above its least sure article', () => {
    const { confidence, confidences } = parsePage(page(TEXT, '操场边上种出菜园', NEWS));
    expect(confidence).toBeLessThanOrEqual(Math.min(...confidences) + 0.2);
  });
});

describe('a line that says where a story comes from', () => {
  it.each([
    ['above its headline', ['（上接第1版）', '渡轮换了新灯', OTHER], '渡轮换了新灯'],
    ['below its headline', ['渡轮换了新灯', '（上接第1版）', OTHER], '渡轮换了新灯'],
    ['without a headline', ['（上接第1版）', OTHER], ''],
  ])('begins an article, %s', (_name, story, title) => {
    const { articles } = parsePage(['操场边上种出菜园', NEWS, MORE, ...story].join('\n\n'));
    expect(articles).toHaveLength(2);
    expect(articles[0]!.extra?.['jump']).toBeUndefined();
    expect(articles[1]).toMatchObject({ title, extra: { jump: '（上接第1版）' } });
  });
});

describe('every character is kept, whatever the text', () => {
  const scrap = fc.oneof(
    fc.constantFrom(
      '\n',
      '\n\n',
      '　　',
      ' ',
      '\r\n',
      '\f',
      '。',
      '，',
      '”',
      '（',
      '本报讯（记者 甲乙）',
      '（下转第4版）',
      '07',
      '第3版',
      '2031年4月1日',
      '方满 摄',
      '——',
      '问：',
      '一、',
      '●',
      '青溪日报',
      '责编 顾小舟',
      '停气通知',
      'Green',
      'Lane',
      '12',
      '\u{20000}',
      '\ud800',
      '\0',
      '\u200b',
      '\ufeff',
      '\u2028',
      TEXT,
      MORE,
      CUT,
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );

  it(
    'of made-up pages',
    () => {
      fc.assert(
        fc.property(fc.array(scrap, { maxLength: 40 }), (scraps) => {
          const text = scraps.join('');
          expect(characters([parsePage(text)])).toBe(cleaned(text));
          expect(characters(parsePages(text))).toBe(cleaned(text));
          if (!/[\u2e80-\u2fd5]/u.test(text)) expect(lettersOf(cleaned(text))).toBe(lettersOf(sorted(text)));
        }),
        { seed, numRuns: LONG ? 10_000 : 400 },
      );
    },
    LONG ? 600_000 : 30_000,
  );

  it(
    'of random bytes, decoded',
    () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom('utf-8', 'gb18030', 'big5', 'latin1'), (bytes, encoding) => {
          const text = new TextDecoder(encoding).decode(bytes);
          expect(characters([parsePage(text)])).toBe(cleaned(text));
        }),
        { seed, numRuns: LONG ? 10_000 : 300 },
      );
    },
    LONG ? 600_000 : 30_000,
  );

  it(
    'of random bytes as they come: kept whole, or refused by name',
    () => {
      const piece = fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom('青溪日报\n', '本报讯（记者 甲乙）', '\n\n', '第3版').map((text) => new TextEncoder().encode(text)),
      );
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
          const bytes = Uint8Array.from(pieces.flatMap((one) => [...one]));
          try {
            const { text } = decodePage(bytes);
            expect(characters(parsePages(text))).toBe(cleaned(text));
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^PAGE_(?:EMPTY|BINARY|UNDECODABLE)$/u) as string });
          }
        }),
        { seed, numRuns: LONG ? 10_000 : 300 },
      );
    },
    LONG ? 600_000 : 30_000,
  );

  it(
    'and every line of the trail lies within the text',
    () => {
      fc.assert(
        fc.property(fc.array(scrap, { maxLength: 30 }), (scraps) => {
          const text = scraps.join('');
          const count = printedLines(text).length;
          for (const one of parsePage(text).lines) {
            for (const line of [...one.banner, ...one.kicker.flat(), ...one.title, ...one.subtitle.flat(), ...one.paragraphs.flat()]) {
              expect(line).toBeGreaterThanOrEqual(1);
              expect(line).toBeLessThanOrEqual(count);
            }
          }
        }),
        { seed, numRuns: LONG ? 5_000 : 200 },
      );
    },
    LONG ? 600_000 : 30_000,
  );
});

describe('a text without an end', () => {
  const HAN = '渡口新桥行人绕岛上居民船工夜班';
  const line = (at: number): string => Array.from({ length: 66 }, (_, i) => HAN[(at * 7 + i * i) % HAN.length]).join('');
  const sizesOf = ({ articles }: ParsedPage): { readonly article: number; readonly paragraph: number } => ({
    article: Math.max(...articles.map(({ paragraphs }) => paragraphs.join('').length)),
    paragraph: Math.max(...articles.flatMap(({ paragraphs }) => paragraphs.map((one) => one.length))),
  });

  it.each([
    ['lines without a mark', Array.from({ length: 6_000 }, (_, at) => line(at)).join('\n')],
    ['one endless line', `夜班加开一趟船\n\n${Array.from({ length: 6_000 }, (_, at) => line(at)).join('')}`],
    ['one of characters of two units', '𠀀𡃁'.repeat(100_000)],
  ])('becomes articles that are searched whole and can be imported: %s', (_, text) => {
    const parsed = parsePage(text);
    expect(characters([parsed])).toBe(sorted(text));
    const sizes = sizesOf(parsed);
    expect(sizes.article).toBeLessThanOrEqual(200_000);
    expect(sizes.paragraph).toBeLessThanOrEqual(20_000);
    for (const { paragraphs } of parsed.articles) for (const one of paragraphs) expect(one).not.toMatch(/\p{Surrogate}/u);
    expect(parsed.confidences.every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
  });
});
