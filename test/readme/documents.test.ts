/** What the documents say of files is so: every link leads somewhere, every dependency has its line. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from '../support/run-xunbao.js';
import { anchorsOf } from './anchors.js';

const documents = [
  ...readdirSync(projectDir).filter((name) => name.endsWith('.md')),
  ...['data', 'docs', 'examples', 'test/bench'].flatMap((folder) =>
    readdirSync(path.join(projectDir, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => path.join(folder, name)),
  ),
];
const read = (file: string): string => readFileSync(path.join(projectDir, file), 'utf8');

it.each(documents)('%s links to what is there', (file) => {
  const links = [
    ...read(file)
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, target]) => target!)
    .filter((target) => !/^(https?:|mailto:)/.test(target));
  const broken = links.filter((target) => {
    const [name, anchor] = target.split('#') as [string, string?];
    const at = name === '' ? file : path.join(path.dirname(file), decodeURIComponent(name));
    // Written by the bench.
    if (at === path.join('docs', 'benchmarks.md')) return false;
    if (!existsSync(path.join(projectDir, at))) return true;
    return anchor !== undefined && !anchorsOf(read(at)).has(anchor);
  });
  expect(broken).toEqual([]);
});

it('files that documents name by their path are there', () => {
  const missing = documents
    .filter((file) => file !== 'CHANGELOG.md' && !file.startsWith(path.join('docs', 'decisions')))
    .flatMap((file) =>
      [...read(file).matchAll(/`((?:src|test|scripts|examples)\/[\w./-]+\.(?:ts|mjs|sh|py))`/g)]
        .map(([, name]) => name!)
        .filter((name) => !name.includes('NAME') && !existsSync(path.join(projectDir, name)))
        .map((name) => `${file}: ${name}`),
    );
  expect(missing).toEqual([]);
});

it('docs/dependencies.md has one line for each dependency, and no other', () => {
  const { dependencies, peerDependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'peerDependencies' | 'devDependencies',
    Record<string, string>
  >;
  const listed = [...read(path.join('docs', 'dependencies.md')).matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name!).sort();
  const types = (name: string): boolean => name.startsWith('@types/');
  expect(listed).toEqual(
    [
      ...Object.keys(dependencies),
      ...Object.keys(peerDependencies),
      ...Object.keys(devDependencies).filter((name) => !types(name) && !(name in peerDependencies)),
    ].sort(),
  );
});
