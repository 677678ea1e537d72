/** A printed page line by line, beside the articles read from it. */
export const TRAIL_STYLE = `
:root { --colour-1: #b0472f; --colour-2: #2c6fa8; --colour-3: #4e7d2d; --colour-4: #8a4fa0; --colour-5: #a87718; --colour-6: #1e8080; }
@media (prefers-color-scheme: dark) {
  :root { --colour-1: #ef9a80; --colour-2: #7fb8ea; --colour-3: #a2cf7d; --colour-4: #d0a0e4; --colour-5: #e3bd66; --colour-6: #71cfcb; }
}
.colour-1 { --colour: var(--colour-1); } .colour-2 { --colour: var(--colour-2); } .colour-3 { --colour: var(--colour-3); }
.colour-4 { --colour: var(--colour-4); } .colour-5 { --colour: var(--colour-5); } .colour-6 { --colour: var(--colour-6); }
.trail { margin-top: 1.75rem; }
.trail-help { max-width: 42rem; margin-top: .3rem; }
.owners, .raw { list-style: none; padding: 0; }
.owners { font-size: .95rem; margin-top: .6rem; }
.owners li {
  display: flex; gap: .75rem; justify-content: space-between; align-items: baseline;
  padding: .35rem 0 .35rem .7rem; border-left: 4px solid var(--colour); margin-bottom: .35rem;
}
.owners .here { background: color-mix(in srgb, var(--colour) 12%, var(--paper)); font-weight: 600; }
.owners .quiet { flex: none; font-weight: 400; font-size: .85rem; }
.owners a { text-decoration: none; }
.owners a:hover { text-decoration: underline; }
.raw { margin-top: 1.2rem; font: 1rem/1.75 var(--serif); }
.line {
  display: grid; grid-template-columns: 3em 2em minmax(0, 1fr);
  border-left: 4px solid var(--colour, transparent); min-height: 1.75em; scroll-margin-top: 30vh;
}
.line-number {
  font: .78rem/2.25 var(--sans); color: var(--quiet); text-align: end; padding-right: .6rem;
  font-variant-numeric: tabular-nums; user-select: none;
}
.line .owner, .owners .owner { font: 700 .85rem/2.05 var(--sans); }
.line-text { white-space: pre-wrap; padding: 0 .4rem; }
.line.here .line-text { background: color-mix(in srgb, var(--colour) 12%, var(--paper)); }
.line:target .line-text { outline: 2px solid var(--accent); outline-offset: -2px; }
@media (min-width: 62rem) {
  .trail-sides { display: grid; grid-template-columns: minmax(0, 1fr) 20rem; gap: 3.5rem; align-items: start; }
  .trail-sides .owners { order: 1; position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow-y: auto; margin-top: 1.2rem; }
}
`;
