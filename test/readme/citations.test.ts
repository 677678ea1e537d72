/** What sources and tests cite stands in the project: the document, and the heading in it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from '../support/run-xunbao.js';
import { anchorsOf } from './anchors.js';

const FOLDERS = ['src', 'test', 'scripts', 'examples', 'data', 'docs', '.ci', '.'];
const files = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(projectDir, folder), { recursive: folder !== '.', encoding: 'utf8' }).map((name) => path.join(folder, name)),
).filter(
  (name) =>
    (/\.(?:ts|mjs|js|sh|md|txt|tsv|html)$/.test(name) || name.startsWith('.ci/')) &&
    !/node_modules|^test\/fixtures|^data\/archive/.test(name),
);

const CITATION = /(?<![\w./-])((?:[\w.-]+\/)*[\w-][\w.-]*\.md)(?:#([\w-]+))?/g;

/** Where a document that is cited in `file` stands, from the project's folder; undefined where it does not. */
function placeOf(cited: string, file: string): string | undefined {
  return [cited, path.join(path.dirname(file), cited), path.join('docs', cited)].find((place) => existsSync(path.join(projectDir, place)));
}

/** The citations of a text that lead nowhere. */
function broken(text: string, file: string): readonly string[] {
  const documents = [...text.matchAll(CITATION)].filter(([, cited, anchor]) => {
    const place = placeOf(cited!, file);
    return place === undefined || (anchor !== undefined && !anchorsOf(readFileSync(path.join(projectDir, place), 'utf8')).has(anchor));
  });
  // A section of something that is named like a standard but is none: `RFC 9457 section 3` has its number between.
  return [...documents.map(([cited]) => cited), ...[...text.matchAll(/\b[A-Z][A-Z-]+ sections? \d[\d.]*/g)].map(([cited]) => cited)];
}

it(`lead somewhere, in each of ${files.length} files`, () => {
  expect(files.length).toBeGreaterThan(500);
  const cited = files
    .filter((file) => file !== path.join('test', 'readme', 'citations.test.ts'))
    .map((file) => [file, broken(readFileSync(path.join(projectDir, file), 'utf8'), file)] as const);
  expect(cited.filter(([, faults]) => faults.length > 0)).toEqual([]);
});

it.each([
  ['docs/query-language.md#borders', []],
  ['docs/query-language.md#no-such-heading', ['docs/query-language.md#no-such-heading']],
  ['see docs/no-such-page.md', ['docs/no-such-page.md']],
  ['PAPER section 5', ['PAPER section 5']],
  ['RFC 9457 section 3', []],
  ['docs/ranking.md says why', []],
])('%s', (text, faults) => {
  expect(broken(text, 'src/query/clause.ts')).toEqual(faults);
});
