/** The one stylesheet. Served as a file under a name that holds its hash. */

/** CSS of all pages: a calm newspaper page; serif headlines, wide lines, one red accent; dark where the reader's system is. */
export const STYLESHEET = `
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
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.75 var(--sans); overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol { margin: 0; }
a { color: inherit; text-decoration-color: var(--rule); text-decoration-thickness: 1px; text-underline-offset: .25em; }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
mark { background: var(--mark); color: var(--mark-ink); padding: 0 .06em; border-radius: 2px; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, monospace; font-size: .9em; }
pre { margin: .5rem 0 0; overflow-x: auto; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: .5rem; top: .5rem; z-index: 1; background: var(--paper); padding: .5rem 1rem; }
.wide { max-width: 64rem; margin: 0 auto; padding: 0 1.25rem; }
.quiet, .meta, .label { color: var(--quiet); }
.untitled { color: var(--quiet); font-weight: 400; }

.masthead { border-bottom: 1px solid var(--rule); padding: .9rem 0; }
.masthead .wide { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1.5rem; }
.masthead-front { display: none; }
.brand { font: 700 1.5rem/1.2 var(--serif); letter-spacing: .12em; text-decoration: none; }
.masthead .box { flex: 1 1 18rem; }
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

.front { display: flex; flex-direction: column; align-items: center; text-align: center; padding: 7vh 0 2.5rem; }
.nameplate { font: 900 clamp(3rem, 12vw, 4.5rem)/1.1 var(--serif); letter-spacing: .2em; margin-right: -.2em; }
.tagline { color: var(--quiet); letter-spacing: .25em; margin: .5rem 0 2rem; padding: .3rem 1.5rem; border-top: 3px double var(--rule); }
html[lang="en"] .tagline { letter-spacing: .04em; }
.holdings { color: var(--quiet); margin-top: 1rem; font-size: .95rem; }
.rule-title { font: 700 1rem/1.5 var(--sans); letter-spacing: .08em; border-bottom: 3px double var(--rule); padding-bottom: .35rem; }
.rule-title a { text-decoration: none; }

.summary { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 1.5rem; padding-bottom: .5rem; border-bottom: 3px double var(--rule); }
.sorts { display: flex; gap: 1.1rem; font-size: .95rem; }
.sorts a { text-decoration: none; color: var(--quiet); }
.sorts a:hover { color: var(--accent); }
.sorts a[aria-current] { color: var(--ink); font-weight: 600; box-shadow: 0 2px 0 var(--accent); }
.chips { list-style: none; padding: 0; margin: 0 0 .9rem; display: flex; flex-wrap: wrap; gap: .5rem; font-size: .92rem; }
.chips a { display: inline-block; text-decoration: none; border: 1px solid var(--rule); border-radius: 999px; padding: .15rem .8rem; background: var(--note); }
.chips a:hover { border-color: var(--accent); }
.chips .chip-all { border-color: transparent; background: none; text-decoration: underline; }
.chip-name { color: var(--quiet); }
.note { background: var(--note); border-left: 3px solid var(--accent); padding: .7rem 1rem; margin: 1rem 0; font-size: .95rem; }
.read-as { font-size: .9rem; padding-top: .6rem; }
.read-as span { font-family: var(--serif); }
.nothing { padding: 1.5rem 0; }
.nothing ul, .fault ul { padding-left: 1.4em; }

.hits { list-style: none; padding: 0; }
.hit { padding: 1.15rem 0; border-bottom: 1px solid var(--rule); }
.headline { font: 700 1.3rem/1.5 var(--serif); }
.headline a { text-decoration: none; }
.headline a:hover { text-decoration: underline; }
.headline a:visited { color: color-mix(in srgb, var(--ink) 78%, var(--paper)); }
.kicker, .subtitle { font-family: var(--serif); font-size: .98rem; line-height: 1.6; color: var(--quiet); }
.meta { font-size: .9rem; margin-top: .15rem; }
.meta > span:not(.dot) { display: inline-block; max-width: 100%; }
.snippet { margin-top: .4rem; max-width: 44rem; line-height: 1.85; }
.paging { display: flex; justify-content: center; align-items: center; gap: 1.75rem; padding: 1.5rem 0 0; }
@media (min-width: 48rem) {
  .hits-columns { display: grid; grid-template-columns: 1fr 1fr; column-gap: 3rem; }
}
.hits-columns .snippet { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }

.back { font-size: .95rem; margin-bottom: 1rem; }
.back a { text-decoration: none; color: var(--quiet); }
.back a:hover { color: var(--accent); }
.page-title { font: 700 1.6rem/1.45 var(--serif); }
.reading { display: block; }
.article { max-width: 42rem; }
.headlines { border-bottom: 3px double var(--rule); padding-bottom: 1rem; margin-bottom: 1.4rem; text-align: center; }
.headlines h1 { font: 900 clamp(1.6rem, 5vw, 2.3rem)/1.4 var(--serif); text-wrap: balance; margin: .2rem 0; }
.headlines .kicker, .headlines .subtitle { font-size: 1.08rem; color: inherit; text-wrap: balance; }
.headlines .meta { margin-top: .8rem; }
.banner { display: inline-block; font: 700 .95rem/1.5 var(--serif); color: var(--accent); border: 1px solid currentColor; padding: .1rem .9rem; margin-bottom: .6rem; letter-spacing: .1em; }
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
.neighbours [aria-current] { color: var(--quiet); border-left: 3px solid var(--accent); padding-left: .7rem; }
@media (min-width: 62rem) {
  .reading { display: grid; grid-template-columns: minmax(0, 42rem) minmax(13rem, 1fr); gap: 3.5rem; align-items: start; }
  .neighbours { margin-top: 0; position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow-y: auto; }
}
.issue { padding: 1.1rem 0; border-bottom: 1px solid var(--rule); }
.issue h2 { font: 700 1.15rem/1.6 var(--serif); }
.issue h2 .quiet { font-weight: 400; font-size: .95rem; margin-left: .5rem; }
.issue ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.75rem; margin-top: .3rem; }
.fault > * + * { margin-top: .9rem; }

@media (max-width: 30rem) {
  .wide, main.wide { padding-left: 1rem; padding-right: 1rem; }
  .box button { padding: .6rem .9rem; letter-spacing: 0; }
  .headlines, .headlines .kicker { text-align: left; }
  .tagline { letter-spacing: .12em; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #444; --rule: #999; --mark: transparent; --mark-ink: #000; }
  body { font-size: 11pt; }
  .masthead .box, .foot, .back, .neighbours, .paging, .sorts, .skip, .chips { display: none; }
  .masthead-front { display: block; }
  mark { font-weight: 700; text-decoration: underline; }
  a { text-decoration: none; }
  .article { max-width: none; }
  .text { font-size: 11.5pt; line-height: 1.8; }
}
`;

/** The mark of the house: the character 寻 would need a font, so it is a column of print under a glass. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#9a1b1b"/><path d="M7 8h14M7 13h9M7 18h6" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/><circle cx="19" cy="19" r="5" fill="none" stroke="#fff" stroke-width="2.5"/><path d="m23 23 4 4" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>
`;
