/**
 * From a raw page to a found article: composed pages are put in as text, as wrapped text, as a PDF, as a digital edition and, where
 * Tesseract is installed, as what it reads of them printed at 200 dpi; of each article its headline and three of its clauses are asked.
 * Prints success@10 of each form beside the same articles put in whole.
 *   npm run bench:pages-found -- [PAGES] [SEED] [SCANS]      a scan takes half a minute; 0 = none
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openArchive } from '../../../dist/library/xunbao.js';
import { composePage, FORMS } from './compose.mjs';
import { editionOf, htmlOf } from './print.mjs';
import { readStories } from './stories.mjs';

const [count = 80, seed = 1, scans = 6] = process.argv.slice(2).map(Number);
const shared = process.env['XUNBAO_SHARED'] ?? '../shared';
const CLAUSES = 3;
const TOP = 10;
/** An article is found in a hit that holds this share of its clauses; one that was cut in two is found in neither half. */
const HOLDS = 0.6;
/** Recognition gets a character in thirty wrong: an article holds a clause by most of its pieces of three characters. */
const PIECES = 0.5;

const squeeze = (text) => text.replace(/[\s\u3000]+/gu, '');
const clausesOf = ({ paragraphs }) =>
  paragraphs
    .flatMap((text) => text.split(/[，。！？；：、“”‘’（）()《》—…\s]+/u))
    .filter((clause) => clause.length >= 7 && clause.length <= 20);

const stories = readStories(shared, 'crud');
const pagesOf = (wrap) => {
  const forms = FORMS.filter((form) => wrap.includes(form.wrap) && form.blanks !== 'line');
  return Array.from({ length: count }, (_, at) => composePage(stories, forms[at % forms.length], seed * 1_000_003 + at));
};
/** The folder of what Tesseract read, once it has. */
let scansMade;
const scanned = pagesOf(['none']).slice(0, hasTesseract() ? scans : 0);
const FORMS_OF_PAGES = {
  text: { pages: pagesOf(['none']), write: (pages, folder) => pages.forEach(({ text }, at) => put(folder, `${at}.txt`, text)) },
  'wrapped text': {
    pages: pagesOf(['one', 'own']),
    write: (pages, folder) => pages.forEach(({ text }, at) => put(folder, `${at}.txt`, text)),
  },
  PDF: { pages: pagesOf(['none']), write: writePdf },
  'digital edition': {
    pages: pagesOf(['none']),
    write: (pages, folder) =>
      pages.forEach(({ gold }, at) => editionOf(gold).forEach(({ name, text }) => put(path.join(folder, `${at}`), name, text))),
  },
  ...(scanned.length > 0 && {
    "Tesseract's PDF": { pages: scanned, write: (pages, folder) => copyScans(pages, folder, 'pdf') },
    "Tesseract's ALTO": { pages: scanned, write: (pages, folder) => copyScans(pages, folder, 'xml') },
  }),
};

console.log('| form | articles | found, put in whole | found | of them | own headline | own page |\n|---|--:|--:|--:|--:|--:|--:|');
for (const [name, { pages, write }] of Object.entries(FORMS_OF_PAGES)) {
  const wanted = pages.flatMap(({ gold }) =>
    gold.articles.filter((one) => clausesOf(one).length >= CLAUSES).map((article) => ({ article, page: gold.page })),
  );
  const whole = await ask(wanted, (folder) =>
    put(folder, 'articles.ndjson', wanted.map(({ article, page }, at) => JSON.stringify(recordOf(article, page, at))).join('\n')),
  );
  const read = await ask(wanted, (folder) => write(pages, folder));
  const share = (part, of) => (part / of).toFixed(3);
  const asked = wanted.length * (CLAUSES + 1);
  const cells = [share(whole.found, asked), share(read.found, asked), `**${share(read.found, whole.found)}**`];
  console.log(`| ${[name, wanted.length, ...cells, share(read.titled, read.found), share(read.placed, read.found)].join(' | ')} |`);
}

function recordOf({ title, paragraphs, byline }, { paper, date, pageNumber }, at) {
  return { id: `a${at}`, title: title === '' ? '无题' : title, paper, date, pageNumber, paragraphs, byline };
}

function put(folder, name, text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

function writePdf(pages, folder) {
  put(folder, 'pages.html', htmlOf(pages.map(({ gold }) => gold)));
  const html = path.join(folder, 'pages.html');
  const args = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-pdf-header-footer',
    `--print-to-pdf=${path.join(folder, 'pages.pdf')}`,
  ];
  execFileSync('chromium', [...args, `file://${html}`], { stdio: 'ignore', timeout: 300_000 });
  rmSync(html);
}

function hasTesseract() {
  try {
    return execFileSync('tesseract', ['--list-langs'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).includes('chi_sim');
  } catch {
    return false;
  }
}

/** What Tesseract reads of the printed pages, made once. */
function copyScans(pages, folder, ending) {
  scansMade ??= makeScans(pages);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(scansMade).filter((one) => one.endsWith(`.${ending}`)))
    copyFileSync(path.join(scansMade, name), path.join(folder, name));
}

function makeScans(pages) {
  const room = mkdtempSync(path.join(os.tmpdir(), 'xunbao-scans-'));
  process.on('exit', () => rmSync(room, { recursive: true, force: true }));
  const printed = path.join(room, 'printed');
  writePdf(pages, printed);
  execFileSync('pdftoppm', ['-r', '200', '-gray', path.join(printed, 'pages.pdf'), path.join(printed, 'p')], { timeout: 300_000 });
  for (const name of readdirSync(printed).filter((one) => one.endsWith('.pgm'))) {
    const args = [path.join(printed, name), path.join(room, name.slice(0, -4)), '-l', 'chi_sim', '--dpi', '200', 'alto', 'pdf'];
    execFileSync('tesseract', args, { stdio: 'ignore', timeout: 300_000, env: { ...process.env, OMP_THREAD_LIMIT: '1' } });
  }
  return room;
}

/** Puts files into an archive of their own, asks for every article, and counts what was found. */
async function ask(wanted, write) {
  const room = mkdtempSync(path.join(os.tmpdir(), 'xunbao-found-'));
  const archive = await openArchive({ data: path.join(room, 'data'), index: path.join(room, 'index') });
  try {
    write(path.join(room, 'pages'));
    await archive.addFiles([path.join(room, 'pages')]);
    const sum = { found: 0, titled: 0, placed: 0 };
    for (const one of wanted) for (const query of queriesOf(one.article)) tally(sum, one, await hitOf(archive, query, one));
    return sum;
  } finally {
    await archive.close();
    rmSync(room, { recursive: true, force: true });
  }
}

function queriesOf(article) {
  const clauses = clausesOf(article);
  const step = clauses.length / CLAUSES;
  return [article.title, ...Array.from({ length: CLAUSES }, (_, at) => clauses[Math.floor(at * step)])];
}

/** The first hit that holds the article; one of its own page before others, since a story may be printed twice. */
async function hitOf(archive, query, { article, page }) {
  const { hits, more } = await archive.search(query, { limit: TOP, more: true });
  const clauses = clausesOf(article);
  const holding = [];
  for (const { id } of [...hits, ...(more?.hits ?? [])].slice(0, TOP)) {
    const found = await archive.article(id);
    const text = squeeze([found.title, ...found.paragraphs].join('\n'));
    const isRead = found.extra?.recognised === true;
    if (clauses.filter((clause) => (isRead ? holdsMost(text, clause) : text.includes(clause))).length >= HOLDS * clauses.length)
      holding.push(found);
  }
  return holding.find((one) => isOf(one, page)) ?? holding[0];
}

function holdsMost(text, clause) {
  const pieces = Array.from({ length: clause.length - 2 }, (_, at) => clause.slice(at, at + 3));
  return pieces.filter((piece) => text.includes(piece)).length >= pieces.length * PIECES;
}

function isOf({ paper, date, pageNumber }, page) {
  return paper === page.paper && date === page.date && pageNumber === page.pageNumber;
}

function tally(sum, { article, page }, hit) {
  if (hit === undefined) return;
  sum.found += 1;
  if (squeeze(hit.title) === squeeze(article.title)) sum.titled += 1;
  if (isOf(hit, page)) sum.placed += 1;
}
