/** The drawing of words over time: a line for each query, bands where the archive has nothing, a scale. */
import { html, type Html, type HtmlPart } from '../html.js';
import type { View } from '../view.js';
import type { OverTime, TimeLine } from './over-time-series.js';

/** Units of the drawing. */
const WIDTH = 760;
const HEIGHT = 320;
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 12, 14, 34];
/** Marks of the scale and names under it, about. */
const SCALE_STEPS = 4;
const MOST_NAMES = 9;
/** Points that can be pressed; of longer lines the table has the links. */
const MOST_POINTS = 400;

/** What the drawing needs beside its numbers. */
export interface ChartParts {
  readonly isShare: boolean;
  /** Address of what was found of a line in a slice. */
  readonly linkTo: (text: string, period: string) => string | undefined;
  /** A slice as readers write it. */
  readonly nameOf: (period: string) => string;
}

/** The height of a line in a slice: its count, or its share in hundredths; none where the archive has nothing. */
export function valueAt({ slices }: OverTime, { counts }: TimeLine, at: number, isShare: boolean): number | undefined {
  const { total } = slices[at]!;
  if (total === 0) return undefined;
  return isShare ? (100 * counts[at]!) / total : counts[at]!;
}

/** The drawing; for who cannot see it the table says the same. */
export function overTimeChart(view: View, series: OverTime, { isShare, linkTo, nameOf }: ChartParts): Html {
  const { slices, lines } = series;
  const values = lines.flatMap((line) => slices.map((_, at) => valueAt(series, line, at, isShare) ?? 0));
  const top = roundTop(Math.max(...values), isShare);
  const step = (WIDTH - LEFT - RIGHT) / Math.max(1, slices.length);
  const x = (at: number): number => round(LEFT + (at + 0.5) * step);
  const y = (value: number): number => round(HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM));
  const hasPoints = slices.length * lines.length <= MOST_POINTS;
  const drawn = lines.map((line, index) => {
    const points = slices.flatMap((slice, at) => {
      const value = valueAt(series, line, at, isShare);
      return value === undefined ? [] : [{ at, period: slice.period, value }];
    });
    const dots =
      hasPoints &&
      points
        .filter(({ at }) => line.counts[at]! > 0)
        .map(({ at, period, value }) => {
          const address = linkTo(line.text, period);
          const title = html`<title>${[line.text, nameOf(period), valueText(value, isShare)].join(' · ')}</title>`;
          const dot = html`<circle cx="${x(at)}" cy="${y(value)}" r="4">${address === undefined && title}</circle>`;
          return address === undefined ? dot : html`<a href="${address}" tabindex="-1">${title}${dot}</a>`;
        });
    const path = pathOf(points.map(({ at, value }) => [at, x(at), y(value)]));
    return html`<g class="series series-${index + 1}"><path d="${path}"/>${dots}</g>`;
  });
  return html`<div class="over-time" tabindex="0" role="region" aria-label="${view.strings.overTime.chart}">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" focusable="false">${[
    gaps(series, step),
    scale(top, y, isShare),
    names(series, x, nameOf),
    drawn,
  ]}</svg></div>`;
}

/** A number of the scale or the table. */
export function valueText(value: number, isShare: boolean): string {
  return isShare ? `${value.toFixed(value < 1 ? 2 : 1)}%` : value.toLocaleString('en-US');
}

/** Slices in which the archive has nothing. */
function gaps({ slices }: OverTime, step: number): HtmlPart {
  return slices.map(
    ({ total }, at) =>
      total === 0 &&
      html`<rect class="gap" x="${round(LEFT + at * step)}" y="${TOP}" width="${round(step + 0.2)}" height="${HEIGHT - TOP - BOTTOM}"/>`,
  );
}

function scale(top: number, y: (value: number) => number, isShare: boolean): HtmlPart {
  return Array.from({ length: SCALE_STEPS + 1 }, (_, step) => (top * step) / SCALE_STEPS).map(
    (value) =>
      html`<path class="rule" d="M${LEFT} ${y(value)}H${WIDTH - RIGHT}"/>
<text x="${LEFT - 8}" y="${y(value) + 4}" text-anchor="end">${valueText(value, isShare)}</text>`,
  );
}

function names({ slices }: OverTime, x: (at: number) => number, nameOf: (period: string) => string): HtmlPart {
  const every = Math.max(1, Math.ceil(slices.length / MOST_NAMES));
  return slices.map(
    ({ period }, at) => at % every === 0 && html`<text x="${x(at)}" y="${HEIGHT - 12}" text-anchor="middle">${nameOf(period)}</text>`,
  );
}

/** Lines between neighbours; a gap breaks them, and a slice between two gaps is a short dash. */
function pathOf(points: readonly (readonly [at: number, x: number, y: number])[]): string {
  return points
    .map(([at, x, y], index) => {
      const before = points[index - 1]?.[0] === at - 1;
      const after = points[index + 1]?.[0] === at + 1;
      if (before) return `L${x} ${y}`;
      return after ? `M${x} ${y}` : `M${round(x - 3)} ${y}h6`;
    })
    .join('');
}

/** The end of the scale: a round number whose quarters are whole, or of shares not much too fine. */
function roundTop(highest: number, isShare: boolean): number {
  if (highest <= 0) return isShare ? 1 : SCALE_STEPS;
  const magnitude = 10 ** Math.floor(Math.log10(highest));
  const top = [1, 2, 4, 6, 8, 10].map((by) => by * magnitude).find((candidate) => candidate >= highest) ?? 10 * magnitude;
  return isShare ? Math.min(100, top) : Math.ceil(top / SCALE_STEPS) * SCALE_STEPS;
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
