import { seeBlocks } from '../../src/page/context.js';
import { labelBlocks } from '../../src/page/label-sequence.js';
import { layOut } from '../../src/page/layout.js';
import { LABELS } from '../../src/page/labels.js';
import { PAIR_RULES, TRANSITIONS } from '../../src/page/transitions.js';
import { CUT, MORE, NEWS, TEXT } from './rule-examples.js';
import { readLines } from './text-lines.js';

/** For each pair rule a page on which it holds between the marked line and the block above it, and one on which it does not. */
const EXAMPLES: Readonly<Record<string, readonly [holds: string, fails: string]>> = {
  unfinishedNeedsItsRest: [`${CUT}\n\n>班名的木牌。`, `${TEXT}\n\n>${MORE}`],
  headlineOfTwoLines: [`春天的操场边上\n>种出一片菜园来\n\n${NEWS}`, `春天的操场边上\n\n>种出一片菜园来\n\n${NEWS}`],
  headlinePartsAreApart: [`春天的操场边上\n>种出一片菜园来\n\n${NEWS}`, `春天的操场边上\n\n>种出一片菜园来\n\n${NEWS}`],
  seriesBelowColumn: [`走读小城\n\n>第三站 城东\n\n${NEWS}`, `走读小城\n\n>城东车站\n\n${NEWS}`],
  partBelowHeadline: [`操场边上种出菜园\n\n>编者按\n\n${TEXT}`, `操场边上种出菜园\n\n>木牌上的名字\n\n${TEXT}`],
  jumpBelowHeadline: [`操场边上种出菜园\n\n>（上接第1版）\n\n${TEXT}`, `操场边上种出菜园\n\n>第1版\n\n${TEXT}`],
  restBelowHeadline: [`操场边上种出菜园\n\n>（上接第1版）\n\n${TEXT}`, `操场边上种出菜园\n\n>（下转第4版）\n\n${TEXT}`],
  textBelowJump: [`操场边上种出菜园\n\n（上接第1版）\n\n>${TEXT}`, `操场边上种出菜园\n\n第1版\n\n>${TEXT}`],
  signatureClosesGroup: [`${TEXT}\n>城东燃气公司\n2031年3月8日`, `${TEXT}\n\n>城东燃气公司\n2031年3月8日`],
  dateEndsSignature: [`${TEXT}\n\n2031年3月8日\n>城东燃气公司`, `${TEXT}\n\n城东燃气公司\n>2031年3月8日`],
  stanza: [
    '菜园\n\n种子睡着了\n雨点在敲门\n泥土翻了个身\n\n>风从北边来\n把门推开\n春天站着',
    '菜园\n\n种子睡着了\n>雨点在敲门\n泥土翻了个身',
  ],
  listEndsWithGroup: [
    '各班收成\n\n一班 黄瓜 12架\n二班 豆角 9架\n三班 番茄 20株\n\n>四班 茄子 8株\n五班 南瓜 3个\n六班 辣椒 9株',
    '各班收成\n\n一班 黄瓜 12架\n>二班 豆角 9架\n三班 番茄 20株',
  ],
};

describe('pair rules', () => {
  it.each(PAIR_RULES.map((rule) => rule.name))('%s holds where it should and not where it should not', (name) => {
    const rule = PAIR_RULES.find((one) => one.name === name)!;
    const asked = EXAMPLES[name]!.map((page) => {
      const at = page.split('\n').findIndex((line) => line.startsWith('>'));
      const blocks = seeBlocks(layOut(readLines(page.replace(/^>/mu, ''))));
      const index = blocks.findIndex((one) => one.own.block.lines.some((line) => line.number === at + 1));
      return rule.holds(blocks[index - 1]!, blocks[index]!);
    });
    expect(asked).toEqual([true, false]);
  });

  it('have weights, labels and reasons', () => {
    for (const rule of PAIR_RULES) {
      expect(rule.weight).not.toBe(0);
      expect(rule.why.length).toBeGreaterThan(15);
      for (const label of [...rule.from, ...rule.to]) expect(LABELS).toContain(label);
    }
  });
});

describe('the table of transitions', () => {
  it('lets every label be reached and left', () => {
    for (const label of LABELS) {
      expect(Object.keys(TRANSITIONS[label]).length).toBeGreaterThan(0);
      expect(Object.entries(TRANSITIONS).some(([from, row]) => from !== label && row[label] !== undefined)).toBe(true);
    }
  });
});

describe('labelBlocks', () => {
  const label = (page: string): readonly string[] => labelBlocks(seeBlocks(layOut(readLines(page)))).map((one) => one.label);

  it('labels nothing for nothing', () => {
    expect(label('')).toEqual([]);
  });

  it('decides over the whole sequence: the same line is a banner, a headline or a sub-head by what stands around it', () => {
    expect(label(`城事观察\n\n操场边上种出菜园\n\n${NEWS}`)[0]).toBe('banner');
    expect(label(`城事观察\n\n${NEWS}`)[0]).toBe('title');
    expect(label(`操场边上种出菜园\n\n${NEWS}\n\n木牌上的名字\n\n${MORE}`)[2]).toBe('subhead');
    expect(label(`操场边上种出菜园\n\n${NEWS}\n\n木牌上的名字\n\n${NEWS}`)[2]).toBe('title');
  });
});
