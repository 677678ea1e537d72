import { furnitureScore, isJumpLine, readFolio } from '../../src/page/furniture.js';

describe('readFolio', () => {
  it.each([
    ['07', '7'],
    ['第3版', '3'],
    ['第三版', '3'],
    ['第十二版', '12'],
    ['A06', 'A06'],
    ['B2版', 'B2'],
    ['·8·', '8'],
    ['０９', '9'],
    ['03', '3'],
    ['第03版', '3'],
    ['A-06', 'A-06'],
    ['A06版', 'A06'],
    ['第A06版', 'A06'],
    ['Ａ０６', 'A06'],
    ['三版', '3'],
    ['第３版', '3'],
    ['—8—', '8'],
    ['第3页', '3'],
  ] as const)('reads %s', (word, folio) => {
    expect(readFolio(word)).toBe(folio);
  });

  it('refuses what is no folio', () => {
    expect(['要闻', '2031', '1.5', ''].map(readFolio)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('furnitureScore', () => {
  it.each([
    '青溪日报',
    '第2版',
    '07',
    '2031年3月8日 星期六',
    '责任编辑 顾小舟 版式设计 方满 校对 尤一',
    '责编/顾小舟 美编/方满 邮箱：desk@qingxi.example',
    '编辑：顾小舟 | 版式：方满',
    '本报地址：青溪市书院路1号 邮编：661200 零售价：1.00元',
    '～ · ．',
    '（下转第4版）',
    '本版編輯：顧小舟 版面設計：方滿',
  ])('knows %s', (line) => {
    expect(furnitureScore(line)).toBeGreaterThanOrEqual(0.75);
  });

  it.each(['操场边上种出菜园', '编辑同志：', '今年3月，三百名学生分到三十块菜地。', '小邮局里的信箱', '本报记者 顾小舟', '顾小舟 摄'])(
    'leaves %s alone',
    (line) => {
      expect(furnitureScore(line)).toBeLessThan(0.5);
    },
  );
});

describe('isJumpLine', () => {
  it.each([
    ['（下转第4版）', true],
    ['上接A1版', true],
    ['下轉C4版', true],
    ['（紧接第三版）', true],
    ['转眼到了第三版修订', false],
    ['下转', false],
  ] as const)('%s: %s', (line, jump) => {
    expect(isJumpLine(line)).toBe(jump);
  });
});
