/** Percentiles, medians over runs. */

/** The smallest value that `share` of all values do not exceed (nearest rank). */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export function summary(values) {
  return {
    count: values.length,
    p50: round(percentile(values, 0.5)),
    p95: round(percentile(values, 0.95)),
    p99: round(percentile(values, 0.99)),
    max: round(Math.max(...values)),
  };
}

/** One result of several runs alike: the median of every number, the first of all else; a failure wherever one failed. */
export function medianOf(results) {
  const failed = results.find((result) => result?.failed !== undefined);
  if (failed !== undefined) return failed;
  const [first] = results;
  if (typeof first === 'number') return percentile(results, 0.5);
  if (Array.isArray(first) || first === null || typeof first !== 'object') return first;
  return Object.fromEntries(Object.keys(first).map((key) => [key, medianOf(results.map((result) => result[key]))]));
}

export function round(value) {
  return Number(value.toPrecision(4));
}
