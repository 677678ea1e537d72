/** Lines over time, and forms with many fields. */
export const OVER_TIME_STYLE = `
.many-fields { margin: 1rem 0; }
.many-fields .fields { align-items: end; }
.many-fields label { flex-direction: column; align-items: flex-start; gap: .15rem; font-size: .95rem; }
.many-fields input, .many-fields select {
  font: 1rem/1.4 var(--sans); color: var(--ink); background: var(--field); border: 1px solid var(--quiet); border-radius: 3px;
  padding: .4rem .6rem; min-height: 2.6rem;
}
.many-fields input { width: 11em; max-width: 100%; }
.many-fields input.date { width: 8em; }
.over-time { overflow-x: auto; margin: .5rem 0; }
.over-time svg { display: block; width: 100%; min-width: 36rem; height: auto; }
.over-time text { font: 12px var(--sans); fill: var(--quiet); }
.over-time .rule { stroke: var(--rule); stroke-width: 1; fill: none; }
.over-time .gap, .gap-mark { fill: var(--rule); opacity: .6; }
.gap-mark { display: inline-block; width: 1.2em; height: .9em; background: var(--rule); vertical-align: -.1em; }
.series { --line: #9a1b1b; }
.series-2 { --line: #1d5f8a; } .series-3 { --line: #3d6b22; } .series-4 { --line: #7b4a9e; } .series-5 { --line: #8a5a00; }
.series path { fill: none; stroke: var(--line); stroke-width: 2.2; stroke-linejoin: round; }
.series circle { fill: var(--line); stroke: var(--paper); stroke-width: 1; }
.series a:hover circle { stroke: var(--ink); stroke-width: 2; }
.series-2 path { stroke-dasharray: 7 3; } .series-3 path { stroke-dasharray: 2 3; }
.series-4 path { stroke-dasharray: 10 3 2 3; } .series-5 path { stroke-dasharray: 4 2; }
@media (prefers-color-scheme: dark) {
  .series { --line: #f0917f; }
  .series-2 { --line: #7cc0ec; } .series-3 { --line: #a3d07f; } .series-4 { --line: #cfa3ee; } .series-5 { --line: #e5b758; }
}
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; }
.legend svg { width: 36px; height: 12px; vertical-align: middle; }
.advanced .fields { margin: .3rem 0; }
.advanced input { width: 24em; }
.advanced .quiet { font-size: .9rem; }
.help { border-collapse: collapse; margin-top: 1rem; }
.help th, .help td { padding: .5rem 1.2rem .5rem 0; border-bottom: 1px solid var(--rule); text-align: start; vertical-align: top; }
.help tbody th { font-weight: 400; }
.hints { margin-top: 1rem; padding-left: 1.3em; }
.ways { font-size: .95rem; margin-top: .6rem; }
.numbers summary { cursor: pointer; padding: .4rem 0; color: var(--quiet); }
`;
