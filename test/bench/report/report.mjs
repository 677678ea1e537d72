/** The report as Markdown: what was run, every figure, and the list of what we lose. */
import { KINDS } from '../queries.mjs';
import { losses } from './losses.mjs';

const MB = 2 ** 20;

/** `plots` are `{ file, title }` in `images/` beside the report. */
export function renderReport(results, plots = []) {
  const sizes = Object.entries(results.sizes);
  const parts = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; `test/bench/README.md` tells how to run it again. Figures of one run are for comparing with ' +
      'each other, not with another machine.',
    '',
    ...conditions(results),
    ...plots.flatMap(({ file, title }) => [`![${title}](images/${file})`, '']),
    ...sizes.flatMap(([size, one]) => sizeSection(Number(size), one, results.titles)),
    ...growth(results),
    '## What we lose',
    '',
    ...losses(results),
    '',
  ];
  return `${parts
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

/** Peers that took more than 20 seconds for a question were not asked it again. */
function onceLine(askedOnce, titles) {
  if (askedOnce.length === 0) return [];
  const cells = askedOnce.map(({ size, engine, question, runs }) => `${titles[engine]} ${question} at ${size} (${runs})`);
  return [`- Fewer runs, where a peer took more than 20 seconds: ${cells.join(', ')}.`];
}

function conditions({ machine, titles, versions, runs, perKind, seed, source, absent, sizes, disagreements, askedOnce }) {
  const copies = Object.entries(sizes)
    .filter(([, { corpus }]) => corpus.copyCount > 0)
    .map(
      ([size, { corpus }]) =>
        `At ${number(size)}, ${number(corpus.copyCount)} are varied copies: one sentence in seven left out, one in seven from ` +
        'another article, digits shifted.',
    );
  return [
    '## Conditions',
    '',
    `- Machine: ${machine.coreCount} cores, ${machine.memoryGb} GB, Node ${machine.node}.`,
    `- Articles: ${source === 'file' ? 'a file given with `--articles`, every n-th of it' : 'the sample pages of `data/`'}; ` +
      `paper, date, page, section and people ${['invented where an article has none.', ...copies].join(' ')}`,
    `- ${runs === 1 ? 'One run' : `Medians of ${runs} runs`}; every engine, size and question in a process of its own, one after ` +
      'the other. Files are in the page cache.',
    `- ${perKind} distinct queries of a kind (as many as the articles give), made from the first 1,000 articles of the smallest ` +
      `archive with seed ${seed}, the same for all engines and sizes, each asked once after 10 others of its kind; a slow engine ` +
      'is asked fewer, 20 at least.',
    "- Peers index the words of jieba's `cutForSearch`, HMM off; they get the words of a query ready-made and, in questions, " +
      "without stop words. groonga's times are its own, without the pipe.",
    '- Our engines count the same on every query: ' +
      `${disagreements.length === 0 ? 'yes, where both were run' : `**no, ${disagreements.length} differ**`}.`,
    `- Versions: ${Object.entries(titles)
      .map(([name, title]) => `${title}${versions[name] === undefined ? '' : ` ${versions[name]}`}`)
      .join(', ')}.`,
    ...onceLine(askedOnce, titles),
    ...absent.map(({ engine, reason }) => `- Left out: ${engine} (${reason}).`),
    '',
  ];
}

function sizeSection(size, { corpus, jieba, engines }, titles) {
  const rows = Object.entries(engines);
  const ours = rows.filter(([, row]) => 'searcher' in row);
  return [
    `## ${number(size)} articles`,
    '',
    `${number(corpus.characterCount)} characters, ${megabytes(corpus.utf8Bytes)} MB of UTF-8. jieba alone (one thread): ` +
      `${fixed(jieba.ms / 1000)} s.`,
    '',
    '### Index',
    '',
    ...table(
      [
        '',
        'build s',
        'articles/s',
        '× jieba alone',
        'peak MB',
        'disk MB',
        'disk ÷ text',
        'first answer ms',
        'index held MB',
        'resident MB',
      ],
      rows.map(([name, row]) => indexRow(titles[name], row, corpus, jieba)),
    ),
    '',
    '"First answer" counts from the start of the process; "index held" is heap and buffers after collection, beside what the ' +
      'tools (jieba, folding) hold; "resident" the whole process.',
    '',
    '### The ten best ids, p50 / p95 / p99 in ms',
    '',
    ...latencyTable(rows, 'latency', titles),
    ...besidePacked(rows, titles),
    ...(ours.length === 0
      ? []
      : ['### The whole answer of the Searcher, p50 / p95 / p99 in ms', '', ...latencyTable(ours, 'searcher', titles)]),
    ...(ours.length === 0 ? [] : servingSection(ours, titles, jieba)),
  ];
}

function indexRow(title, { build, start }, corpus, jieba) {
  if (build.failed !== undefined) return [title, `– (${build.failed})`];
  const built = [
    fixed(build.ms / 1000),
    number(Math.round(build.articleCount / (build.ms / 1000))),
    fixed(build.ms / jieba.ms),
    megabytes(build.peakRssBytes),
    megabytes(build.diskBytes),
    fixed(build.diskBytes / corpus.utf8Bytes),
  ];
  if (start?.failed !== undefined) return [title, ...built, `– (${start.failed})`];
  return [title, ...built, fixed(start.firstAnswerMs), megabytes(start.indexBytes), megabytes(start.rssBytes)];
}

function latencyTable(rows, place, titles) {
  const lines = rows
    .filter(([, row]) => row[place] !== undefined)
    .map(([name, row]) => {
      if (row[place].failed !== undefined) return [titles[name], `– (${row[place].failed})`];
      return [titles[name], ...KINDS.map((kind) => three(row[place].kinds[kind]))];
    });
  return [...table(['', ...KINDS], lines), ''];
}

/** How many times longer the others take for the median query. */
function besidePacked(rows, titles) {
  const packed = rows.find(([name]) => name === 'packed')?.[1].latency?.kinds;
  const others = rows.filter(([name, row]) => name !== 'packed' && row.latency?.kinds !== undefined);
  if (packed === undefined || others.length === 0) return [];
  const times = (kinds, kind) => (kinds[kind] === undefined ? '' : `×${fixed(kinds[kind].p50 / packed[kind].p50)}`);
  const lines = others.map(
    ([
      name,
      {
        latency: { kinds },
      },
    ]) => [titles[name], ...KINDS.map((kind) => times(kinds, kind))],
  );
  return [
    `### p50 beside ${titles.packed}`,
    '',
    'How many times as long the other takes for the ten best ids; below ×1 it is quicker.',
    '',
    ...table(['', ...KINDS], lines),
    '',
  ];
}

function servingSection(rows, titles, jieba) {
  const lines = (question, cells) =>
    rows.flatMap(([name, { [question]: one }]) => {
      if (one === undefined) return [];
      return [[titles[name], ...(one.failed === undefined ? cells(one) : [`– (${one.failed})`])]];
    });
  const http = lines('http', ({ constant, full, paced, share, rssBytes }) => [
    number(constant.perSecond),
    number(full.perSecond),
    `${Math.round(share * 100)} %`,
    fixed(full.p50),
    fixed(full.p99),
    fixed(paced.p50),
    fixed(paced.p99),
    megabytes(rssBytes),
  ]);
  const write = lines('write', ({ p50, p99, longestStallMs }) => [p50, p99, longestStallMs].map(fixed));
  const service = lines('service', (one) => [
    fixed(one.indexMs / 1000),
    fixed(one.indexMs / jieba.ms),
    megabytes(one.indexPeakRssBytes),
    megabytes(one.archiveBytes),
    megabytes(one.indexBytes),
    fixed(one.firstAnswerMs),
    megabytes(one.serveRssBytes),
  ]);
  return [
    '### HTTP',
    '',
    '10 connections; the constant answer has as many bytes as a mean real one and goes through the same log and headers. "Half" ' +
      'is at half of the full rate, requests due at even intervals.',
    '',
    ...table(['', 'constant /s', 'search /s', 'share', 'p50 ms full', 'p99 ms full', 'p50 ms half', 'p99 ms half', 'resident MB'], http),
    '',
    '### Writing, and the whole service',
    '',
    'One article more until it is found (without the archive), and the longest the event loop stood still; then `xunbao index` ' +
      'into an empty archive and `xunbao serve` to its first answer.',
    '',
    ...table(['', 'write p50 ms', 'p99 ms', 'longest stall ms'], write),
    '',
    ...table(['', 'index s', '× jieba alone', 'peak MB', 'archive MB', 'index MB', 'serve: first answer ms', 'resident MB'], service),
    '',
  ];
}

/** How the time of a query grows beside the archive, for the engine meant to grow. */
function growth({ sizes, titles }) {
  const rows = Object.entries(sizes).flatMap(([size, { engines }]) =>
    engines.packed?.latency?.kinds === undefined ? [] : [[Number(size), engines.packed.latency.kinds]],
  );
  if (rows.length < 2) return [];
  const [[least, first]] = rows;
  const lines = rows
    .slice(1)
    .map(([size, kinds]) => [`×${number(size / least)}`, ...KINDS.map((kind) => `×${fixed(kinds[kind].p50 / first[kind].p50)}`)]);
  return [
    `## How ${titles.packed} grows`,
    '',
    `p50 of the ten best ids beside ${number(least)} articles.`,
    '',
    ...table(['archive', ...KINDS], lines),
    '',
  ];
}

function table(head, rows) {
  const width = head.length;
  const lines = rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? ''));
  return [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`);
}

function three(one) {
  return one === undefined ? '' : [one.p50, one.p95, one.p99].map(fixed).join(' / ');
}

function fixed(value) {
  return value >= 100 ? number(Math.round(value)) : String(Number(value.toPrecision(value < 0.1 ? 1 : 2)));
}

function number(value) {
  return Number(value).toLocaleString('en');
}

function megabytes(bytes) {
  return fixed(bytes / MB);
}
