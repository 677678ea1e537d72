import { columns, endingOf } from './characters.js';
import type { Line } from './lines.js';
import { HANG, SLACK } from './measures.js';

/** What holds for the lines of one run, which were set in one measure. */
export interface RunFacts {
  /** Width of a full line in half-width columns; 0 where lines are as long as their paragraphs. */
  readonly measure: number;
  /** Paragraphs begin with an indent. */
  readonly indents: boolean;
  /** Lines are filled to the edge: one that leaves room for the next character was meant to end. */
  readonly strict: boolean;
}

/** What is counted of a run, and of the whole page for runs too short to tell. */
interface Counts {
  indented: number;
  flush: number;
  /** Lines within paragraphs, and those of them that are set in too. */
  inner: number;
  innerIndented: number;
  /** Full lines that break off, and those of them with room for another character. */
  full: number;
  roomy: number;
}

const empty = (): Counts => ({ indented: 0, flush: 0, inner: 0, innerIndented: 0, full: 0, roomy: 0 });

/**
 * Parts the lines into runs of one measure and reads what holds in each: `[line]` → facts. `gaps` has the lines below blank lines.
 * Linear in the lines.
 */
export function readRunFacts(lines: readonly Line[], measures: readonly number[], gaps: ReadonlySet<Line>): readonly RunFacts[] {
  const page = empty();
  const unwrapped = empty();
  const runs: { readonly measure: number; readonly from: number; readonly counts: Counts }[] = [];
  lines.forEach((line, at) => {
    const measure = measures[at]!;
    if (at === 0 || measure !== measures[at - 1]) runs.push({ measure, from: at, counts: empty() });
    const above = measures[at - 1] === measure && !gaps.has(line) ? lines[at - 1] : undefined;
    // The rest of a paragraph below a gap begins none.
    const rest = at > 0 && gaps.has(line) && line.indent < 2 && isProse(lines[at - 1]!.text) && endingOf(lines[at - 1]!.text) === 'open';
    if (rest) return;
    const signs = signsOf(line, above, measure);
    for (const sign of signs) {
      runs.at(-1)!.counts[sign] += 1;
      (measure === 0 ? unwrapped : page)[sign] += 1;
    }
  });
  const facts = runs.map(({ measure, counts }) => factsOf(measure, counts, measure === 0 ? unwrapped : page));
  const found: RunFacts[] = [];
  runs.forEach(({ from }, at) => {
    for (let line = from; line < (runs[at + 1]?.from ?? lines.length); line += 1) found.push(facts[at]!);
  });
  return found;
}

/** What a line counts as; hardly any counts as nothing. */
function signsOf(line: Line, above: Line | undefined, measure: number): readonly (keyof Counts)[] {
  const inside = measure > 0 && above !== undefined && isFull(above, measure) && endingOf(above.text) === 'open';
  if (inside && line.indent < 2) return hasRoom(above, line, measure) ? ROOMY : INNER;
  if (line.indent >= 2) {
    const begins = (measure > 0 && isFull(line, measure)) || isProse(line.text);
    return [...(inside ? (['innerIndented'] as const) : []), ...(begins ? (['indented'] as const) : [])];
  }
  return (measure === 0 || above === undefined || above.width < measure - SLACK) && isProse(line.text) ? FLUSH : [];
}

const INNER = ['inner', 'full'] as const;
const ROOMY = ['inner', 'full', 'roomy'] as const;
const FLUSH = ['flush'] as const;

function factsOf(measure: number, own: Counts, page: Counts): RunFacts {
  const told = own.indented + own.flush >= 3 ? own : page;
  // Where the lines within paragraphs are set in too, the indent is a margin and marks nothing.
  const margin = own.innerIndented > own.inner;
  const edge = own.full >= 6 ? own : page;
  return {
    measure,
    indents: !margin && told.indented >= 2 && told.indented >= told.flush * 1.5 && own.indented > 0,
    strict: edge.full >= 4 && edge.roomy <= edge.full * 0.08,
  };
}

/** Running text rather than display type: a clause ends inside, or a sentence at the end. */
function isProse(text: string): boolean {
  return text.length > 12 && /[，。；、][^\s]|。[”’」』）]?$/u.test(text);
}

/** Reaches the measure, closing marks that hang over the edge included. */
export function isFull(line: Line, measure: number): boolean {
  return line.width >= measure - SLACK && line.width <= measure + HANG;
}

/** The first word of the next line would still have fitted, and no mark behind it carried it down: the line was meant to end. */
export function hasRoom(above: Line, line: Line, measure: number): boolean {
  const word = /^[A-Za-z0-9.%]+/u.exec(line.text)?.[0] ?? Array.from(line.text.slice(0, 4))[0] ?? '';
  // An opening mark stays with what it opens; a paragraph that is over may as well be followed by a quotation.
  const opening = endingOf(above.text) === 'open' && /^[“‘「『（《【]/u.test(line.text);
  const carried = /^.[\s，。、；：？！”’」』）》]/u.test(line.text);
  return !carried && above.width + columns(opening ? line.text.slice(0, 2) : word) <= measure;
}
