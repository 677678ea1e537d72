/** Small SVG charts, both axes logarithmic where they hold numbers. No styles from outside, readable on white and on dark. */

const [WIDTH, HEIGHT] = [720, 400];
const AREA = { left: 70, right: 540, top: 40, bottom: 350 };
const COLOURS = ['#c0392b', '#1f77b4', '#2a9d4a', '#8e5bb5', '#d98200', '#159a9a', '#7a6a53'];

/** Points joined by lines: `series` are `{ name, points: [[x, y], …] }`. */
export function lineChart({ title, xLabel, yLabel, series }) {
  const xs = series.flatMap(({ points }) => points.map(([x]) => x));
  const ys = series.flatMap(({ points }) => points.map(([, y]) => y));
  const [x, y] = [scale(xs, AREA.left, AREA.right), scale(ys, AREA.bottom, AREA.top)];
  const marks = series.flatMap(({ points }, i) => {
    const places = points.map(([px, py]) => [x.at(px), y.at(py)].map((value) => value.toFixed(1)));
    const line = `<polyline fill="none" stroke="${colour(i)}" stroke-width="2" points="${places
      .map((place) => place.join(','))
      .join(' ')}"/>`;
    return [line, ...places.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${colour(i)}"/>`)];
  });
  const labels = x.ticks.map((tick) => text(x.at(tick), AREA.bottom + 18, short(tick), 'middle'));
  return frame({ title, xLabel, yLabel, y, body: [...marks, ...labels], names: series.map(({ name }) => name) });
}

/** Groups of bars: `series` are `{ name, values }`, one value a group or null. */
export function barChart({ title, xLabel, yLabel, groups, series }) {
  const y = scale(
    series.flatMap(({ values }) => values.filter((value) => value !== null)),
    AREA.bottom,
    AREA.top,
  );
  const groupWidth = (AREA.right - AREA.left) / groups.length;
  const width = (groupWidth * 0.84) / series.length;
  const bars = series.flatMap(({ values }, i) =>
    values.map((value, group) => {
      if (value === null) return '';
      const top = y.at(value);
      const left = AREA.left + group * groupWidth + groupWidth * 0.08 + i * width;
      return (
        `<rect x="${left.toFixed(1)}" y="${top.toFixed(1)}" width="${Math.max(1, width - 1).toFixed(1)}" ` +
        `height="${(AREA.bottom - top).toFixed(1)}" fill="${colour(i)}"/>`
      );
    }),
  );
  const labels = groups.map((group, i) => text(AREA.left + (i + 0.5) * groupWidth, AREA.bottom + 18, group, 'middle'));
  return frame({ title, xLabel, yLabel, y, body: [...bars, ...labels], names: series.map(({ name }) => name) });
}

function frame({ title, xLabel, yLabel, y, body, names }) {
  const lines = y.ticks.flatMap((tick) => {
    const at = y.at(tick).toFixed(1);
    return [
      `<line x1="${AREA.left}" x2="${AREA.right}" y1="${at}" y2="${at}" stroke="#888" stroke-opacity=".3"/>`,
      text(AREA.left - 6, Number(at) + 4, short(tick), 'end'),
    ];
  });
  const legend = names.flatMap((name, i) => [
    `<rect x="${AREA.right + 18}" y="${AREA.top + i * 22}" width="12" height="12" fill="${colour(i)}"/>`,
    text(AREA.right + 36, AREA.top + i * 22 + 10, name, 'start'),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" ` +
      `aria-label="${escape(title)}">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<text x="${AREA.left}" y="22" font-size="15" fill="#222">${escape(title)}</text>`,
    ...lines,
    ...body,
    ...legend,
    text((AREA.left + AREA.right) / 2, HEIGHT - 10, xLabel, 'middle'),
    `<text transform="translate(16 ${(AREA.top + AREA.bottom) / 2}) rotate(-90)" text-anchor="middle" fill="#444">${escape(yLabel)}</text>`,
    '</svg>\n',
  ].join('\n');
}

/** A logarithmic scale over whole powers of ten around the values. */
function scale(values, from, to) {
  const good = values.filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(...good)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...good))));
  const at = (value) => from + ((Math.log10(Math.max(value, 10 ** low)) - low) / (high - low)) * (to - from);
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)) };
}

function text(x, y, what, anchor) {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="#444">${escape(what)}</text>`;
}

function short(value) {
  if (value >= 1e6) return `${value / 1e6}M`;
  if (value >= 1e3) return `${value / 1e3}k`;
  return String(Number(value.toPrecision(3)));
}

function colour(i) {
  return COLOURS[i % COLOURS.length];
}

function escape(what) {
  return what.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
