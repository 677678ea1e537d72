import fc from 'fast-check';

import {
  contentOf,
  joinWithNext,
  lineOwners,
  partsOf,
  splitPart,
  withoutPart,
  withRole,
  withText,
  type DraftContent,
  type Part,
  type PartRole,
} from '../../src/web/client/page-draft.js';
import { seed } from '../support/shared.js';

const content: DraftContent & { readonly kind: string } = {
  kind: 'news',
  banner: '乡镇',
  kicker: ['老物件'],
  title: '水车又转',
  subtitle: ['四十天'],
  paragraphs: ['第一段', '第二段，', '还没完。'],
};
const lines = { banner: [1], kicker: [[2]], title: [3], subtitle: [[4]], paragraphs: [[5, 6], [7], [8]] };
const parts = partsOf(content, lines);
const texts = (role: PartRole, of: readonly Part[]): string[] => of.filter((part) => part.role === role).map(({ text }) => text);

describe('a draft', () => {
  it('is the content again when nothing was corrected', () => {
    expect(contentOf(content, parts)).toEqual(content);
  });

  it('joins two paragraphs with their lines, and nothing else', () => {
    const joined = joinWithNext(parts, 5);
    expect(texts('paragraph', joined)).toEqual(['第一段', '第二段，还没完。']);
    expect(joined[5]!.lines).toEqual([7, 8]);
    expect(joinWithNext(parts, 6)).toBe(parts);
    expect(joinWithNext(parts, 3)).toBe(parts);
    const latin = parts.slice(4, 6).map((part, index): Part => ({ ...part, text: ['one,', 'two'][index]! }));
    expect(joinWithNext(latin, 0)[0]!.text).toBe('one, two');
  });

  it('divides a part at the caret unless one half would be empty', () => {
    expect(texts('paragraph', splitPart(parts, 5, 2))).toEqual(['第一段', '第二', '段，', '还没完。']);
    expect(splitPart(parts, 5, 0)).toBe(parts);
    expect(splitPart(parts, 5, 4)).toBe(parts);
  });

  it('makes a headline of a part; the former one becomes the first paragraph', () => {
    const made = contentOf(content, withRole(parts, 6, 'title'));
    expect([made.title, made.paragraphs]).toEqual(['还没完。', ['水车又转', '第一段', '第二段，']]);
  });

  it('makes a kicker of a part, and a paragraph of a kicker', () => {
    expect(contentOf(content, withRole(parts, 4, 'kicker')).kicker).toEqual(['老物件', '第一段']);
    expect(contentOf(content, withRole(parts, 1, 'paragraph'))).toMatchObject({
      kicker: [],
      paragraphs: ['老物件', '第一段', '第二段，', '还没完。'],
    });
  });

  it('lets parts go, and a banner with them', () => {
    const rest = withoutPart(withoutPart(parts, 4), 0);
    expect(contentOf(content, rest)).not.toHaveProperty('banner');
    expect(lineOwners([rest]).has(5)).toBe(false);
    expect(withoutPart(parts, 2)[2]).toEqual({ role: 'title', text: '', lines: [] });
  });

  it('keeps one place for a headline and loses no character, whatever is moved, joined and divided', () => {
    const roles = fc.constantFrom<PartRole>('title', 'kicker', 'paragraph');
    const step = fc.oneof(
      fc.record({ what: fc.constant('join' as const), at: fc.nat(8) }),
      fc.record({ what: fc.constant('split' as const), at: fc.nat(8), offset: fc.nat(6) }),
      fc.record({ what: fc.constant('role' as const), at: fc.nat(8), role: roles }),
    );
    const sorted = (of: readonly Part[]): string => [...of.map(({ text }) => text).join('')].toSorted().join('');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const moved = steps.reduce<readonly Part[]>((now, one) => {
          if (one.what === 'join') return joinWithNext(now, one.at);
          return one.what === 'split' ? splitPart(now, one.at, one.offset) : withRole(now, one.at, one.role);
        }, parts);
        expect(texts('title', moved)).toHaveLength(1);
        expect(sorted(moved)).toBe(sorted(parts));
      }),
      { seed, numRuns: 300 },
    );
  });

  it('takes another text', () => {
    expect(contentOf(content, withText(parts, 2, ' 水车 ')).title).toBe('水车');
  });
});
