/**
 * The looks of the box on other sites: the host's type and colours, by system colours, so that it is light where the host is and dark
 * where it is.
 */
export const EMBED_STYLE = `
:host { display: block; max-width: 40rem; font: inherit; color: inherit; text-align: start; overflow-wrap: anywhere; }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
form { display: flex; margin: 0; position: relative; }
input, button { font: inherit; padding: .5em .75em; border: 1px solid GrayText; }
input { flex: 1 1 auto; min-width: 0; color: FieldText; background: Field; border-radius: .25em 0 0 .25em; border-inline-end: 0; }
button {
  flex: none; color: #fff; background: var(--xunbao-accent, #9a1b1b); border-color: transparent;
  border-radius: 0 .25em .25em 0; cursor: pointer;
}
:focus-visible { outline: 3px solid var(--xunbao-accent, #9a1b1b); outline-offset: 2px; }
p, ol, ul { margin: .5em 0 0; padding: 0; }
ol, ul { list-style: none; }
li { padding: .6em 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
a { color: inherit; }
.title { font-weight: 700; }
.more { padding-top: .6em; border-top: 3px double color-mix(in srgb, currentColor 40%, transparent); font-weight: 700; }
.place, .snippet, .missing { display: block; font-size: .9em; }
mark { background: #f8dfd3; color: #8a1414; background: light-dark(#f8dfd3, #4d211b); color: light-dark(#8a1414, #ffc4b6); }
.suggestions {
  position: absolute; z-index: 2147483000; top: 100%; left: 0; right: 0; max-height: 60vh;
  overflow-y: auto; margin-top: .2em; background: Canvas; color: CanvasText;
  border: 1px solid GrayText; border-radius: .25em;
}
.suggestions[hidden] { display: none; }
.suggestions li { display: flex; justify-content: space-between; gap: 1em; padding: .4em .75em; border: 0; cursor: pointer; }
.kind { flex: none; font-size: .9em; }
.suggestions li:hover { background: color-mix(in srgb, currentColor 10%, transparent); }
.suggestions [aria-selected="true"], .suggestions [aria-selected="true"]:hover { background: var(--xunbao-accent, #9a1b1b); color: #fff; }
[aria-selected="true"] mark { background: none; color: inherit; text-decoration: underline; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
