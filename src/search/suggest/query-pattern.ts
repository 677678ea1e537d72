/**
 * What a reader has typed, ready to be held against texts: at each place a character stands for itself, and letters stand
 * for a character by its syllable (gonghui), by its first letter (gh), or, at the end, by the beginning of its syllable
 * (gongh). Which of these it is, is left open: all ways are followed at once.
 */
import type { Analyzer } from '../../analysis/analyzer.js';
import { SPACE, classOfUnit } from '../../analysis/char-class.js';
import { PASSED_OVER, type PronunciationTable, spellingsOf, UNREAD, WORD_START } from './pronunciation-table.js';
import { letterCode, letterOf, QuerySignature } from './signature.js';
import { unitsOf } from './slot-index.js';
import { LONGEST_QUERY } from './suggestion.js';

/** How letters were taken, the surer first; a match is as sure as its least sure step. */
export const WHOLE = 0;
/** By the beginning of the syllable the query ends in. */
export const BEGUN = 1;
/** By first letters. */
export const INITIALS = 2;
/** By a pronunciation the character has elsewhere. */
export const OTHER_READING = 3;
/** No match. */
export const NEVER = 255;
/** One of the five; lower is surer. */
export type Sureness = number;

/** A way on: the place in the query behind it × 4, and its sureness. */
type Step = number;

const NO_STEPS: readonly Step[] = [];

/** A text among packed ones: its `length` folded units from `start` on, their pronunciations right behind them. */
export interface PackedText {
  readonly packed: Uint16Array;
  readonly start: number;
  readonly length: number;
}

/** One query, held against one text after the other; it keeps what it works out on the way. */
export class QueryPattern {
  /** UTF-16 units of the folded query. */
  readonly length: number;
  /** 1 for each pronunciation that the query can begin with; 0 for all beyond its end. */
  readonly firstReadings: Uint8Array;
  /** Sorts out most texts that cannot match. */
  readonly signature: QuerySignature;
  readonly #units: Uint16Array;
  /** The query as pinyin letters are written: no tone marks, ü is v. */
  readonly #letters: string;
  /** Steps by place in the query, then by pronunciation; made when they are first asked for. */
  readonly #steps: (readonly Step[] | undefined)[][] = [];
  #now: WayList;
  #next: WayList;

  readonly #pronunciations: PronunciationTable;

  constructor(text: string, analyzer: Analyzer, pronunciations: PronunciationTable) {
    this.#pronunciations = pronunciations;

    const folded = analyzer.fold(prepare(text)).text.slice(0, LONGEST_QUERY);
    this.length = folded.length;
    this.#units = unitsOf(folded);
    this.#letters = Array.from({ length: folded.length }, (_, i) => letterOf(folded[i]!)).join('');
    this.firstReadings = new Uint8Array(pronunciations.count);
    const first = letterCode(this.#letters.charCodeAt(0));
    if (first !== undefined)
      for (let id = 0; id < pronunciations.count; id += 1) this.firstReadings[id] = pronunciations.initials(id).includes(first) ? 1 : 0;
    this.signature = new QuerySignature(this.#letters, pronunciations, (place) => this.#behindSpace(place));
    this.#now = new WayList(this.length);
    this.#next = new WayList(this.length);
  }

  /** The unit that the query begins with where characters stand for themselves. */
  get firstUnit(): number {
    return this.#units[0]!;
  }

  /** How surely the whole query matches `text` from its unit `at` on, or NEVER. O(units × query), mostly a step or two. */
  match({ packed, start, length }: PackedText, at: number): Sureness {
    this.#now.clear();
    this.#now.reach(0, WHOLE);
    let best: Sureness = NEVER;
    for (let i = start + at; i < start + length && this.#now.count > 0; i += 1) {
      const now = this.#now;
      const next = this.#next;
      next.clear();
      this.#advance(packed[i]!, packed[i + length]! & ~WORD_START);
      best = Math.min(best, next.best);
      this.#now = next;
      this.#next = now;
    }
    return best;
  }

  /** The units of `text` at which a match from `at` on stands that is as sure as `sureness`, ascending. */
  matchedUnits({ packed, start, length }: PackedText, at: number, sureness: Sureness): readonly number[] {
    const dead = new Set<number>();
    const walk = (i: number, place: number): readonly number[] | undefined => {
      if (place === this.length) return [];
      const key = i * (LONGEST_QUERY + 1) + place;
      if (i === length || dead.has(key)) return undefined;
      for (const step of this.#waysOver(packed[start + i]!, packed[start + length + i]! & ~WORD_START, place)) {
        const rest = (step & 3) <= sureness ? walk(i + 1, step >> 2) : undefined;
        if (rest !== undefined) return step >> 2 === place ? rest : [i, ...rest];
      }
      dead.add(key);
      return undefined;
    };
    return walk(at, 0) ?? [];
  }

  /** Fills `next` with all ways that lead from `now` over one unit. */
  #advance(unit: number, pronunciation: number): void {
    const now = this.#now;
    const next = this.#next;
    const units = this.#units;
    for (let k = 0; k < now.count; k += 1) {
      const place = now.places[k]!;
      const sureness = now.surenesses[place]!;
      if (unit === units[place]) next.reach(this.#behindSpace(place + 1), sureness);
      if (pronunciation === PASSED_OVER) {
        // Nothing begins with what is passed over.
        if (place > 0) next.reach(place, sureness);
      } else if (pronunciation !== UNREAD) {
        const steps = this.#stepsAt(place, pronunciation);
        for (let i = 0; i < steps.length; i += 1) next.reach(steps[i]! >> 2, Math.max(sureness, steps[i]! & 3));
      }
    }
  }

  /** The ways that lead over one unit from a place in the query. */
  #waysOver(unit: number, pronunciation: number, place: number): readonly Step[] {
    const literal = unit === this.#units[place] ? [this.#behindSpace(place + 1) * 4 + WHOLE] : [];
    const over = pronunciation === PASSED_OVER && place > 0 ? [place * 4 + WHOLE] : [];
    return [...literal, ...this.#stepsAt(place, pronunciation), ...over];
  }

  /** A space in the query only parts syllables. */
  #behindSpace(place: number): number {
    return place < this.length && classOfUnit(this.#units[place]!) & SPACE ? place + 1 : place;
  }

  #stepsAt(place: number, pronunciation: number): readonly Step[] {
    if (pronunciation <= PASSED_OVER) return NO_STEPS;
    // Filled at once: an array with holes is slow.
    const known = (this.#steps[place] ??= new Array<readonly Step[] | undefined>(this.#pronunciations.count).fill(undefined));
    return (known[pronunciation] ??= this.#makeSteps(place, pronunciation));
  }

  #makeSteps(place: number, pronunciation: number): readonly Step[] {
    const surenessAt = new Map<number, Sureness>();
    const { right, other } = this.#pronunciations.get(pronunciation);
    const put = (end: number, sureness: Sureness): void => {
      surenessAt.set(end, Math.min(surenessAt.get(end) ?? NEVER, sureness));
    };
    for (const syllable of right) for (const [end, sureness] of this.#waysOf(syllable, place)) put(end, sureness);
    for (const syllable of other) for (const [end] of this.#waysOf(syllable, place)) put(end, OTHER_READING);
    return surenessAt.size === 0 ? NO_STEPS : [...surenessAt].map(([end, sureness]) => this.#behindSpace(end) * 4 + sureness);
  }

  #waysOf(syllable: string, place: number): [end: number, sureness: Sureness][] {
    const letters = this.#letters;
    if (letters[place] !== syllable[0]) return [];
    const ways: [number, Sureness][] = [[place + 1, INITIALS]];
    if (syllable[1] === 'h' && letters[place + 1] === 'h') ways.push([place + 2, INITIALS]);
    for (const spelling of spellingsOf(syllable)) {
      if (letters.startsWith(spelling, place)) ways.push([place + spelling.length, WHOLE]);
      else if (spelling.startsWith(letters.slice(place))) ways.push([letters.length, BEGUN]);
    }
    return ways;
  }
}

/** Places of the query that some way has reached, each with the surest. */
class WayList {
  count = 0;
  /** The surest way to the query's end. */
  best: Sureness = NEVER;
  readonly places: Uint8Array;
  /** By place. */
  readonly surenesses: Uint8Array;

  readonly #end: number;

  constructor(end: number) {
    this.#end = end;

    this.places = new Uint8Array(end + 1);
    this.surenesses = new Uint8Array(end + 1).fill(NEVER);
  }

  reach(place: number, sureness: Sureness): void {
    if (place === this.#end) {
      if (sureness < this.best) this.best = sureness;
      return;
    }
    const before = this.surenesses[place]!;
    if (before === NEVER) this.places[this.count++] = place;
    if (sureness < before) this.surenesses[place] = sureness;
  }

  clear(): void {
    for (let k = 0; k < this.count; k += 1) this.surenesses[this.places[k]!] = NEVER;
    this.count = 0;
    this.best = NEVER;
  }
}

/** Apostrophes part syllables like spaces (xi'an), and ü is no u (lü); folding would make nothing and u of them. */
function prepare(text: string): string {
  const typed = text.slice(0, LONGEST_QUERY).normalize('NFC');
  return typed.replace(/(?<=[nl])[üǖǘǚǜ]/giu, 'v').replace(/(?<=\p{Script=Latin})['’ʼ`]+(?=\p{Script=Latin})/gu, ' ');
}
