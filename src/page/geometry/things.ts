/** What lies on a page and belongs to a story as a whole: a stretch of a column, a picture, a frame. */
import type { Segment } from './columns.js';
import { overlapX, ruledBetween, type Area } from './placed-line.js';
import type { Stack } from './stacks.js';

/** One of them. */
export interface Thing extends Area {
  readonly type: 'text' | 'picture' | 'caption' | 'frame';
  /** Edges of the column it stands in, or its own. */
  readonly left: number;
  readonly right: number;
  readonly segment?: Segment;
  /** Its first line goes on with a paragraph, as the indents say. */
  readonly beginsMidway: boolean;
  /** Its last line ends a paragraph, as its length says. */
  readonly endsParagraph: boolean;
}

/** Who is above, and who is on the left, decides whose a thing is where no headline does. */
export class Owners {
  readonly #known = new Map<Thing, Stack | undefined>();

  readonly #things: readonly Thing[];
  readonly #stacks: readonly Stack[];
  readonly #rules: readonly Area[];
  readonly #em: number;

  constructor(
    { things, stacks, rules, em }: { things: readonly Thing[]; stacks: readonly Stack[]; rules: readonly Area[]; em: number },
    headed: ReadonlyMap<Thing, Stack>,
  ) {
    this.#things = things;
    this.#stacks = stacks;
    this.#rules = rules;
    this.#em = em;
    for (const [thing, stack] of headed) this.#known.set(thing, stack);
  }

  /** The story a thing belongs to; undefined where nothing says. */
  of(thing: Thing): Stack | undefined {
    if (this.#known.has(thing)) return this.#known.get(thing);
    // What is asked for while it is being looked for is not known.
    this.#known.set(thing, undefined);
    const owner = this.#find(thing);
    this.#known.set(thing, owner);
    return owner;
  }

  #find(thing: Thing): Stack | undefined {
    const above = this.#above(thing);
    if (above !== undefined && 'lines' in above) return above;
    const ruled = ruledBetween(this.#rules, thing, above?.y1 ?? -Infinity, thing.y0);
    if (above !== undefined && !ruled && thing.y0 - above.y1 < this.#em * 8) return this.of(above);
    const before = this.#before(thing, ruled);
    const owner = before === undefined || 'lines' in before ? before : this.of(before);
    // A story whose headline stands below a thing does not reach up to it: what is above does, over whatever gap.
    return owner !== undefined && owner.y0 >= thing.y1 && above !== undefined && !ruled ? this.of(above) : owner;
  }

  /** The nearest above it, most of whose width or its own they share. */
  #above(thing: Thing): Thing | Stack | undefined {
    let best: Thing | Stack | undefined;
    for (const one of [...this.#things, ...this.#stacks]) {
      if (one === thing || one.y1 > thing.y0 + this.#em * 0.7) continue;
      if (overlapX(one, thing) < Math.min(one.x1 - one.x0, thing.x1 - thing.x0) * 0.3) continue;
      if (best === undefined || one.y1 > best.y1) best = one;
    }
    return best;
  }

  /** The lowest of the next column on the left, above which the same rule lies. */
  #before(thing: Thing, ruled: boolean): Thing | Stack | undefined {
    const ceiling = ruled ? this.#ruleAbove(thing) : -Infinity;
    const onLeft = [...this.#things, ...this.#stacks].filter(
      (one) => one !== thing && one.x1 <= thing.left + this.#em * 0.7 && one.y1 > Math.max(thing.y0, ceiling),
    );
    const nearest = onLeft.reduce((edge, one) => Math.max(edge, one.x1), -Infinity);
    const column = onLeft.filter((one) => one.x1 > nearest - this.#em * 4);
    return column.reduce<Thing | Stack | undefined>((low, one) => (low === undefined || one.y1 > low.y1 ? one : low), undefined);
  }

  #ruleAbove(thing: Thing): number {
    const above = this.#rules.filter((rule) => rule.y1 <= thing.y0 + 1 && overlapX(rule, thing) > 0);
    return above.reduce((low, rule) => Math.max(low, rule.y0), -Infinity);
  }
}
