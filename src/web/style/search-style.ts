/** Results, and what narrows them. */
export const SEARCH_STYLE = `
.summary {
  display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between;
  gap: .25rem 1.5rem; padding-bottom: .5rem; border-bottom: 3px double var(--rule);
}
.sorts { display: flex; gap: 1.1rem; font-size: .95rem; }
.sorts a { text-decoration: none; color: var(--quiet); }
.sorts a:hover { color: var(--accent); }
.sorts a[aria-current] { color: var(--ink); font-weight: 600; box-shadow: 0 2px 0 var(--accent); }
.chips { list-style: none; padding: 0; margin: 0 0 .9rem; display: flex; flex-wrap: wrap; gap: .5rem; font-size: .92rem; }
.chips a {
  display: inline-block; text-decoration: none; border: 1px solid var(--rule); border-radius: 999px;
  padding: .15rem .8rem; background: var(--note);
}
.chips a:hover { border-color: var(--accent); }
.chips .chip-all { border-color: transparent; background: none; text-decoration: underline; }
.chip-name { color: var(--quiet); }
.note { background: var(--note); border-left: 3px solid var(--accent); padding: .7rem 1rem; margin: 1rem 0; font-size: .95rem; }
.read-as { font-size: .9rem; padding-top: .6rem; }
.read-as span { font-family: var(--serif); }
.more { margin-top: 2rem; border-top: 3px double var(--rule); padding-top: .5rem; }
.missing { font-size: .9rem; color: var(--quiet); }
.missing del { text-decoration-color: var(--accent); }
.nothing { padding: 1.5rem 0; }
.nothing ul, .fault ul { padding-left: 1.4em; }

.search { display: block; }
.to-filters {
  font-size: .92rem; text-decoration: none; border: 1px solid var(--rule); border-radius: 999px;
  padding: .1rem .8rem; background: var(--note);
}
.panel { margin-top: 2.5rem; font-size: .95rem; }
.panel:focus { outline: none; }
.panel h3 { font: 600 .95rem/1.6 var(--sans); margin: 1.1rem 0 .25rem; }
.facet { list-style: none; padding: 0; }
.facet a { display: flex; justify-content: space-between; gap: 1rem; padding: .2rem 0; text-decoration: none; }
.facet a:hover span:first-child { text-decoration: underline; }
.facet .number, .timeline td { color: var(--quiet); font-variant-numeric: tabular-nums; }
.facet .chosen { font-weight: 600; color: var(--accent); }
.panel details { margin-top: .2rem; }
.panel summary { color: var(--quiet); cursor: pointer; padding: .2rem 0; }
.timeline svg { display: block; width: 100%; height: 4.75rem; border-bottom: 1px solid var(--quiet); }
.timeline rect { fill: color-mix(in srgb, var(--accent) 72%, var(--paper)); }
.timeline a:hover rect { fill: var(--accent); }
.timeline .off rect { fill: var(--rule); }
.timeline rect.column, .timeline .off rect.column { fill: transparent; }
.timeline a:hover rect.column { fill: var(--mark); }
.axis { display: flex; justify-content: space-between; font-size: .85rem; color: var(--quiet); }
.axis-top { justify-content: flex-end; }
.time-trail { font-size: .9rem; padding-bottom: .3rem; }
.timeline table { width: 100%; border-collapse: collapse; }
.timeline th { font-weight: 400; text-align: start; }
.timeline th, .timeline td { padding: .15rem 0; border-bottom: 1px solid var(--rule); }
.timeline td, .timeline th + th { text-align: end; }
.dates { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .6rem; margin-top: .6rem; }
.dates input {
  font: .95rem/1.3 var(--sans); width: 7.2em; color: var(--ink); background: var(--field);
  border: 1px solid var(--quiet); border-radius: 3px; padding: .3rem .4rem;
}
.dates input::placeholder { color: var(--quiet); opacity: 1; }
.dates input:invalid { border-color: var(--accent); }
.dates button, .plain-button {
  font: .95rem/1.4 var(--sans); color: var(--ink); background: var(--note);
  border: 1px solid var(--quiet); border-radius: 3px; padding: .28rem .8rem; cursor: pointer;
}
@media (min-width: 62rem) {
  .search { display: grid; grid-template-columns: minmax(0, 1fr) 17rem; column-gap: 3.5rem; align-items: start; }
  .panel { margin-top: 0; }
  .to-filters { display: none; }
}
.suggested { margin: .6rem 0 1.4rem; font-family: var(--serif); font-size: 1.1rem; }
.hits { list-style: none; padding: 0; }
.hit { padding: 1.15rem 0; border-bottom: 1px solid var(--rule); }
.headline { font: 700 1.3rem/1.5 var(--serif); }
.headline a { text-decoration: none; }
.headline a:hover { text-decoration: underline; }
.headline a:visited { color: color-mix(in srgb, var(--ink) 78%, var(--paper)); }
.kicker, .subtitle { font-family: var(--serif); font-size: .98rem; line-height: 1.6; color: var(--quiet); }
.meta { font-size: .9rem; margin-top: .15rem; }
.hit .meta > a { display: inline-block; padding: .1rem .5rem; }
.meta > span:not(.dot) { display: inline-block; max-width: 100%; }
.snippet { margin-top: .4rem; max-width: 44rem; line-height: 1.85; }
.page-choice { display: flex; flex-wrap: wrap; justify-content: center; align-items: baseline; gap: .5rem 1.75rem; padding: .75rem 0 0; }
.page-choice input { width: 4.5rem; padding: .3rem .5rem; }
.my-searches ul { columns: 16rem; padding: 0; list-style: none; }
.my-searches li { display: flex; gap: .5rem; align-items: baseline; overflow-wrap: anywhere; }
.my-searches li .plain-button { padding: 0 .5rem; }
.paging { display: flex; justify-content: center; align-items: center; gap: 1.75rem; padding: 1.5rem 0 0; }
@media (min-width: 48rem) {
  .hits-columns { display: grid; grid-template-columns: 1fr 1fr; column-gap: 3rem; }
}
.hits-columns .snippet { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
`;
