/** Moves of the desk's editor, and what of them can be undone. */
import { draftsOf, isGone, type ArticleDraft } from '../../src/web/client/article-drafts.js';
import { DraftHistory } from '../../src/web/client/draft-history.js';
import { mergeInto, movePart } from '../../src/web/client/draft-moves.js';

const lines = (first: number, count: number) => ({
  banner: [],
  kicker: [],
  title: [first],
  subtitle: [],
  paragraphs: Array.from({ length: count }, (_, at) => [first + at + 1]),
});
const content = (name: string, count: number) => ({
  kicker: [],
  title: `${name}题`,
  subtitle: [],
  paragraphs: Array.from({ length: count }, (_, at) => `${name}${at + 1}`),
  kind: 'news',
});
const THREE = draftsOf([content('甲', 2), content('乙', 2), content('丙', 1)], [lines(1, 2), lines(4, 2), lines(7, 1)]).map(
  (draft, at) => ({ ...draft, id: `a${at}` }),
);
const told = (drafts: readonly ArticleDraft[]) => drafts.map(({ id, parts }) => [id, ...parts.map(({ text }) => text)].join(' '));

describe('movePart', () => {
  it('puts a paragraph where it is printed among those of another article', () => {
    const moved = movePart(THREE, 1, 1, 0);
    expect(told(moved)).toEqual(['a0 甲题 甲1 甲2 乙1', 'a1 乙题 乙2', 'a2 丙题 丙1']);
    expect(told(movePart(moved, 0, 1, 2))).toEqual(['a0 甲题 甲2 乙1', 'a1 乙题 乙2', 'a2 丙题 甲1 丙1']);
  });

  it('makes a headline a paragraph elsewhere, and leaves room for another', () => {
    expect(told(movePart(THREE, 2, 0, 0))).toEqual(['a0 甲题 甲1 甲2 丙题', 'a1 乙题 乙1 乙2', 'a2  丙1']);
  });

  it('makes a new article beyond the last', () => {
    const made = movePart(THREE, 0, 2, 3);
    expect(told(made)).toEqual(['a0 甲题 甲1', ' 甲2', 'a1 乙题 乙1 乙2', 'a2 丙题 丙1']);
    expect(made[1]!.id).toBeUndefined();
    expect(isGone(made[1]!)).toBe(false);
  });

  it.each([
    [0, 1, 0],
    [0, 9, 1],
    [9, 0, 1],
    [0, 1, 4],
  ])('changes nothing for part %i %i to %i', (from, at, to) => {
    expect(movePart(THREE, from, at, to)).toBe(THREE);
  });
});

it('mergeInto joins any two, under the id and at the place of the one that is joined to', () => {
  expect(told(mergeInto(THREE, 2, 0))).toEqual(['a0 甲题 甲1 甲2 丙题 丙1', 'a1 乙题 乙1 乙2']);
  expect(told(mergeInto(THREE, 0, 2))).toEqual(['a1 乙题 乙1 乙2', 'a2 丙题 丙1 甲题 甲1 甲2']);
  expect(mergeInto(THREE, 1, 1)).toBe(THREE);
});

describe('DraftHistory', () => {
  const states = [THREE, movePart(THREE, 0, 2, 1), movePart(THREE, 0, 1, 2)];

  it('goes back and forth, and forgets what was undone when something else is done', () => {
    const history = new DraftHistory(states[0]!);
    expect([history.canUndo, history.canRedo, history.undo()]).toEqual([false, false, states[0]]);
    history.note(states[1]!);
    history.note(states[2]!);
    expect([history.undo(), history.undo(), history.redo()]).toEqual([states[1], states[0], states[1]]);
    history.note(states[2]!);
    expect([history.canRedo, history.undo()]).toEqual([false, states[1]]);
  });

  it('takes typing in one field for one step', () => {
    const history = new DraftHistory(states[0]!);
    history.note([...THREE], '0.1');
    history.note(states[1]!, '0.1');
    history.note(states[2]!, '0.2');
    expect([history.undo(), history.undo(), history.canUndo]).toEqual([states[1], states[0], false]);
  });

  it('keeps the newest of very many steps', () => {
    const history = new DraftHistory(THREE);
    const many = Array.from({ length: 500 }, () => [...THREE]);
    for (const state of many) history.note(state);
    let count = 0;
    while (history.canUndo) {
      history.undo();
      count += 1;
    }
    expect([count, history.present]).toEqual([200, many[299]]);
  });
});
