/** The desk. */
export const DESK_STYLE = `
.desk-kinds, .steps { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; padding: .35rem 0; }
.desk-kinds a, .steps a { text-decoration: none; color: var(--quiet); padding: .2rem 0; }
.desk-kinds a:hover, .steps a:hover { color: var(--accent); }
.desk-kinds [aria-current] { font-weight: 600; box-shadow: 0 2px 0 var(--accent); }
.desk-rows { padding-left: 2.6em; }
.desk-rows li { padding: .35rem 0; border-bottom: 1px solid var(--rule); }
.desk-rows input, .desk-form input[type=checkbox] { width: 1.3rem; height: 1.3rem; vertical-align: -.2rem; }
.desk-many { border: 1px solid var(--rule); border-radius: 4px; margin-top: 1.4rem; padding: .6rem 1rem 1rem; }
.desk-many input, .desk-form input:not([type=checkbox]) {
  font: 1rem/1.6 var(--sans); color: var(--ink); background: var(--field);
  border: 1px solid var(--quiet); border-radius: 3px; padding: .3rem .5rem; max-width: 100%;
}
.desk-form { margin: .4rem 0; }
.desk-shown li, .desk-history li { padding: .3rem 0; }
.desk-shown summary, .desk-history summary, .desk-picture summary { padding: .5rem 0; cursor: pointer; }
.desk-link { margin: .4rem 0; }
.desk-bar {
  position: sticky; top: 0; z-index: 2; background: var(--paper); padding: .5rem 0;
  display: flex; flex-wrap: wrap; gap: .5rem .8rem; align-items: center;
}
.desk-bar p { margin: 0; }
.draft-people { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .4rem .8rem; }
.draft-people label { display: flex; flex-direction: column; font-size: .88rem; color: var(--quiet); }
.draft-people input, .draft-people select, .part-tools select, .draft-tools select {
  font: .95rem/1.5 var(--sans); color: var(--ink); background: var(--field); max-width: 100%;
  border: 1px solid var(--quiet); border-radius: 3px; padding: .2rem .4rem;
}
.part-move { display: inline-flex; align-items: center; gap: .3rem; font-size: .88rem; color: var(--quiet); }
`;
