/** Small screens and paper; comes last. Nothing moves on any page, so that nobody need ask for stillness. */
export const MEDIA_STYLE = `
@media (max-width: 30rem) {
  .wide, main.wide { padding-left: 1rem; padding-right: 1rem; }
  .box button { padding: .6rem .9rem; letter-spacing: 0; }
  .headlines, .headlines .kicker { text-align: left; }
  .part { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .raw { font-size: .85rem; }
  .line { grid-template-columns: 2.3em 1.4em minmax(0, 1fr); }
  .line-number { padding-right: .4rem; font-size: .7rem; }
  .line-text { padding: 0 .1rem; }
  .tagline { letter-spacing: .12em; }
  .masthead .box { order: 1; flex-basis: 100%; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #444; --rule: #999; --mark: transparent; --mark-ink: #000; }
  body { font-size: 11pt; }
  .masthead .box, .site-nav, .foot, .back, .beside, .paging, .sorts, .skip, .chips, .panel,
  .to-filters, .hits-bar, .to-trail, .printed, .cite {
    display: none;
  }
  .search, .reading { display: block; }
  mark { font-weight: 700; text-decoration: underline; }
  a { text-decoration: none; }
  .column { max-width: none; }
  .text { font-size: 11.5pt; line-height: 1.8; }
}
`;
