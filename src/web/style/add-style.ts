/** Adding pages, and the calendar of issues. */
export const ADD_STYLE = `
.add { margin-top: 1.2rem; }
.add textarea, .drafts textarea, .fields input, .key input {
  width: 100%; font: 1rem/1.6 var(--sans); color: var(--ink); background: var(--field);
  border: 1px solid var(--quiet); border-radius: 3px; padding: .4rem .6rem;
}
.add textarea { font-family: var(--serif); resize: vertical; }
.block, .key { display: block; margin: .8rem 0 .2rem; }
.key input { max-width: 24rem; }
.fields { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.2rem; margin: .7rem 0; }
.fields label { display: flex; align-items: center; gap: .4rem; max-width: 100%; white-space: nowrap; }
.fields input { width: auto; min-width: 0; flex: 0 1 auto; }
.main-button {
  font: 600 1rem/1.4 var(--sans); color: var(--button-ink); background: var(--button);
  border: 1px solid var(--button); border-radius: 4px; padding: .5rem 1.2rem; cursor: pointer;
}
.main-button:hover { filter: brightness(1.1); }
.plain-button:disabled { color: var(--quiet); cursor: default; }
.drop { border: 2px dashed var(--quiet); border-radius: 4px; padding: 1.2rem; margin-top: .8rem; }
.drop.over { border-color: var(--accent); background: var(--note); }
.drop label { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
.drop input { max-width: 100%; font: .95rem/1.4 var(--sans); color: var(--ink); }
.queue, .bench, .preview { margin-top: 2rem; }
.bench:focus { outline: none; }
.queue-list { padding-left: 1.6em; max-height: 40vh; overflow-y: auto; }
.queued { padding: .3rem 0; }
.queued-state { color: var(--quiet); font-size: .93rem; }
.queued.failed .queued-state { color: var(--accent); }
.queue-tools { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1rem; margin-top: .8rem; }
.bench-sides { display: block; }
.bench-sides .raw { max-height: 60vh; overflow-y: auto; border: 1px solid var(--rule); }
.drafts { list-style: none; padding: 0; }
.draft { border-left: 4px solid var(--colour); padding: .2rem 0 .6rem .8rem; margin-bottom: 1.2rem; }
.draft h3 { font: 700 1.1rem/1.5 var(--serif); margin-bottom: .3rem; }
.draft > div:not(.part) { font-family: var(--serif); }
.part { display: grid; grid-template-columns: 5em minmax(0, 1fr); gap: .5rem; margin-bottom: .3rem; }
.part-role { font-size: .85rem; color: var(--quiet); padding-top: .45rem; }
.drafts textarea { display: block; font-family: var(--serif); resize: vertical; field-sizing: content; max-height: 24rem; }
.drafts .part-title { font-weight: 700; }
.part-tools { display: flex; flex-wrap: wrap; gap: .3rem; padding: .3rem 0; }
.draft-tools { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .4rem; }
.step, .draft-tools .plain-button { font-size: .88rem; padding: .1rem .6rem; }
.draft p .step { font-family: var(--sans); white-space: nowrap; color: var(--quiet); background: none; border-color: var(--rule); }
.part-tools .plain-button { font-size: .88rem; padding: .15rem .6rem; }
.subscribe { text-align: center; padding-top: .8rem; font-size: .93rem; }
.subscribe a, .to-add { color: var(--quiet); }
.to-add { margin-left: 1rem; }
.papers { margin: 1rem 0 1.6rem; }
.papers ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); gap: 0 2rem; }
.papers ul, .issue-pages { list-style: none; padding: 0; }
.papers [aria-current] { font-weight: 700; box-shadow: 0 2px 0 var(--accent); text-decoration: none; }
.years { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; padding: .7rem 0; }
.years a { text-decoration: none; color: var(--quiet); }
.years a:hover { color: var(--accent); }
.years [aria-current] { color: var(--ink); font-weight: 600; box-shadow: 0 2px 0 var(--accent); }
.months { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: 1.5rem 2.5rem; }
.month { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .93rem; font-variant-numeric: tabular-nums; }
.month caption { font: 700 1rem/1.6 var(--serif); text-align: start; }
.month th { font-weight: 400; color: var(--quiet); border-bottom: 1px solid var(--rule); }
.month td { text-align: center; padding: .1rem; color: var(--quiet); height: 2.2em; }
.month td a {
  display: block; padding: .1rem 0; color: var(--mark-ink); background: var(--mark);
  border-radius: 3px; font-weight: 600; text-decoration: none;
}
.month td a:hover { text-decoration: underline; }
@media (min-width: 48rem) { .issue-sheets { display: grid; grid-template-columns: 1fr 1fr; gap: 0 3rem; } }
.sheet { margin-top: 1.6rem; }
.sheet .rule-title { display: flex; justify-content: space-between; gap: 1rem; font-family: var(--serif); font-size: 1.1rem; }
.sheet .rule-title .quiet { font: .9rem/1.8 var(--sans); letter-spacing: 0; }
.sheet ul { list-style: none; padding: 0; }
.sheet li { border-bottom: 1px solid var(--rule); }
.sheet li a { display: block; padding: .42rem 0; text-decoration: none; font-family: var(--serif); line-height: 1.55; }
.sheet li a.quiet { font: .9rem/1.6 var(--sans); }
.issues { margin-top: 2.2rem; }
.issue h3 a { text-decoration: none; }
@media (min-width: 62rem) {
  .bench-sides { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 2rem; align-items: start; }
  .bench-printed, .preview .raw { position: sticky; top: 1rem; }
  .bench-sides .raw { max-height: 80vh; margin-top: 0; }
}
`;
