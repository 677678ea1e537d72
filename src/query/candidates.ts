/** What an engine looks up before anything is read: the texts that a document must hold. */
import type { Needle } from './clause.js';

/** Folded texts that every document holds in which `needle` stands, wherever and whole or inside words; empty ones say nothing. */
export function textsHeld(needle: Needle): readonly string[] {
  switch (needle.type) {
    case 'literal':
      return [needle.text];
    case 'pattern':
      return needle.pieces;
    case 'near':
      return needle.parts;
  }
}
