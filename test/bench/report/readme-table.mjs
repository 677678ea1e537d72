/** The small table of the READMEs, between its two markers. */
const BEGIN = '<!-- bench:begin (written by npm run bench) -->';
const END = '<!-- bench:end -->';
const MB = 2 ** 20;
const KINDS = ['rare', 'common', 'and', 'phrase', 'question'];
const WORDS = {
  en: {
    cases: (of) => `Chinese cases found of ${of}`,
    dated: (date) => ` Cases: each a handful of articles and a query that other programs were reported to get wrong, counted ${date}.`,
    head: ['', 'index s', 'resident MB', 'rare word', 'common word', 'two words', 'phrase', 'question'],
    about: (size, { coreCount, node }) =>
      `${size.toLocaleString('en')} articles, one process each on ${coreCount} cores, Node ${node}; the ten best ids, p50 in ms. ` +
      'Peers get the words of a query ready-made and do less with them: all figures, conditions and what we lose are in ' +
      '[docs/benchmarks.md](docs/benchmarks.md).',
  },
  zh: {
    cases: (of) => `${of} 个中文难题查对几个`,
    dated: (date) => `难题：几篇文章加一个查询，都是别的程序被报过查错的，${date} 计。`,
    head: ['', '建索引（秒）', '常驻内存（MB）', '少见词', '常见词', '两个词', '短语', '一句话'],
    about: (size, { coreCount, node }) =>
      `${size.toLocaleString('en')} 篇文章，${coreCount} 核，Node ${node}，各用一个进程；取最好的十个编号，中位数，毫秒。别家拿到的是切好的词，做的事也少些；全部数字、条件和我们不如人的地方见 ` +
      '[docs/benchmarks.md](docs/benchmarks.md)。',
  },
};

/** The table of the size that most engines were measured at, the larger of equals; in `en` or `zh`. */
export function readmeTable({ sizes, titles, machine, chineseCases }, language) {
  const measured = (size) => Object.entries(sizes[size].engines).filter(([, row]) => row.latency?.kinds !== undefined);
  const size = Object.keys(sizes).sort((a, b) => measured(b).length - measured(a).length || Number(b) - Number(a))[0];
  const { head: figures, about, cases, dated } = WORDS[language];
  const head = chineseCases === undefined ? figures : ['', cases(chineseCases.of), ...figures.slice(1)];
  const rows = measured(size).map(([name, { build, start, latency }]) => [
    titles[name],
    ...(chineseCases === undefined ? [] : [String(chineseCases.found[name] ?? '–')]),
    figure(build?.ms / 1000),
    figure(start?.rssBytes / MB),
    ...KINDS.map((kind) => figure(latency.kinds[kind]?.p50)),
  ]);
  const lines = [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [...lines, '', about(Number(size), machine) + (chineseCases === undefined ? '' : dated(chineseCases.date))].join('\n');
}

/** A README with the table of these results in it. Throws where it has no markers. */
export function withTable(readme, results, language) {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the README has no ${BEGIN} … ${END}`);
  return `${readme.slice(0, from + BEGIN.length)}\n${readmeTable(results, language)}\n${readme.slice(to)}`;
}

function figure(value) {
  if (!Number.isFinite(value)) return '–';
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(2)));
}
