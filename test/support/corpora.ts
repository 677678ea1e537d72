import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** `count` records of a gzipped NDJSON file, every `step`-th line. */
export function readNdjson(file: string, count: number, step = 1): Record<string, unknown>[] {
  const bytes = gunzipSync(readFileSync(file));
  const records: Record<string, unknown>[] = [];
  let line = 0;
  for (let start = 0; start < bytes.length && records.length < count; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    if (line % step === 0 && end > start) records.push(JSON.parse(bytes.toString('utf8', start, end)) as Record<string, unknown>);
    start = end + 1;
  }
  return records;
}
