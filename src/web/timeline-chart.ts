/** The timeline as bars for the eye and the mouse, and as a table for everyone else. */
import { html, joined, type Html, type HtmlPart } from './html.js';
import { withDates, type SearchState } from './search-state.js';
import { plainDate } from './place-line.js';
import type { TimeSlot, Timeline } from './timeline.js';
import type { View } from './view.js';

/** Units of the drawing, which is stretched to the room there is: width of a bar and its gap, height of the highest. */
const STEP = 10;
const BAR = 8;
const HEIGHT = 60;
/** A slice that holds anything at all is seen. */
const LOWEST = 3;

/** The chart, the way up to the whole time, and the table; every slice leads to the same search within it. */
export function timelineChart(view: View, state: SearchState, { slots, within }: Timeline): Html {
  const { strings } = view;
  const highest = Math.max(...slots.map(({ count }) => count));
  const bars = slots.map((slot, index) => bar(view, state, slot, index, highest));
  const first = slots[0]!;
  const last = slots.at(-1)!;
  return html`<div class="timeline">
${trail(view, state, within)}
<p class="axis axis-top" aria-hidden="true">${strings.mostArticles(highest)}</p>
<svg viewBox="0 0 ${slots.length * STEP} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${bars}</svg>
<p class="axis" aria-hidden="true"><span>${shortPeriod(view, first.from)}</span>${
    slots.length > 1 && html`<span>${shortPeriod(view, last.to)}</span>`
  }</p>
<details><summary>${strings.timelineTable}</summary>
<table><caption class="hidden">${strings.timelineCaption}</caption>
<thead><tr><th scope="col">${strings.dateLabel}</th><th scope="col">${strings.countLabel}</th></tr></thead>
<tbody>${slots
    .filter(({ count }) => count > 0)
    .map(
      (slot) =>
        html`<tr><th scope="row"><a href="${slotLink(view, state, slot)}">${slotName(view, slot)}</a></th><td>${slot.count}</td></tr>`,
    )}</tbody></table>
</details>
</div>`;
}

function bar(view: View, state: SearchState, slot: TimeSlot, index: number, highest: number): HtmlPart {
  const { count, isChosen } = slot;
  if (count === 0) return undefined;
  const height = Math.max(LOWEST, Math.round((HEIGHT * count) / highest));
  const left = index * STEP;
  // The whole column takes the click, however low its bar. The table has the same links for the keyboard.
  const title = html`<title>${slotName(view, slot)} · ${view.strings.articleCount(count)}</title>`;
  return html`<a href="${slotLink(view, state, slot)}" tabindex="-1" class="${isChosen ? 'bar' : 'bar off'}">${[
    title,
    html`<rect class="column" x="${left}" y="0" width="${STEP}" height="${HEIGHT}"/>`,
    html`<rect x="${left + (STEP - BAR) / 2}" y="${HEIGHT - height}" width="${BAR}" height="${height}"/>`,
  ]}</a>`;
}

function slotLink({ links }: View, state: SearchState, { from, to }: TimeSlot): string {
  return links.search(withDates(state, { from, to }));
}

function slotName(view: View, { from, to }: TimeSlot): string {
  return from === to ? periodName(view, from) : `${from}–${to}`;
}

/** A year, a month or a day as readers write it. */
function periodName({ strings }: View, period: string): string {
  const [year, month] = period.split('-').map(Number);
  return period.length === 4 ? strings.year(period) : period.length === 7 ? strings.month(year!, month!) : plainDate(strings, period);
}

function shortPeriod(view: View, period: string): string {
  return period.length === 4 ? period : period.length === 7 ? periodName(view, period) : period.slice(5);
}

/** The whole time › a year › a month: what is shown, and the way up; nothing where all of it is shown and chosen. */
function trail(view: View, state: SearchState, within: string): HtmlPart {
  const { strings } = view;
  const { from, to } = state.filters;
  if (from === undefined && to === undefined) return undefined;
  const steps: HtmlPart[] = [html`<a href="${view.links.search(withDates(state))}">${strings.wholeTime}</a>`];
  for (const period of [within.slice(0, 4), within].filter((one, index, all) => one !== '' && all.indexOf(one) === index)) {
    const isChosen = from === period && to === period;
    steps.push(
      isChosen
        ? html`<span aria-current="true">${periodName(view, period)}</span>`
        : html`<a href="${view.links.search(withDates(state, { from: period, to: period }))}">${periodName(view, period)}</a>`,
    );
  }
  return html`<p class="time-trail">${joined(steps, html`<span aria-hidden="true"> › </span>`)}</p>`;
}
