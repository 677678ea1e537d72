/** A part of a run, folded range `[start, end)`, and what may stand instead of it; the likeliest first. */
export interface VariantSpan {
  readonly start: number;
  readonly end: number;
  readonly writings: readonly string[];
}
