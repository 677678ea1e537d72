/** The terms a query is scored by: its words, and its pairs of neighbouring characters. */
import type { Analyzer, WordToken } from '../../analysis/analyzer.js';
import { ALNUM, classAt, HAN } from '../../analysis/char-class.js';
import { textsHeld } from '../../query/candidates.js';
import type { Clause, Variant } from '../../query/clause.js';
import type { RankTerm } from '../engine.js';

/** Terms of one query; a longer query is scored by its first ones. */
const MOST_TERMS = 160;

/** Other writings that are looked at: of one run, and of a query. */
const MOST_OF_RUN = 8;
const MOST_VARIANTS = 64;
/** Other texts that count as one term. */
const MOST_ALSO = 8;

/**
 * Terms of every text a reader wants found; nothing under a NOT. Stop words, and pairs that lie wholly in them, are left out unless
 * nothing would remain of a text. What a run is also searched by counts as the words and pairs it stands for.
 */
export function queryTerms(clause: Clause, analyzer: Analyzer): RankTerm[] {
  const words = new Set<string>();
  const stopped = new Set<string>();
  const pairs = new Set<string>();
  const also = new AlsoCounted();
  let left = MOST_VARIANTS;
  for (const { text, variants } of wantedWritings(clause)) {
    const own = analyzer.words({ text, borders: [] });
    const ownPairs = pairsOf(text, stopRanges(own, analyzer));
    for (const { word } of own) (analyzer.isStopWord(word) ? stopped : words).add(word);
    for (const pair of ownPairs) pairs.add(pair);
    const looked = variants.slice(0, Math.min(MOST_OF_RUN, left));
    left -= looked.length;
    for (const variant of looked) also.add(own, ownPairs, variant.text, analyzer.words({ text: variant.text, borders: [] }));
  }
  return [
    ...[...(words.size > 0 ? words : stopped)].map((text): RankTerm => ({ text, type: 'word', ...also.of('word', text) })),
    ...[...pairs].map((text): RankTerm => ({ text, type: 'pair', ...also.of('pair', text) })),
  ].slice(0, MOST_TERMS);
}

/** For each term of a run what another writing puts in the place of it and its neighbours: 18 for 十八. */
class AlsoCounted {
  readonly #texts = new Map<string, Set<string>>();

  /** `own`, `ownPairs`: words and pairs of the run. */
  add(own: readonly WordToken[], ownPairs: readonly string[], variant: string, written: readonly WordToken[]): void {
    const instead = differingPart(own, variant, written);
    if (instead === '') return;
    const kept = new Set(written.map(({ word }) => word));
    const keptPairs = new Set(pairsOf(variant));
    for (const { word } of own) if (!kept.has(word)) this.#put(`word ${word}`, instead);
    for (const pair of ownPairs) if (!keptPairs.has(pair)) this.#put(`pair ${pair}`, instead);
  }

  of(type: RankTerm['type'], text: string): Pick<RankTerm, 'also'> {
    const texts = this.#texts.get(`${type} ${text}`);
    return texts === undefined ? {} : { also: [...texts].slice(0, MOST_ALSO) };
  }

  #put(key: string, text: string): void {
    const texts = this.#texts.get(key) ?? new Set();
    this.#texts.set(key, texts.add(text));
  }
}

/** A writing without the words it begins and ends with as the run does. */
function differingPart(own: readonly WordToken[], variant: string, written: readonly WordToken[]): string {
  const most = Math.min(own.length, written.length);
  let [before, behind] = [0, 0];
  while (before < most && own[before]!.word === written[before]!.word) before += 1;
  while (behind < most - before && own.at(-1 - behind)!.word === written.at(-1 - behind)!.word) behind += 1;
  const [first, last] = [written[before], written.at(-1 - behind)];
  return first === undefined || last === undefined || last.end <= first.start ? '' : variant.slice(first.start, last.end);
}

/** The folded texts of what is wanted, with the other writings of runs. */
function wantedWritings(clause: Clause): { readonly text: string; readonly variants: readonly Variant[] }[] {
  const plain = (text: string): { text: string; variants: readonly Variant[] } => ({ text, variants: [] });
  switch (clause.type) {
    case 'run':
      return [{ text: clause.needle.text, variants: clause.variants ?? [] }];
    case 'exact':
      return textsHeld(clause.needle).map(plain);
    case 'field':
      // What stands in no text that is scored cannot weigh there: `版:12` says nothing of an article that prints 12.
      return clause.field === 'page' || clause.field === 'section' || clause.field === 'paper' ? [] : wantedWritings(clause.clause);
    case 'and':
    case 'or':
      return clause.clauses.flatMap(wantedWritings);
    case 'atLeast':
      return clause.units.flatMap((unit) => wantedWritings(unit.clause));
    case 'date':
    case 'not':
    case 'all':
    case 'none':
      return [];
  }
}

/** For each unit of a text whether a stop word holds it; null where nothing else is in the text. */
function stopRanges(words: readonly WordToken[], analyzer: Analyzer): ((at: number) => boolean) | null {
  const stops = words.filter(({ word }) => analyzer.isStopWord(word));
  if (stops.length === 0 || stops.length === words.length) return null;
  const held = new Set(stops.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
  return (at) => held.has(at);
}

/** Pairs of Han side by side; a pair inside letters and digits says less than the word they make. */
function pairsOf(text: string, isStop: ((at: number) => boolean) | null = null): string[] {
  const pairs: string[] = [];
  for (let i = 1; i < text.length; i += 1) {
    if (isStop?.(i - 1) === true && isStop(i)) continue;
    if (classAt(text, i - 1) & HAN && classAt(text, i) & (HAN | ALNUM)) pairs.push(text.slice(i - 1, i + 1));
    else if (classAt(text, i - 1) & ALNUM && classAt(text, i) & HAN) pairs.push(text.slice(i - 1, i + 1));
  }
  return pairs;
}
