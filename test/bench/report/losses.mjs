/** Where another engine does better than ours, found in the figures, so that no loss can be forgotten. */
import { KINDS } from '../queries.mjs';
import { OURS } from '../engines.mjs';

/** Less than this much better is noise. */
const MARGIN = 1.1;
const MEASURES = [
  ['build time', (row) => row.build?.ms],
  ['peak memory of the build', (row) => row.build?.peakRssBytes],
  ['disk', (row) => row.build?.diskBytes],
  ['start to first answer', (row) => row.start?.firstAnswerMs],
  ['resident memory', (row) => row.start?.rssBytes],
  ...KINDS.flatMap((kind) => [
    [`${kind}, p50`, (row) => row.latency?.kinds?.[kind]?.p50],
    [`${kind}, p99`, (row) => row.latency?.kinds?.[kind]?.p99],
  ]),
];

/** Lines of Markdown: for each size the measures in which a peer beats our better engine there, and by how much. */
export function losses({ sizes, titles }) {
  const lines = Object.entries(sizes).flatMap(([size, { engines }]) => {
    const ours = ['packed', 'minisearch'].find((name) => engines[name]?.latency?.kinds !== undefined);
    if (ours === undefined) return [];
    const lost = MEASURES.flatMap(([what, value]) => {
      const better = Object.keys(engines)
        .filter((name) => !OURS.has(name) && value(engines[name]) * MARGIN < value(engines[ours]))
        .map((name) => `${titles[name]} ×${Number((value(engines[ours]) / value(engines[name])).toPrecision(2))}`);
      return better.length === 0 ? [] : [`  - ${what}: ${better.join(', ')}`];
    });
    return [
      `- ${Number(size).toLocaleString('en')} articles, ` +
        `${titles[ours]}${lost.length === 0 ? ': nothing by more than a tenth.' : ', how many times better the other is:'}`,
      ...lost,
    ];
  });
  return [
    ...lines,
    '',
    'Not comparable in the figures: peers count no exact totals where they stop early, verify no borders of letters and digits, ' +
      'and (FlexSearch) rank without BM25; they were asked for ids only.',
  ];
}
