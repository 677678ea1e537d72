/** docs/operating.md names everything an operator may meet in the log and in the metrics. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const source = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');
const operating = readFileSync('docs/operating.md', 'utf8');
const found = (pattern: RegExp): readonly string[] => [...new Set([...source.matchAll(pattern)].map(([, name]) => name!))];

it('names every event of the log from warn on', () => {
  const events = found(/\.(?:warn|error|fatal)\(\s*\{\s*event: '([a-z-]+)'/g);
  expect(events.length).toBeGreaterThan(15);
  expect(events.filter((event) => !operating.includes(`\`${event}\``))).toEqual([]);
});

it('names every metric', () => {
  const metrics = found(/'(xunbao_[a-z_]+)'/g);
  expect(metrics.length).toBeGreaterThan(12);
  expect(metrics.filter((metric) => !operating.includes(`\`${metric}\``))).toEqual([]);
});
