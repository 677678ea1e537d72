/** The picture of a printed page, and what lies on it. */
export const SHEET_STYLE = `
.sheet-view { margin: 1rem 0 2rem; }
.zooms { display: flex; gap: 1.2rem; font-size: .95rem; margin-bottom: .4rem; }
.zooms a, .zooms span { padding: .25rem 0; }
.zooms span { font-weight: 600; }
.sheet-room { overflow: auto; max-height: 90vh; border: 1px solid var(--rule); background: #fff; }
.sheet-picture { display: block; width: 100%; height: auto; }
.sheet-picture.zoom-2 { width: 200%; } .sheet-picture.zoom-3 { width: 300%; }
.area rect { fill: transparent; stroke: transparent; stroke-width: 3px; vector-effect: non-scaling-stroke; }
.area:hover rect { fill: rgb(154 27 27 / .08); stroke: #9a1b1b; }
.area:focus { outline: none; }
.area:focus-visible { outline: 3px solid #9a1b1b; }
.area:focus-visible rect { stroke: #9a1b1b; }
.hit-box { pointer-events: none; scroll-margin: 40vh; }
.hit-box rect { fill: rgb(255 196 0 / .35); stroke: #b25a00; stroke-width: 1.5px; vector-effect: non-scaling-stroke; }
.hit-box:target rect, .hit-box.current rect { fill: rgb(255 120 0 / .45); stroke: #9a1b1b; stroke-width: 3px; }
.cuttings { margin-top: 2rem; }
.cutting { margin: .8rem 0 1.6rem; }
.cutting svg { display: block; max-width: 100%; height: auto; background: #fff; border: 1px solid var(--rule); }
.cutting figcaption { margin-top: .4rem; font-size: .95rem; }
@media print {
  .zooms { display: none; }
  .sheet-room { overflow: visible; max-height: none; border: 0; }
  .sheet-picture, .sheet-picture.zoom-2, .sheet-picture.zoom-3 { width: 100%; max-height: 24cm; }
  .sheet-view { break-inside: avoid; }
}
`;
