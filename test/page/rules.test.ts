import { seeBlocks, type Seen } from '../../src/page/context.js';
import { layOut } from '../../src/page/layout.js';
import { LABELS } from '../../src/page/labels.js';
import { RULES } from '../../src/page/rules.js';
import { WEIGHTS, type RuleName } from '../../src/page/weights.js';
import { RULE_EXAMPLES } from './rule-examples.js';
import { readLines } from './text-lines.js';
import { traditionalTwin } from './traditional-twin.js';

/** The block whose line is marked with `>`, seen on its page. */
function marked(page: string): Seen {
  const at = page.split('\n').findIndex((line) => line.startsWith('>'));
  const text = page
    .split('\n')
    .map((line) => line.replace(/^>/u, ''))
    .join('\n');
  const found = seeBlocks(layOut(readLines(text))).find((one) => one.own.block.lines.some((line) => line.number === at + 1));
  if (!found) throw new Error(`no marked block in ${page}`);
  return found;
}

const NAMES = Object.keys(WEIGHTS) as RuleName[];

describe('every rule', () => {
  it.each(NAMES)('%s holds where it should and not where it should not', (name) => {
    const [holds, fails] = RULE_EXAMPLES[name];
    expect(Number(RULES[name](marked(holds)))).toBeGreaterThan(0);
    expect(Number(RULES[name](marked(fails)))).toBe(0);
  });

  it.each(NAMES)('%s holds as far in traditional characters', (name) => {
    for (const example of RULE_EXAMPLES[name])
      expect(Number(RULES[name](marked(traditionalTwin(example))))).toBeCloseTo(Number(RULES[name](marked(example))), 9);
  });

  it.each(NAMES)('%s has a label, a weight and a reason', (name) => {
    const { label, weight, why } = WEIGHTS[name];
    for (const one of typeof label === 'string' ? [label] : label) expect(LABELS).toContain(one);
    expect(weight).not.toBe(0);
    expect(why.length).toBeGreaterThan(15);
  });
});
