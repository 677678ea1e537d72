import type { Variant, VariantNeed } from '../clause.js';

/** What may stand in the place of a part, in articles of some days only: 11月30日 is that of 2023 in an issue of 2023. */
export interface DatedWriting {
  readonly text: string;
  readonly issued: NonNullable<Variant['issued']>;
}

/** A part of a run, folded range `[start, end)`, and what may stand instead of it; the likeliest first. */
export interface VariantSpan {
  readonly start: number;
  readonly end: number;
  readonly writings: readonly string[];
  /** Writings that say the same only in issues of some days; missing = none. */
  readonly dated?: readonly DatedWriting[];
  /** What must hold at some of the writings; missing = nothing. */
  readonly needs?: ReadonlyMap<string, WritingNeed>;
}

/** What must hold where a writing stands. */
export type WritingNeed = Pick<VariantNeed, 'dropped' | 'isWord'>;
