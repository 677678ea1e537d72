/** What every page shares: colours of day and night, type, frame, the box. */
export const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #faf7f0; --ink: #211d18; --quiet: #6a6053; --rule: #d8cfbf; --field: #fffdf8;
  --accent: #9a1b1b; --button: #9a1b1b; --button-ink: #ffffff; --mark: #f8dfd3; --mark-ink: #8a1414; --note: #f2ecdf;
  --serif: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", SimSun, STSong, serif;
  --sans: system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171512; --ink: #e8e1d5; --quiet: #a99f90; --rule: #3b352c; --field: #211e1a;
    --accent: #f0917f; --button: #a83a2e; --button-ink: #ffffff; --mark: #4d211b; --mark-ink: #ffc4b6; --note: #231f1a;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.75 var(--sans); overflow-wrap: anywhere; line-break: strict; }
h1, h2, h3, p, ul, ol { margin: 0; }
a { color: inherit; text-decoration-color: var(--rule); text-decoration-thickness: 1px; text-underline-offset: .25em; }
[hidden] { display: none !important; }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
mark { background: var(--mark); color: var(--mark-ink); padding: 0 .06em; border-radius: 2px; }
time { white-space: nowrap; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, monospace; font-size: .9em; }
pre { margin: .5rem 0 0; overflow-x: auto; }
.table-frame { overflow-x: auto; }
.coverage { width: 100%; border-collapse: collapse; font-size: .93rem; font-variant-numeric: tabular-nums; }
.coverage th, .coverage td { padding: .25rem .5rem; border-bottom: 1px solid var(--rule); text-align: end; vertical-align: top; }
.coverage th:first-child, .coverage th:last-child, .coverage td:last-child { text-align: start; }
.coverage th { font-weight: 400; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: .5rem; top: .5rem; z-index: 1; background: var(--paper); padding: .5rem 1rem; }
.wide { max-width: 64rem; margin: 0 auto; padding: 0 1.25rem; }
.quiet, .meta, .label { color: var(--quiet); }
.untitled { color: var(--quiet); font-weight: 400; }

.masthead { border-bottom: 1px solid var(--rule); padding: .9rem 0; }
.masthead .wide { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .6rem 1.5rem; }
.masthead-front { border-bottom: 0; }
.masthead-front .brand { display: none; }
.masthead-front .wide { justify-content: flex-end; }
.site-nav { display: flex; gap: 1.2rem; font-size: .95rem; }
.site-nav a { text-decoration: none; padding: .25rem 0; }
.site-nav a:hover { text-decoration: underline; }
.brand { font: 700 1.5rem/1.2 var(--serif); letter-spacing: .12em; text-decoration: none; }
.masthead .box { flex: 1 1 18rem; max-width: 40rem; margin-inline-end: auto; }
main.wide { padding-top: 1.25rem; padding-bottom: 3.5rem; min-height: 60vh; }
.foot { border-top: 1px solid var(--rule); padding: 1rem 0 1.5rem; font-size: .9rem; }
.foot .wide { display: flex; gap: 1.5rem; }
.foot a, .back a, .paging a, .sorts a { padding: .25rem 0; display: inline-block; }

.box { display: flex; width: 100%; max-width: 40rem; }
.box input[type="search"] {
  flex: 1 1 auto; min-width: 0; font: 1.05rem/1.4 var(--sans); color: var(--ink); background: var(--field);
  border: 1px solid var(--quiet); border-right: 0; border-radius: 4px 0 0 4px; padding: .6rem .8rem; appearance: none;
}
.box input:focus-visible { outline-width: 2px; outline-offset: -1px; border-color: var(--accent); }
.box input::placeholder { color: var(--quiet); opacity: 1; }
.box button {
  flex: none; font: 600 1rem/1.4 var(--sans); letter-spacing: .1em; color: var(--button-ink); background: var(--button);
  border: 1px solid var(--button); border-radius: 0 4px 4px 0; padding: .6rem 1.2rem; cursor: pointer;
}
.box button:hover { filter: brightness(1.1); }

.box { position: relative; }
.suggestions {
  position: absolute; z-index: 2; top: 100%; left: 0; right: 0; margin: .2rem 0 0; padding: .3rem 0;
  list-style: none; max-height: 70vh; overflow-y: auto;
  text-align: start; background: var(--field); border: 1px solid var(--quiet); border-radius: 4px; box-shadow: 0 4px 16px rgb(0 0 0 / .18);
}
.suggestions li { display: flex; justify-content: space-between; gap: 1rem; padding: .4rem .8rem; cursor: pointer; }
.suggestions .kind { flex: none; color: var(--quiet); font-size: .88rem; }
.suggestions li:hover { background: var(--note); }
.suggestions [aria-selected="true"], .suggestions [aria-selected="true"]:hover { background: var(--button); color: var(--button-ink); }
.suggestions [aria-selected="true"] .kind { color: inherit; }
.suggestions [aria-selected="true"] mark { background: none; color: inherit; text-decoration: underline; }

.front { display: flex; flex-direction: column; align-items: center; text-align: center; padding: 4vh 0 2.5rem; }
.nameplate { font: 900 clamp(3rem, 12vw, 4.5rem)/1.1 var(--serif); letter-spacing: .2em; margin-right: -.2em; }
.tagline { color: var(--quiet); letter-spacing: .25em; margin: .5rem 0 2rem; padding: .3rem 1.5rem; border-top: 3px double var(--rule); }
html[lang="en"] .tagline { letter-spacing: .04em; }
.front-papers {
  list-style: none; padding: 0; margin-top: .5rem; display: flex; flex-wrap: wrap;
  justify-content: center; gap: .2rem 1.3rem; font-family: var(--serif);
}
.holdings { color: var(--quiet); margin-top: 1rem; font-size: .95rem; }
.rule-title { font: 700 1rem/1.5 var(--sans); letter-spacing: .08em; border-bottom: 3px double var(--rule); padding-bottom: .35rem; }
.rule-title a { text-decoration: none; }
`;
