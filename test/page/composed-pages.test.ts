import fc from 'fast-check';
import { squeeze } from '../../src/page/characters.js';
import { parsePage } from '../../src/page/parse-page.js';
import { Random } from '../support/random.js';
import { seed } from '../support/shared.js';
import { composePage, type ComposedPage, type PagePlan } from './compose-page.js';
import { readGoldStories, type Story } from './gold-stories.js';
import { createTally, type Tally } from './page-score.js';

const stories = readGoldStories();
const STYLES = ['blocks', 'gapless', 'indented', 'wrapped'] as const;

/** A single line must fit the measure, or print would have wrapped it. */
function fits(story: Story, measure: number): boolean {
  return story.article.paragraphs.every((text, at) => !story.lines[at] || text.length <= measure - 3);
}

const plans: fc.Arbitrary<PagePlan> = fc
  .record({
    style: fc.constantFrom(...STYLES),
    measure: fc.integer({ min: 12, max: 40 }),
    eol: fc.constantFrom('\n', '\r\n'),
    wideDigits: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    script: fc.integer({ min: 0, max: 4 }),
    furniture: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  })
  .chain(({ script, ...plan }) => {
    const pool = stories.filter(
      (story) => story.traditional === (script === 0) && (plan.style === 'blocks' || plan.style === 'gapless' || fits(story, plan.measure)),
    );
    return fc
      .shuffledSubarray(pool, { minLength: Math.min(2, pool.length), maxLength: Math.min(8, pool.length) })
      .map((chosen): PagePlan => ({ ...plan, stories: chosen, traditional: script === 1 }));
  });

/** Every character that is not white space, sorted. */
function characters(parts: readonly string[]): string {
  return Array.from(squeeze(parts.join('')))
    .sort()
    .join('');
}

function partsOf({ articles, furniture }: Pick<ComposedPage, 'articles' | 'furniture'>): readonly string[] {
  return [...articles.flatMap((one) => [one.banner ?? '', ...one.kicker, one.title, ...one.subtitle, ...one.paragraphs]), ...furniture];
}

describe('the articles of the sample pages, printed again on other pages', () => {
  it('come out as they went in, and no character is lost', () => {
    const tally: Tally = createTally();
    fc.assert(
      fc.property(plans, fc.integer(), (plan, chance) => {
        const page = composePage(plan, new Random(chance));
        const parsed = parsePage(page.text);
        expect(characters(partsOf(parsed))).toBe(characters([page.text]));
        tally.add(page, parsed);
      }),
      { seed, numRuns: 120 },
    );
    const shares = tally.shares();
    expect(shares.articles).toBeGreaterThanOrEqual(0.97);
    expect(shares.titles).toBeGreaterThanOrEqual(0.97);
    expect(shares.headlines).toBeGreaterThanOrEqual(0.93);
    expect(shares.paragraphs).toBeGreaterThanOrEqual(0.97);
    expect(shares.kinds).toBeGreaterThanOrEqual(0.93);
    expect(shares.people).toBeGreaterThanOrEqual(0.97);
    expect(shares.furniture).toBeGreaterThanOrEqual(0.93);
  });
});
