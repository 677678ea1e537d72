import fc from 'fast-check';
import { parsePage } from '../../src/page/parse-page.js';
import { seed } from '../support/shared.js';
import { MORE, NEWS, OTHER } from './rule-examples.js';

interface Story {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** Three stories; printed in any order and style they must come out the same. */
const STORIES: readonly Story[] = [
  { title: '操场边上种出菜园', paragraphs: [NEWS, MORE] },
  {
    title: '渡轮换了新灯',
    paragraphs: [
      `本报讯（记者 方满 通讯员 尤一舟）${OTHER}`,
      '码头管理处的工人说，新灯省电，一盏能用五年，换灯那天他们在塔上吃了午饭，菜是渔民送来的鲜鱼。',
    ],
  },
  {
    title: '老邮局腾出一间书房',
    paragraphs: [
      '本报讯（记者 温小川）北门老邮局昨日腾出分拣间，办起一间不打烊的书房，架上的书由街坊捐来，借书不登记，还书凭自觉。',
      '邮局退休职工戚四海守了第一夜，他数了数，进来过十九个人，有人看书，有人打盹，有人只为暖一暖手。',
    ],
  },
];

const WIDE = /[，。、；：？！”』」）》]/u;

function wrap(text: string, measure: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const c of text) {
    if (line.length >= measure && !WIDE.test(c)) {
      lines.push(line);
      line = '';
    }
    line += c;
  }
  return [...lines, line];
}

const STYLES = {
  long: (story: Story): string => [story.title, ...story.paragraphs].join('\n\n'),
  cut: (story: Story): string => [story.title, ...story.paragraphs.flatMap((text) => [text.slice(0, 37), text.slice(37)])].join('\n\n'),
  indented: (story: Story): string => [story.title, story.paragraphs.flatMap((text) => wrap(text, 18, '　　')).join('\n')].join('\n\n'),
  wrapped: (story: Story): string => [story.title, ...story.paragraphs.map((text) => wrap(text, 20, '').join('\n'))].join('\n\n'),
} as const;

describe('stories printed again in another style', () => {
  it('come out the same', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...STORIES], { minLength: 2 }),
        fc.constantFrom(...(Object.keys(STYLES) as (keyof typeof STYLES)[])),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (stories, style, end, head) => {
          const blocks = [...(head ? ['青溪日报\n2031年3月8日 星期六 第2版'] : []), ...stories.map(STYLES[style])];
          const parsed = parsePage(blocks.join('\n\n').replaceAll('\n', end));
          expect(parsed.articles.map(({ title, paragraphs }) => ({ title, paragraphs }))).toEqual(stories);
          expect(parsed.furniture).toHaveLength(head ? 2 : 0);
        },
      ),
      { seed, numRuns: 150 },
    );
  });
});
