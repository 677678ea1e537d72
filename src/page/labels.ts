/** What a block of a page can be. `inside` and `insideCaption` stand in a break of a paragraph that goes on below them. */
export const LABELS = [
  'banner',
  'kicker',
  'title',
  'subtitle',
  'byline',
  'paragraph',
  'continuation',
  'subhead',
  'caption',
  'list',
  'verse',
  'credit',
  'signature',
  'furniture',
  'inside',
  'insideCaption',
] as const;
/** One of `LABELS`. */
export type Label = (typeof LABELS)[number];
/** Those of the head of an article. */
export const HEADINGS = ['banner', 'kicker', 'title', 'subtitle'] as const satisfies readonly Label[];
