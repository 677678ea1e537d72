/** An article as a column of print, and lists of pages. */
export const ARTICLE_STYLE = `
.back { font-size: .95rem; margin-bottom: 1rem; }
.back a { text-decoration: none; color: var(--quiet); }
.back a:hover { color: var(--accent); }
.page-title { font: 700 1.6rem/1.45 var(--serif); }
.reading { display: block; }
.column { max-width: 42rem; }
.hits-bar {
  position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .3rem 1rem; font-size: .92rem;
  background: var(--paper); border-bottom: 1px solid var(--rule); padding: .45rem 0; margin-bottom: 1.2rem; color: var(--quiet);
}
.hit-links { display: block; max-height: 3.6rem; overflow-y: auto; }
.hit-links a { display: inline-block; min-width: 1.5rem; text-align: center; }
.hit-steps { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .7rem; }
.hit-steps output { min-width: 5em; text-align: center; font-variant-numeric: tabular-nums; color: var(--ink); }
@media (pointer: coarse) { .hit-keys { display: none; } }
mark { scroll-margin-top: 5rem; }
mark:target, mark.current { outline: 2px solid var(--accent); outline-offset: 1px; }
.printed { font: .8rem/1.4 var(--sans); color: var(--quiet); white-space: nowrap; }
.to-trail { font-size: .92rem; margin-top: .3rem; }
.cite { margin-top: .6rem; }
.cite summary { cursor: pointer; }
.cite h2 { font: 600 .9rem/1.6 var(--sans); margin-top: .9rem; }
.cite pre {
  white-space: pre-wrap; background: var(--note); color: var(--ink); padding: .6rem .8rem;
  font: .85rem/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
.cite h2 .plain-button { font-size: .85rem; padding: .05rem .6rem; margin-left: .4rem; }
.headlines { border-bottom: 3px double var(--rule); padding-bottom: 1rem; margin-bottom: 1.4rem; text-align: center; }
.headlines h1 { font: 900 clamp(1.6rem, 5vw, 2.3rem)/1.4 var(--serif); text-wrap: balance; margin: .2rem 0; }
.headlines .kicker, .headlines .subtitle { font-size: 1.08rem; color: inherit; text-wrap: balance; }
.headlines .meta { margin-top: .8rem; }
.banner {
  display: inline-block; font: 700 .95rem/1.5 var(--serif); color: var(--accent);
  border: 1px solid currentColor; padding: .1rem .9rem; margin-bottom: .6rem; letter-spacing: .1em;
}
.lines { white-space: pre-line; }
.byline { font-size: .95rem; }
.text { font: 1.12rem/2 var(--serif); text-align: justify; }
.text p { text-indent: 2em; margin-bottom: .35em; }
.text .subhead { font-weight: 700; text-indent: 0; text-align: center; margin: 1em 0 .5em; }
p.turn, .text p.turn { color: var(--quiet); font-size: .9rem; text-indent: 0; text-align: center; margin: .9em 0; }
.unsure::before { content: '△ '; }
.text .caption { font-size: .95rem; color: var(--quiet); }
.kind-verse p, .kind-list p { text-indent: 0; text-align: start; }
.kind-verse { text-align: center; }
.kind-verse p { text-align: center; }
.colophon { border-top: 1px solid var(--rule); margin-top: 1.75rem; padding-top: .8rem; font-size: .9rem; color: var(--quiet); }
.neighbours { margin-top: 2.5rem; }
.neighbours ol { list-style: none; padding: 0; }
.neighbours li { border-bottom: 1px solid var(--rule); }
.neighbours li > * { display: block; padding: .5rem 0; font-family: var(--serif); line-height: 1.55; text-decoration: none; }
.neighbours .meta { display: block; font: .85rem/1.5 var(--sans); margin-top: .1rem; }
.neighbours [aria-current] { color: var(--quiet); border-left: 3px solid var(--accent); padding-left: .7rem; }
@media (min-width: 62rem) {
  .reading { display: grid; grid-template-columns: minmax(0, 42rem) minmax(13rem, 1fr); gap: 3.5rem; align-items: start; }
  .neighbours { margin-top: 0; }
  .neighbours + .neighbours { margin-top: 2.5rem; }
  .beside { position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow-y: auto; }
}
.issue { padding: 1.1rem 0; border-bottom: 1px solid var(--rule); }
.issue h3 { font: 700 1.15rem/1.6 var(--serif); }
.issue h3 .quiet { font-weight: 400; font-size: .95rem; margin-left: .5rem; }
.issue ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.75rem; margin-top: .3rem; }
.docs section { margin-top: 1.8rem; padding-top: .8rem; border-top: 1px solid var(--rule); }
.docs h2 { font-size: 1.05rem; }
.docs ul { padding-left: 1.2em; font-size: .95rem; }
.fault > * + * { margin-top: .9rem; }
`;
