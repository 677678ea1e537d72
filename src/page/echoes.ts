/** Sub-heads come in series: a short line between paragraphs has others like it in the same story. */
import type { BlockFeatures } from './features.js';
import { opensStory } from './line-groups.js';

/** 0 where a line has no echo. */
type Echo = 0 | 1 | 2;

/** Stands between two paragraphs, as sub-heads do. */
function isBetweenText(features: readonly BlockFeatures[], index: number): boolean {
  const [before, one, after] = [features[index - 1], features[index], features[index + 1]];
  return (
    one !== undefined &&
    one.headlike &&
    one.length <= 20 &&
    before !== undefined &&
    before.ending === 'closed' &&
    after !== undefined &&
    after.body &&
    after.dispatch === undefined &&
    (!after.softLead || after.weakLead)
  );
}

/** How far another short line of its story is like it: 1 in length, 2 built alike too. Looks at twelve blocks on either side. */
export function echoOf(features: readonly BlockFeatures[], index: number): Echo {
  if (!isBetweenText(features, index)) return 0;
  return Math.max(echoTowards(features, index, -1), echoTowards(features, index, 1)) as Echo;
}

/** Looks for the echo among the twelve blocks on one side, no further than the story goes. */
function echoTowards(features: readonly BlockFeatures[], index: number, step: -1 | 1): Echo {
  const one = features[index]!;
  let found: Echo = 0;
  for (let at = index + step; at >= 0 && at < features.length && Math.abs(at - index) <= 12; at += step) {
    const other = features[at]!;
    if (opensStory(other)) break;
    if (!isBetweenText(features, at) || Math.abs(other.length - one.length) > 4) continue;
    if (one.clauses > 0 && one.clauses === other.clauses) return 2;
    found = 1;
  }
  return found;
}
