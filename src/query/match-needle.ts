/** Whether and where a needle stands in a folded text: the judge behind every engine. */
import type { FoldedText } from '../analysis/fold.js';
import type { Needle, Variant } from './clause.js';
import { findAll, findFirst, type Pieces, type Span } from './match-text.js';
import { findNear } from './near.js';
import { standsNear } from './stands-near.js';

/** Whether `needle` stands wholly in `[from, to)` of a text. */
export function stands(text: FoldedText, needle: Needle, from: number, to: number): boolean {
  switch (needle.type) {
    case 'literal':
      return findFirst(text, literalPieces(needle.text), from, to) !== null;
    case 'pattern':
      return findFirst(text, needle, from, to) !== null;
    case 'near':
      return standsNear(text, needle.parts, needle.distance, from, to);
  }
}

/** What a reader should see marked where `needle` stands, at most `most` where it is one stretch of text; none where it does not. */
export function placesOf(text: FoldedText, needle: Needle, from: number, to: number, most: number): Span[] {
  switch (needle.type) {
    case 'literal':
      return findAll(text, literalPieces(needle.text), from, to, most);
    case 'pattern':
      return findAll(text, needle, from, to, most);
    case 'near':
      return findNear(text, needle.parts, needle.distance, from, to)?.flat() ?? [];
  }
}

/** Exactly this text. */
export function literalPieces(text: string): Pieces {
  return { pieces: [text], openEnd: false };
}

/** Exactly this text, touching no numeral where it begins or ends with one: a variant's text, or a word of it. */
export function variantPieces(text: string, variant: Pick<Variant, 'issued' | 'needs'> & { readonly text?: string }): Pieces {
  const pieces = { pieces: [text], openEnd: false, apart: true, yearless: variant.issued !== undefined };
  const needs = variant.needs?.flatMap((need) => (text === variant.text ? [need] : text === need.writing ? [{ ...need, offset: 0 }] : []));
  if (needs === undefined || needs.length === 0) return pieces;
  return {
    ...pieces,
    dropped: needs.flatMap(({ offset, dropped }) => dropped.map((at) => offset + at)),
    wordEdges: needs.flatMap(({ offset, writing, isWord }) => (isWord ? [offset, offset + writing.length] : [])),
  };
}
