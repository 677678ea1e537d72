import { explainPages } from '../../src/page/explain-pages.js';
import { parsePages } from '../../src/page/parse-pages.js';
import { textSource } from '../../src/page/readers/text-reader.js';
import { NEWS, OTHER } from './rule-examples.js';

const PAGE = `操场边上种出菜园\n\n${NEWS}`;

describe('explainPages', () => {
  it('tells label, sureness and rules of every block', () => {
    const [page] = explainPages(textSource(PAGE));
    expect(page!.blocks.map((block) => [block.label, block.lines])).toEqual([
      ['title', [1, 1]],
      ['paragraph', [3, 3]],
    ]);
    expect(page!.blocks[0]!.rules[0]).toEqual({ name: 'titleNextToText', weight: 1 });
    expect(page!.blocks.every(({ sureness }) => sureness > 0.5 && sureness <= 1)).toBe(true);
  });

  it('explains the reading that was made: page by page, as sure as it was, its lines those of the file', () => {
    const text = `青溪日报\n2031年3月8日 星期六 第2版\n\n${PAGE}\n\f青溪日报\n2031年3月8日 星期六 第3版\n\n渡轮换了新灯\n\n${OTHER}`;
    const pages = explainPages(textSource(text));
    expect(pages.map(({ confidence }) => confidence)).toEqual(parsePages(text).map(({ confidence }) => confidence));
    const titles = pages.flatMap(({ blocks }) =>
      blocks.filter(({ label }) => label === 'title').map(({ lines }) => text.split('\n')[lines[0] - 1]),
    );
    expect(titles).toEqual(['操场边上种出菜园', '渡轮换了新灯']);
  });

  it('a masthead over several lines is furniture here too', () => {
    const head = ['澄湖', '公曆2034年6月9日', '夏曆四月廿三', '星期五'];
    const [page] = explainPages(textSource(`${head.join('\n')}\n${PAGE}`));
    expect(page!.blocks.filter(({ label }) => label === 'furniture').flatMap(({ lines }) => lines[1])).toEqual([1, 2, 3, 4]);
  });

  it('labels nothing of a text that is kept whole', () => {
    expect(explainPages(textSource('灯\n'.repeat(25_000)))).toEqual([{ measure: 0, confidence: 0.3, blocks: [] }]);
  });
});
