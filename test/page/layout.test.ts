import { layOut } from '../../src/page/layout.js';
import { readLines } from './text-lines.js';

const texts = (page: string): readonly string[] => layOut(readLines(page)).blocks.map((block) => block.text);

/** Wraps text at a number of full-width characters. */
function wrap(text: string, measure: number, indent = ''): string {
  const lines: string[] = [];
  let line = indent;
  for (const c of text) {
    if (line.length === measure) {
      lines.push(line);
      line = '';
    }
    line += c;
  }
  return [...lines, line].join('\n');
}

const ONE = '城东小学把操场边的空地改成了菜园，三百名学生分到三十块菜地，每块地都插着写有班名的木牌，浇水施肥都由值日生记在本子上。';
const TWO = '菜园的木牌由学生自己刷漆，校工只管搭架子，菜地里种什么由各班商量，谁也不许替别人做主，老师也只在一旁看着。';

describe('layOut', () => {
  it('joins hard-wrapped lines; an indent begins a paragraph', () => {
    expect(texts(`${wrap(ONE, 16, '　　')}\n${wrap(TWO, 16, '　　')}`)).toEqual([ONE, TWO]);
  });

  it('ends a paragraph at a short line where there are no indents', () => {
    expect(texts(`${wrap(ONE, 16)}\n${wrap(TWO, 16)}`)).toEqual([ONE, TWO]);
  });

  it('finds very short lines, as of old vertical print', () => {
    expect(texts(wrap(ONE, 8))).toEqual([ONE]);
  });

  it('sets a short line between full paragraphs apart', () => {
    expect(texts(`${wrap(ONE, 16, '　　')}\n木牌上的名字\n${wrap(TWO, 16, '　　')}`)).toEqual([ONE, '木牌上的名字', TWO]);
  });

  it('does not join the lines of verse or lists', () => {
    expect(texts('种子睡着了\n雨点在敲门\n泥土翻了个身')).toEqual(['种子睡着了', '雨点在敲门', '泥土翻了个身']);
    expect(texts('一班 黄瓜 12架\n二班 豆角 90架\n三班 番茄 20株')).toHaveLength(3);
  });

  it('does not join numbered items', () => {
    const items = '公约如下，请贴在菜园门口：\n一、浇水在日出以前；\n二、施肥在日落以后。';
    expect(texts(`${wrap(ONE + TWO, 20)}\n${items}`)).toEqual([ONE + TWO, ...items.split('\n')]);
  });

  it('takes a measure for each run of lines: kind 1, articles of one page in columns of their own', () => {
    const three = [wrap(ONE, 9), '菜园开门', wrap(TWO, 26), '渡轮换灯', wrap(ONE, 15)].join('\n');
    expect(texts(three)).toEqual([ONE, '菜园开门', TWO, '渡轮换灯', ONE]);
  });

  it('keeps lines of a headline that share a width apart where nothing is wrapped', () => {
    const head = ['修了三十天，一根桩一根桩地修', '城东小学的桥又通了', '——五位老师傅和他们的一个夏天'];
    expect(texts(`${head.join('\n')}\n\n${ONE}\n\n${TWO}`)).toEqual([...head, ONE, TWO]);
  });

  it('keeps a headline of the full measure apart where the text below is set in', () => {
    expect(texts(`${wrap(TWO, 16, '　　')}\n${ONE.slice(0, 16)}\n${wrap(TWO, 16, '　　')}\n${wrap(ONE, 16, '　　')}`)).toEqual([
      TWO,
      ONE.slice(0, 16),
      TWO,
      ONE,
    ]);
  });

  it('reads indents where lines are not wrapped: kind 4', () => {
    const { blocks } = layOut(readLines(`菜园开门\n　　${ONE}\n　　${TWO}\n渡轮换灯\n　　${ONE}`));
    expect(blocks.map((block) => block.indented)).toEqual([false, true, true, false, true]);
    expect(blocks.every((block) => block.indents)).toBe(true);
  });

  it('takes a blank line after every line for none', () => {
    const lines = `${wrap(ONE, 16)}\n${wrap(TWO, 16)}\n${wrap(ONE, 16)}`;
    expect(texts(lines.replaceAll('\n', '\n\n'))).toEqual([ONE, TWO, ONE]);
  });

  it('keeps the lines of a masthead apart', () => {
    expect(texts('青溪日报\n2031年3月8日 星期六 第2版\n责任编辑 顾小舟 校对 方满')).toHaveLength(3);
  });

  it('joins a line that holds nothing but a closing mark', () => {
    expect(texts(`${ONE.slice(0, 16)}\n${ONE.slice(16, 32)}\n${ONE.slice(32, 48)}\n。`)).toEqual([`${ONE.slice(0, 48)}。`]);
  });
});

describe('a short line that ends no sentence, right below a full line that ends one', () => {
  const full = '菜园的木牌由学生自己刷漆，校工只管搭架子，种什么由各班商量。';

  it('is a heading and joins no paragraph', () => {
    expect(texts(`${wrap(ONE, 16)}\n${wrap(full, 15)}\n木牌上的名字\n${wrap(TWO, 15)}`)).toContain('木牌上的名字');
  });

  it('a bracket that is open goes on to the line that closes it', () => {
    expect(texts(`${wrap(ONE, 16)}\n（方小\n满）\n${wrap(TWO, 16)}`)).toContain('（方小满）');
  });
});

describe('lines of display type that are as wide as the columns', () => {
  const garden = '学校把操场边的空地改成了菜园，三百名学生分到三十块菜地。';

  it('a headline whose words the text repeats is none of the text, in narrow columns too', () => {
    for (const [measure, title] of [
      [9, '学校操场空地改成菜园'],
      [16, '学校把操场边上的空地改成了菜园'],
    ] as const)
      expect(texts(`${wrap(TWO, measure)}\n${title}\n${wrap(garden, measure)}`)).toEqual([TWO, title, garden]);
  });

  it('a first line whose words the text does not repeat goes on', () => {
    expect(texts(`${wrap(TWO, 16)}\n${wrap(`学校后门外那一大片荒地去年秋天${ONE}`, 16)}`)).toEqual([
      TWO,
      `学校后门外那一大片荒地去年秋天${ONE}`,
    ]);
  });

  it('a byline that fills its line is one', () => {
    const byline = '■记者 方小满 通讯员 丁一二';
    expect(texts(`${wrap(TWO, 14)}\n木牌上的名字\n${byline}\n${wrap(ONE, 14)}`)).toContain(byline);
  });

  it('a heading of two lines right below a full line that ends a sentence is none of it', () => {
    const full = '菜园的木牌由学生自己刷漆，校工只管搭架子，种什么由各班商量。';
    const blocks = texts(`${wrap(ONE, 15)}\n${wrap(full, 15)}\n渡轮公司的码头灯塔换了新的灯\n夜航更亮\n${wrap(TWO, 15)}`);
    expect(blocks).toContain('渡轮公司的码头灯塔换了新的灯夜航更亮');
  });

  it('a line of two clauses or with a dash below a headline is none of it', () => {
    for (const below of ['——城东小学操场见闻', '浇水要趁早 施肥不可多'])
      expect(texts(`${wrap(TWO, 15, '　　')}\n城东小学空地里种出一片菜\n${below}\n${wrap(ONE, 15, '　　')}`)).toEqual([
        TWO,
        '城东小学空地里种出一片菜',
        below,
        ONE,
      ]);
  });
});
