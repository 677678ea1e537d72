import fc from 'fast-check';
import type { Clause } from '../../src/query/clause.js';
import { readAs } from '../../src/query/read-as.js';
import { seed } from '../support/shared.js';
import { and, field, near, NONE, not, or, pattern, phrase, prefix, read, run } from './clauses.js';

/** Clauses that the language can write without loss: no run by its words, no AND within an AND. */
const text = fc.constantFrom('渡口', '工会', 'c++', 'a_b', 'x96%', '25°c', '𠀀', 'a', '的', 'a*b', '书社');
const leaf: fc.Arbitrary<Clause> = fc.oneof(
  text.map((t) => run(t)),
  text.map((t) => phrase(t)),
  fc.constantFrom(
    phrase('a, b!'),
    phrase('not'),
    near(0, 'a', '渡口'),
    near(12, '消防员', '老人', 'x'),
    pattern('张', '明'),
    pattern('张', '', '明'),
    prefix('micro'),
    prefix('张', '明'),
  ),
  fc.constantFrom<Clause>(
    { type: 'date', from: '2023', to: '2023' },
    { type: 'date', from: '2023-01' },
    { type: 'date', to: '2023-01-31' },
    { type: 'date', from: '2022', to: '2023-05' },
  ),
);
const several = (items: fc.Arbitrary<Clause>): fc.Arbitrary<Clause[]> => fc.array(items, { minLength: 2, maxLength: 3 });
const inner = fc.letrec<{ tree: Clause; part: Clause }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    several(tie('part')).map((clauses) => and(...clauses)),
    several(tie('tree')).map((clauses) => or(...clauses)),
    tie('part').map(not),
  ),
  part: fc.oneof(
    { depthSize: 'small' },
    leaf,
    several(tie('part')).map((clauses) => or(...clauses)),
    leaf.map(not),
  ),
})).tree;
const tree = fc.oneof(
  inner,
  inner.map((clause) => field('title', '标题', clause)),
  fc.tuple(inner, inner).map(([a, b]) => or(field('reporter', '记者', a), not(field('paper', '报', b)))),
);

describe('readAs', () => {
  it(`can be asked again and is read the same (seed ${seed})`, () => {
    fc.assert(
      fc.property(tree, (clause) => {
        const written = readAs(clause);
        expect(read(written)).toEqual({ clause, readAs: written, warnings: [] });
      }),
      { seed, numRuns: 1000 },
    );
  });

  it.each<[Clause, string]>([
    [{ type: 'all' }, '*'],
    [NONE, '∅'],
    [not(run('工会十八大精神', ['工会', '精神'])), 'NOT ("工会十八大精神" OR (工会 AND 精神))'],
    [or(run('ab', ['a', 'b']), run('c')), '("ab" OR (a AND b)) OR c'],
    [field('title', '标题', not(run('a'))), '标题:(NOT a)'],
    [field('section', '栏目', { type: 'date', from: '2023', to: '2023' }), '栏目:(日期:2023)'],
    [not(not(run('a'))), 'NOT NOT a'],
    [
      {
        type: 'atLeast',
        share: 0.3,
        units: [
          { clause: run('充电'), weight: 2 },
          { clause: phrase('a b'), weight: 1 },
        ],
      },
      '≥30%: 充电 | "a b"',
    ],
    [
      and(run('x'), {
        type: 'atLeast',
        share: 0.3,
        units: [
          { clause: run('a'), weight: 1 },
          { clause: run('b'), weight: 1 },
        ],
      }),
      'x AND (≥30%: a | b)',
    ],
  ])('writes %j as %s', (clause, expected) => {
    expect(readAs(clause)).toBe(expected);
  });
});
