/** Words of the page of words over time, in English. */
import type { overTimeZh } from './strings-over-time-zh.js';

/** The same in English. */
export const overTimeEn: typeof overTimeZh = {
  title: 'Words over time',
  about: 'Two to five queries: how many articles have each of them, year by year, month by month, day by day.',
  link: 'Over time',
  query: (at) => `Query ${at}`,
  unit: 'By',
  units: { year: 'year', month: 'month', day: 'day' },
  chosenUnit: 'chosen',
  draw: 'Draw',
  kind: 'Scale',
  kinds: (isShare) => (isShare ? 'Share of all articles' : 'Articles'),
  chart: 'Lines over time',
  table: 'Articles and shares by date',
  all: 'In the archive',
  missing: 'Days without an issue',
  gaps: (count) => `Gray: ${count === 1 ? 'a time' : `${count} times`} of which the archive has no articles.`,
  coarser: (unit) => `The time is too long for that; counted by ${unit}.`,
  nothing: 'The archive has no articles of this time.',
  download: 'Download the table (CSV)',
};
