#!/usr/bin/env node
// Draws docs/images/page-to-articles.svg: a sample page, the articles it is divided into, and one hit traced to its printed lines.
// All of it comes out of the program: node scripts/picture.mjs (with --check: nothing is written, exit 1 when the picture is not what it
// would draw)
import './setup.mjs';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const { openArchive, parsePage } = await import('../dist/library/xunbao.js');

const root = fileURLToPath(new URL('..', import.meta.url));
const PICTURE = path.join(root, 'docs', 'images', 'page-to-articles.svg');
const PAGE = '云湾工人报/2024-05-06/03.txt';
const QUERY = '遮光帘';
/** Printed lines that are shown; a gap is drawn as ⋯, and blank lines as a little room. */
const SHOWN = [1, 2, 3, 5, 7, 9, 11, 12, 13, 35, 37, 39, 41, 42, 62, 64, 66, 67, 68, 73, 74, 75, 76, 77, 81, 83, 84, 89, 91, 95, 97];

const SIZE = { width: 900, row: 18, char: 12.5, top: 74, left: 62, cards: 500, cardsWidth: 380 };

const bytes = fs.readFileSync(path.join(root, 'data', 'pages', PAGE));
const drawn = draw(await parsePage(bytes), await askHit());
if (process.argv.includes('--check')) {
  if (!fs.existsSync(PICTURE) || fs.readFileSync(PICTURE, 'utf8') !== drawn) {
    process.stderr.write(`${path.relative(root, PICTURE)} is not what the program gives now; run node scripts/picture.mjs\n`);
    process.exit(1);
  }
} else {
  fs.writeFileSync(PICTURE, drawn);
  process.stderr.write(`${path.relative(root, PICTURE)} ${Buffer.byteLength(drawn)} bytes\n`);
}

/** The first hit of the query in an archive that holds the page. */
async function askHit() {
  const room = fs.mkdtempSync(path.join(os.tmpdir(), 'xunbao-picture-'));
  const archive = await openArchive({ data: path.join(room, 'archive'), index: path.join(room, 'index') });
  try {
    await archive.addPage(bytes);
    const { total, hits } = await archive.search(QUERY);
    return { total, hit: hits[0] };
  } finally {
    await archive.close();
    fs.rmSync(room, { recursive: true, force: true });
  }
}

function draw(reading, { total, hit }) {
  const owners = ownersOf(reading);
  const rows = layRows(reading.printed, owners);
  const found = reading.articles.findIndex(({ title }) => title === hit.title.text);
  const [snippet] = hit.snippets;
  const traced = rows.filter(({ line }) => reading.lines[found].paragraphs[snippet.paragraph].includes(line));
  const height = rows.at(-1).y + 34;
  const cards = layCards(reading, { found, snippet, hit }, rows);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${height}" width="${SIZE.width}" height="${height}" ` +
      `role="img" aria-labelledby="t d" font-family="system-ui, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans ` +
      `CJK SC', 'Source Han Sans SC', sans-serif">`,
    '<title id="t">版面原文、切分出的文章，以及追溯到原文行的一处命中。A raw page, its articles, and one hit traced to its printed lines.</title>',
    `<desc id="d">${escape(`${PAGE}: ${reading.articles.map(({ title }) => title).join('; ')}. Found: ${hit.title.text}.`)}</desc>`,
    style(),
    `<rect class="paper" x="0.5" y="0.5" width="${SIZE.width - 1}" height="${height - 1}" rx="10"/>`,
    ...heads(total),
    ...rows.map((row) => drawRow(row)),
    ...cards.flatMap(({ parts }) => parts),
    ...trace(traced, cards[found]),
    '</svg>\n',
  ].join('\n');
}

/** Line number -> index of its article. */
function ownersOf({ lines }) {
  return new Map(
    lines.flatMap(({ banner, kicker, title, subtitle, paragraphs }, i) =>
      [banner, kicker, title, subtitle, paragraphs].flat(2).map((line) => [line, i]),
    ),
  );
}

function layRows(printed, owners) {
  let y = SIZE.top;
  const rows = [];
  SHOWN.forEach((line, i) => {
    const skipped = printed.slice(SHOWN[i - 1] ?? 0, line - 1);
    if (skipped.some((text) => text.trim() !== '')) {
      rows.push({ y, text: '⋯', owner: owners.get(line - 1) ?? owners.get(SHOWN[i - 1]) });
      y += SIZE.row - 3;
    }
    if (skipped.some((text) => text.trim() === '')) y += 7;
    rows.push({ line, y, text: printed[line - 1], owner: owners.get(line) });
    y += SIZE.row;
  });
  return rows;
}

function drawRow({ line, y, text, owner }) {
  const colour = owner === undefined ? 'none' : `a${owner}`;
  const mark =
    line !== undefined && text.includes(QUERY) && owner !== undefined
      ? `<rect class="mark" x="${SIZE.left + text.indexOf(QUERY) * SIZE.char}" y="${y - 13}" width="${QUERY.length * SIZE.char}" ` +
        `height="${SIZE.row - 1}" rx="2"/>`
      : '';
  return [
    owner === undefined
      ? ''
      : `<rect class="tint ${colour}" x="${SIZE.left - 6}" y="${y - 14}" width="322" ` +
        `height="${SIZE.row + (line === undefined ? -3 : 0)}"/><rect class="bar ${colour}" x="${SIZE.left - 10}" y="${y - 14}" ` +
        `width="4" height="${SIZE.row + (line === undefined ? -3 : 0)}"/>`,
    line === undefined ? '' : `<text class="number" x="${SIZE.left - 18}" y="${y}" text-anchor="end">${line}</text>`,
    mark,
    `<text class="${owner === undefined ? 'furniture' : 'printed'}" x="${SIZE.left}" y="${y}" font-size="${SIZE.char}" ` +
      `xml:space="preserve">${escape(text)}</text>`,
  ].join('');
}

function heads(total) {
  const right = SIZE.cards;
  return [
    '<text class="head" x="24" y="32">版面原文 <tspan class="note">A raw page</tspan></text><text class="note" x="24" ' +
      `y="50">${escape(PAGE)}</text>`,
    `<text class="head" x="${right}" y="32">切分成文章 <tspan class="note">Its articles</tspan></text>`,
    `<rect class="box" x="${right + 216}" y="14" width="164" height="26" rx="13"/><text class="query" x="${right + 230}" ` +
      `y="32">${QUERY}</text><text class="note" x="${right + 366}" y="32" text-anchor="end">${total} 篇 found</text>`,
  ];
}

/** A card an article, beside its first printed line; the found one has its snippet. */
function layCards({ articles, lines }, { found, snippet, hit }, rows) {
  let least = 0;
  return articles.map((article, i) => {
    const { draw: drawAt, height: own, markY } = cardText(article, lines[i], i === found ? { snippet, hit } : undefined);
    const top = Math.max(least, rows.find(({ owner }) => owner === i).y - 15);
    least = top + own + 10;
    const frame =
      `<rect class="card${i === found ? ' found' : ''}" x="${SIZE.cards}" y="${round(top)}" width="${SIZE.cardsWidth}" ` +
      `height="${own}" rx="6"/><rect class="bar a${i}" x="${SIZE.cards}" y="${round(top)}" width="5" height="${own}" rx="2"/>`;
    return { parts: [frame, ...drawAt(top)], markY: top + markY };
  });
}

function cardText({ title, kicker, subtitle, banner, byline, kind }, lines, found) {
  const all = [lines.banner, lines.kicker, lines.title, lines.subtitle, lines.paragraphs].flat(2);
  const above = [banner, ...kicker].filter(Boolean).join(' · ');
  const people = [
    ['记者', byline.reporters],
    ['通讯员', byline.correspondents],
    ['摄', byline.photographers],
  ]
    .filter(([, names]) => names.length > 0)
    .map(([role, names]) => `${role} ${names.join('、')}`);
  const below = [...subtitle, ...people].join('　');
  const x = SIZE.cards + 18;
  const titleY = above === '' ? 24 : 41;
  let y = titleY;
  const parts = [];
  if (above !== '') parts.push((top) => `<text class="small" x="${x}" y="${round(top + 20)}">${escape(above)}</text>`);
  if (found) parts.push((top) => markRects(found.hit.title, x, top + titleY, 16));
  parts.push((top) => `<text class="title" x="${x}" y="${round(top + titleY)}" font-size="16">${escape(title)}</text>`);
  parts.push(
    (top) =>
      `<text class="kind" x="${SIZE.cards + SIZE.cardsWidth - 12}" y="${round(top + 20)}" text-anchor="end">${kind} · ` +
      `${Math.min(...all)}–${Math.max(...all)}</text>`,
  );
  if (below !== '') {
    y += 20;
    const belowY = y;
    parts.push((top) => `<text class="small" x="${x}" y="${round(top + belowY)}">${escape(below)}</text>`);
  }
  let markY = 0;
  if (found) {
    y += 6;
    for (const line of wrap(found.snippet, 26)) {
      y += 21;
      const lineY = y;
      if (line.ranges.length > 0) markY = lineY - 5;
      parts.push(
        (top) => markRects(line, x, top + lineY, 13),
        (top) => `<text class="printed" x="${x}" y="${round(top + lineY)}" font-size="13">${escape(line.text)}</text>`,
      );
    }
  }
  return { height: y + 14, draw: (top) => parts.map((part) => part(top)), markY };
}

/** The snippet in lines of `width` characters, its ranges with them. */
function wrap({ text, ranges }, width) {
  const lines = [];
  for (let from = 0; from < text.length; from += width) {
    const to = Math.min(text.length, from + width);
    lines.push({
      text: text.slice(from, to),
      ranges: ranges
        .filter(([start, end]) => start < to && end > from)
        .map(([start, end]) => [Math.max(0, start - from), Math.min(to, end) - from]),
    });
  }
  return lines;
}

/** All characters of the sample are full-width, so that a character is as wide as the letters are high. */
function markRects({ ranges }, x, y, size) {
  return ranges
    .map(
      ([start, end]) =>
        `<rect class="mark" x="${x + start * size}" y="${round(y - size)}" width="${(end - start) * size}" height="${size + 4}" rx="2"/>`,
    )
    .join('');
}

/** From the hit in the snippet to the lines its paragraph was printed on. */
function trace(rows, { markY }) {
  const top = rows[0].y - 15;
  const bottom = rows.at(-1).y + 5;
  const right = SIZE.left + 318;
  const middle = (top + bottom) / 2;
  return [
    `<rect class="trace" x="${SIZE.left - 12}" y="${top}" width="${right - SIZE.left + 12}" height="${bottom - top}" rx="4"/>`,
    `<path class="trace" d="M${SIZE.cards} ${round(markY)} C${SIZE.cards - 60} ${round(markY)} ${right + 60} ${middle} ` +
      `${right + 8} ${middle}"/>`,
    `<path class="arrow" d="M${right + 1} ${middle} l10 -5 v10 z"/>`,
  ];
}

function style() {
  const light = ['#b45309', '#0f766e', '#7c3aed', '#1d4ed8', '#be185d'];
  const dark = ['#f59e0b', '#2dd4bf', '#a78bfa', '#60a5fa', '#f472b6'];
  const colours = (values) => values.map((value, i) => `.a${i}{fill:${value}}`).join('');
  return `<style>
.paper{fill:#fff;stroke:#d0d7de}.card{fill:#f6f8fa;stroke:#d0d7de}.card.found{fill:#fff;stroke:#7c3aed}.box{fill:#fff;stroke:#8c959f}
.head{font-size:16px;font-weight:600;fill:#1f2328}.note{font-size:12px;font-weight:400;fill:#59636e}
.small{font-size:12.5px;fill:#59636e}.kind{font-size:11px;fill:#59636e}
.title{font-weight:600;fill:#1f2328}.printed,.query{fill:#1f2328}.query{font-size:14px}
.furniture{fill:#818b98}.number{font-size:10px;fill:#818b98}
.mark{fill:#ffe58a}.tint{fill-opacity:.09}.trace{fill:none;stroke:#7c3aed;stroke-width:1.6}.arrow{fill:#7c3aed}${colours(light)}
@media (prefers-color-scheme:dark){.paper{fill:#0d1117;stroke:#30363d}.card{fill:#151b23;stroke:#30363d}
.card.found{fill:#0d1117;stroke:#a78bfa}.box{fill:#0d1117;stroke:#6e7681}
.head,.title,.printed,.query{fill:#e6edf3}.note,.small,.kind{fill:#9198a1}.furniture,.number{fill:#7d8590}
.mark{fill:#7a5c00}.tint{fill-opacity:.16}.trace{stroke:#a78bfa}.arrow{fill:#a78bfa}${colours(dark)}}
</style>`;
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function escape(text) {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
