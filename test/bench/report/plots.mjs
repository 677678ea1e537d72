/** The plots of the report. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KINDS } from '../queries.mjs';
import { barChart, lineChart } from './chart.mjs';

const MB = 2 ** 20;

/** Writes the plots that have something to show; gives `[{ file, title }]`. */
export async function writePlots(results, folder) {
  const plots = [
    overSizes(
      results,
      'benchmark-build',
      'Articles indexed per second',
      'articles/s',
      (row) => row.build.articleCount / (row.build.ms / 1000),
    ),
    overSizes(results, 'benchmark-memory', 'Resident memory after the first answer', 'MB', (row) => row.start.rssBytes / MB),
    overSizes(results, 'benchmark-start', 'Process start to first answer', 'ms', (row) => row.start.firstAnswerMs),
    overSizes(
      results,
      'benchmark-question',
      'Question of 20–30 characters, ten best ids, p50',
      'ms',
      (row) => row.latency.kinds.question.p50,
    ),
    overSizes(results, 'benchmark-common', 'Common word, ten best ids, p50', 'ms', (row) => row.latency.kinds.common.p50),
    byKind(results),
  ].filter((plot) => plot !== null);
  for (const { file, svg } of plots) await writeFile(path.join(folder, file), svg);
  return plots.map(({ file, title }) => ({ file, title }));
}

function overSizes({ sizes, titles }, name, title, unit, value) {
  const series = Object.entries(titles).flatMap(([engine, shown]) => {
    const points = Object.entries(sizes).flatMap(([size, { engines }]) => {
      const y = attempt(() => value(engines[engine]));
      return y > 0 ? [[Number(size), y]] : [];
    });
    return points.length > 0 ? [{ name: shown, points }] : [];
  });
  return series.length === 0 ? null : { file: `${name}.svg`, title, svg: lineChart({ title, xLabel: 'articles', yLabel: unit, series }) };
}

/** At the largest size most engines were run at. */
function byKind({ sizes, titles }) {
  const measured = (size) => Object.entries(sizes[size].engines).filter(([, row]) => row.latency?.kinds !== undefined);
  const size = Object.keys(sizes)
    .filter((one) => measured(one).length > 0)
    .sort((a, b) => Math.min(measured(b).length, 2) - Math.min(measured(a).length, 2) || Number(b) - Number(a))[0];
  if (size === undefined) return null;
  const series = measured(size).map(([name, row]) => ({
    name: titles[name],
    values: KINDS.map((kind) => row.latency.kinds[kind]?.p50 ?? null),
  }));
  const title = `Ten best ids at ${Number(size).toLocaleString('en')} articles, p50 by kind`;
  return { file: 'benchmark-kinds.svg', title, svg: barChart({ title, xLabel: 'kind of query', yLabel: 'ms', groups: KINDS, series }) };
}

/** A figure, or 0 where the row does not have it. */
function attempt(read) {
  try {
    return read();
  } catch {
    return 0;
  }
}
