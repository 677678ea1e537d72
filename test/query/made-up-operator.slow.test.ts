/**
 * An operator that does not exist, `^渡口` (the text opens an entry), is added to a copy of the sources: in the files that
 * docs/how-to.md names and no others. The compiler names each that was forgotten, and every engine answers it untouched.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { tablesOf, codesOf } from '../readme/tables.js';
import { buildOnce, projectDir, temporaryFolder } from '../support/run-xunbao.js';

/** A place in a file, and what stands there with the operator. */
type Edit = readonly [file: string, before: string, after: string];

const CLAUSE: readonly Edit[] = [
  [
    'src/query/clause.ts',
    'export type Needle = LiteralNeedle',
    "export interface OpeningNeedle { readonly type: 'opening'; readonly text: string }\nexport type Needle = OpeningNeedle | " +
      'LiteralNeedle',
  ],
];
const LEXER: readonly Edit[] = [
  ['src/query/lex.ts', "  | { readonly type: 'space' }", "  | { readonly type: 'opening' }\n  | { readonly type: 'space' }"],
  [
    'src/query/lex.ts',
    "    else if (char === '('",
    "    else if (char === '^' && run === '') put({ type: 'opening' });\n    else if (char === '('",
  ],
];
const PARSER: readonly Edit[] = [
  [
    'src/query/parse-query.ts',
    "      case 'open': {",
    `      case 'opening': {
        const next = this.#tokens[this.#at + 1];
        this.#at += next?.type === 'text' ? 2 : 1;
        const text = next?.type === 'text' ? this.#analyzer.fold(next.text).text : '';
        return text === '' ? [] : this.#counted(this.#exactly({ type: 'opening', text }));
      }
      case 'open': {`,
  ],
];
const REST: readonly Edit[] = [
  [
    'src/query/match-needle.ts',
    'boolean {\n  switch (needle.type) {',
    "boolean {\n  switch (needle.type) {\n    case 'opening':\n      return openings(text, needle.text, from, to).length > 0;",
  ],
  [
    'src/query/match-needle.ts',
    'Span[] {\n  switch (needle.type) {',
    "Span[] {\n  switch (needle.type) {\n    case 'opening':\n      return openings(text, needle.text, from, to).slice(0, most);",
  ],
  [
    'src/query/match-needle.ts',
    '/** Exactly this text. */',
    `function openings(text: FoldedText, opening: string, from: number, to: number): Span[] {
  return findAll(text, literalPieces(opening), from, to).filter(([start]) => start === 0 || text.text[start - 1] === '\\n');
}

/** Exactly this text. */`,
  ],
  [
    'src/query/read-as.ts',
    'string {\n  switch (needle.type) {',
    "string {\n  switch (needle.type) {\n    case 'opening':\n      return `^${needle.text}`;",
  ],
  ['src/query/candidates.ts', "    case 'literal':", "    case 'opening':\n    case 'literal':"],
];

/** What runs where the operator is: each engine, over the same four articles. */
const PROGRAM = `
import { Analyzer } from './dist/analysis/analyzer.js';
import { createMiniSearchEngine } from './dist/engine/minisearch/minisearch-engine.js';
import { createPackedEngine } from './dist/engine/packed/packed-engine.js';
import { parseWeights } from './dist/search/ranking/weights.js';
import { Indexer } from './dist/search/indexer.js';
import { Searcher } from './dist/search/searcher.js';
import { readFileSync } from 'node:fs';

const analyzer = Analyzer.load({ dataDirectory: process.argv[2] });
const weights = parseWeights(JSON.parse(readFileSync(process.argv[2] + '/ranking.json', 'utf8')));
const article = (id, title, ...paragraphs) => ({
  id, title, kicker: [], subtitle: [], byline: { reporters: [], correspondents: [], photographers: [] },
  paragraphs, kind: 'news',
});
const articles = [article('a', '渡口夜班'), article('b', '新桥', '夜班船停在渡口', '渡口新桥'), article('c', '夜班渡口', '望渡渡口'), article('d', 'A12', 'A1')];
const answers = {};
for (const [name, create] of [['minisearch', createMiniSearchEngine], ['packed', createPackedEngine]]) {
  const engine = create({ directory: process.argv[3] + '/' + name, weights });
  await engine.open('made-up');
  await new Indexer({ engine, analyzer }).apply(articles.map((one, i) => ({ sequence: i + 1, id: one.id, article: one })));
  const read = async (ids) => ids.map((id) => articles.find((one) => one.id === id));
  const searcher = new Searcher({ engine, analyzer, weights, articles: { read } });
  answers[name] = [];
  for (const text of JSON.parse(process.argv[4])) {
    const { total, query, hits } = await searcher.search({
      text, filters: {}, sort: 'newest', limit: 10, offset: 0, facets: [], explain: false,
    });
    const marksOf = (parts) => parts.map(({ html }) => html).filter((html) => html.includes('<mark>')).join(' ');
    const marked = hits.map(({ id, match, title, snippets }) => [id, match, marksOf([title, ...snippets])]);
    answers[name].push([text, query.readAs, total, marked]);
  }
  await engine.close();
}
console.log(JSON.stringify(answers));
`;

const room = temporaryFolder();
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(path.join(projectDir, 'tsconfig.json'), (name) => ts.sys.readFile(name)).config,
  ts.sys,
  projectDir,
);
/** Whoever may know a clause: no other room has an arrow to `query`. */
const ROOTS = [
  'src/search/searcher.ts',
  'src/engine/minisearch/minisearch-engine.ts',
  'src/engine/packed/packed-engine.ts',
  'src/extras/opensearch/engine/opensearch-engine.ts',
];
let last: ts.Program | undefined;

/** The program with some edits; each place must be there once. */
function programWith(edits: readonly Edit[]): ts.Program {
  const edited = new Map<string, string>();
  for (const [file, before, after] of edits) {
    const name = path.join(projectDir, file);
    const text = edited.get(name) ?? readFileSync(name, 'utf8');
    if (text.split(before).length !== 2) throw new Error(`${file} has not just one «${before}»: this test must be brought up to date`);
    edited.set(
      name,
      text.replace(before, () => after),
    );
  }
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target, ...rest) => {
    const text = edited.get(path.normalize(name));
    if (text !== undefined) return ts.createSourceFile(name, text, target);
    const known = last?.getSourceFile(name);
    return known !== undefined && !KNOWN.has(path.relative(projectDir, path.normalize(name))) ? known : read(name, target, ...rest);
  };
  last = ts.createProgram(
    ROOTS.map((root) => path.join(projectDir, root)),
    options,
    host,
    last,
  );
  return last;
}

/** Files that are ever edited: never taken from the program before. */
const ALL = [...CLAUSE, ...LEXER, ...PARSER, ...REST];
const KNOWN = new Set(ALL.map(([file]) => file));

function filesWithFaults(program: ts.Program): readonly string[] {
  const own = program.getSourceFiles().filter(({ fileName }) => path.normalize(fileName).startsWith(path.join(projectDir, 'src')));
  const faults = own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
  return [...new Set(faults.map(({ file }) => path.relative(projectDir, file?.fileName ?? '')))].sort();
}

afterAll(() => {
  room.remove();
});

describe('an operator that is added as docs/how-to.md says', () => {
  it('touches the files it names, and no others', () => {
    const text = readFileSync(path.join(projectDir, 'docs', 'how-to.md'), 'utf8');
    const table = tablesOf(text).find(({ heading, columns }) => heading === 'Add a query operator' && columns[0] === 'file')!;
    expect(table.rows.map(([cell]) => codesOf(cell!)[0])).toEqual([...KNOWN]);
  });

  it('is named by the compiler where it is forgotten', () => {
    expect(filesWithFaults(programWith(CLAUSE))).toEqual(['src/query/candidates.ts', 'src/query/match-needle.ts', 'src/query/read-as.ts']);
    expect(filesWithFaults(programWith([...CLAUSE, ...LEXER, ...REST]))).toEqual(['src/query/parse-query.ts']);
  }, 240_000);

  it('is answered by every engine, marked and read as it was typed', () => {
    const program = programWith(ALL);
    expect(filesWithFaults(program)).toEqual([]);
    buildOnce();
    cpSync(path.join(projectDir, 'dist'), room.at('dist'), { recursive: true });
    symlinkSync(path.join(projectDir, 'node_modules'), room.at('node_modules'));
    writeFileSync(room.at('package.json'), '{"type": "module"}');
    for (const file of KNOWN)
      program.emit(program.getSourceFile(path.join(projectDir, file)), (name, text) => {
        writeFileSync(room.at(path.relative(projectDir, name)), text);
      });
    writeFileSync(room.at('program.mjs'), PROGRAM);
    mkdirSync(room.at('index'));
    const queries = ['^渡口', '^渡口 -新桥', '标题:(^夜班)', '^A1', '^渡口 OR ^夜班', '^鲸鱼'];
    const answers = JSON.parse(
      execFileSync(process.execPath, [room.at('program.mjs'), path.join(projectDir, 'data'), room.at('index'), JSON.stringify(queries)], {
        encoding: 'utf8',
      }),
    ) as Record<string, unknown>;
    const expected = [
      [
        '^渡口',
        '^渡口',
        2,
        [
          ['a', 'exact', '<mark>渡口</mark>夜班'],
          ['b', 'exact', '<mark>渡口</mark>新桥'],
        ],
      ],
      ['^渡口 -新桥', '^渡口 AND NOT 新桥', 1, [['a', 'exact', '<mark>渡口</mark>夜班']]],
      ['标题:(^夜班)', '标题:^夜班', 1, [['c', 'exact', '<mark>夜班</mark>渡口']]],
      ['^A1', '^a1', 1, [['d', 'exact', '<mark>A1</mark>']]],
      [
        '^渡口 OR ^夜班',
        '^渡口 OR ^夜班',
        3,
        [
          ['a', 'exact', '<mark>渡口</mark>夜班'],
          ['b', 'exact', '<mark>夜班</mark>船停在渡口 <mark>渡口</mark>新桥'],
          ['c', 'exact', '<mark>夜班</mark>渡口'],
        ],
      ],
      ['^鲸鱼', '^鲸鱼', 0, []],
    ];
    expect(answers).toEqual({ minisearch: expected, packed: expected });
  }, 240_000);
});
