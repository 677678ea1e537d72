/** Reads every import of `src` and holds the arrows between the rooms as docs/architecture.md draws them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** Room -> rooms it may import. `config`, `error` and `load-extra` are files that stand beside the rooms; anyone may raise an error. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  files: [],
  notation: [],
  article: ['notation'],
  pdf: [],
  page: ['article', 'notation', 'pdf', 'load-extra'],
  analysis: ['notation', 'files'],
  query: ['analysis', 'notation'],
  search: ['article', 'analysis', 'query'],
  archive: ['article', 'files'],
  backup: ['archive', 'files'],
  intake: ['article', 'page', 'archive'],
  engine: ['search', 'query', 'analysis', 'article', 'files'],
  http: ['search', 'archive', 'article', 'intake', 'page', 'notation'],
  web: ['http', 'article', 'notation'],
  'live-index': ['analysis', 'search', 'archive', 'article', 'intake', 'files'],
  service: ['analysis', 'archive', 'article', 'engine', 'http', 'intake', 'live-index', 'search', 'web', 'config', 'files', 'load-extra'],
  config: ['files'],
  'load-extra': ['files'],
  cli: ['service', 'backup', 'config', 'article', 'page', 'search', 'intake', 'http', 'analysis', 'files', 'load-extra'],
  extras: ['analysis', 'archive', 'article', 'cli', 'config', 'files', 'http', 'live-index', 'page', 'query', 'search', 'service'],
  library: ['service', 'config', 'article', 'search', 'intake', 'http', 'cli'],
};

/** Files that stand beside the rooms. */
const ROOT_FILES = ['config.ts', 'load-extra.ts', 'search-service-error.ts'];

/** Packages and Node modules a room keeps away from. */
const FORBIDDEN: readonly { readonly room: string; readonly name: RegExp }[] = [
  { room: 'files', name: /^(?!node:|\.)/ },
  { room: 'search', name: /^(express|minisearch|@opensearch-project\/.*|node:fs.*|fs|pino.*)$/ },
  { room: 'article', name: /^node:/ },
  { room: 'query', name: /^(node:fs.*|express|minisearch)$/ },
  { room: 'page', name: /^(node:fs.*|express|minisearch|@embedpdf\/.*)$/ },
  { room: 'intake', name: /^(node:fs.*|express|minisearch)$/ },
  { room: 'archive', name: /^(express|minisearch|@node-rs\/jieba)$/ },
  { room: 'live-index', name: /^(express|minisearch|@node-rs\/jieba)$/ },
  { room: 'cli', name: /^(express|minisearch|@node-rs\/jieba)$/ },
];

interface Import {
  readonly file: string;
  readonly target: string;
  /** True when this file does not load the other: the compiler erases the import, or a thread loads it. */
  readonly typeOnly: boolean;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(path.sep).join('/'))
  .sort();
const imports = files.flatMap(importsOf);
const inside = imports.filter(({ target }) => target.startsWith('.'));

describe('the arrows between the rooms', () => {
  it('every file of src stands in a room with arrows, or beside them', () => {
    const strangers = files.filter((file) => !(roomOf(file) in ARROWS) && !ROOT_FILES.includes(file));
    expect(strangers).toEqual([]);
  });

  it('point one way', () => {
    const backwards = inside.filter(({ file, target }) => {
      const from = roomOf(file);
      const to = roomOf(resolve(file, target));
      return to !== from && to !== 'error' && !ARROWS[from]?.includes(to);
    });
    expect(backwards.map(show)).toEqual([]);
  });

  it('are no more than are taken', () => {
    const taken = new Set(inside.map(({ file, target }) => `${roomOf(file)} -> ${roomOf(resolve(file, target))}`));
    const drawn = Object.entries(ARROWS).flatMap(([from, rooms]) => rooms.map((to) => `${from} -> ${to}`));
    expect(drawn.filter((arrow) => !taken.has(arrow))).toEqual([]);
  });

  it('no adapter of the engine port knows another, but for what stands beside them all', () => {
    const adapter = (file: string): string => file.split('/')[1]!;
    const isShared = (file: string): boolean => file.split('/').length === 2;
    const crossing = inside.filter(({ file, target }) => {
      const to = resolve(file, target);
      return roomOf(file) === 'engine' && roomOf(to) === 'engine' && adapter(file) !== adapter(to) && !isShared(to);
    });
    expect(crossing.map(show)).toEqual([]);
  });

  it('nothing of the core imports an extra, one file loads them, and no extra knows another', () => {
    const extraOf = (file: string): string | undefined => (roomOf(file) === 'extras' ? file.split('/')[1] : undefined);
    const taking = inside.filter(({ file, target }) => {
      const extra = extraOf(resolve(file, target));
      return extra !== undefined && extra !== extraOf(file);
    });
    expect(taking.map(show)).toEqual([]);
    const computed = imports.filter(({ target }) => target === '?').map(({ file }) => file);
    expect(computed).toEqual(['load-extra.ts']);
    const peers = imports.filter(
      ({ file, target }) => extraOf(file) === undefined && /^@(?:opensearch-project|modelcontextprotocol)\//.test(target),
    );
    expect(peers.map(show)).toEqual([]);
  });

  it('the error file imports nothing', () => {
    expect(imports.filter(({ file }) => file === 'search-service-error.ts')).toEqual([]);
  });

  it('there are no cycles', () => {
    expect(cyclesOf(inside.filter(({ typeOnly }) => !typeOnly))).toEqual([]);
  });

  it.each(FORBIDDEN)('$room keeps away from $name', ({ room, name }) => {
    const found = imports.filter(({ file, target }) => roomOf(file) === room && name.test(target));
    expect(found.map(show)).toEqual([]);
  });

  it('only service/open-store.ts names an engine or opens a store', () => {
    const naming = inside.filter(({ file, target, typeOnly }) => {
      const to = resolve(file, target);
      const names = roomOf(to) === 'engine' || (roomOf(to) === 'archive' && !typeOnly && roomOf(file) === 'cli');
      return names && file !== 'service/open-store.ts' && roomOf(file) !== roomOf(to);
    });
    expect(naming.map(show)).toEqual([]);
  });
});

describe('the form of the sources', () => {
  const project = path.join(src, '..');
  const sources = ['src', 'test', 'scripts'].flatMap((folder) =>
    readdirSync(path.join(project, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.split(path.sep).join('/')}`)
      .filter((file) => /\.m?[jt]s$/.test(file) && !file.includes('/node_modules/')),
  );
  const linesOf = (file: string): readonly string[] => readFileSync(path.join(project, file), 'utf8').split('\n');

  it('has no line over 140 characters', () => {
    const long = sources.flatMap((file) => linesOf(file).flatMap((line, at) => (line.length > 140 ? [`${file}:${at + 1}`] : [])));
    expect(long).toEqual([]);
  });

  it('keeps what is private by #, and the word for constructors', () => {
    const worded = sources.flatMap((file) =>
      linesOf(file).flatMap((line, at) => (/^\s*private (?!constructor\()/.test(line) ? [`${file}:${at + 1}`] : [])),
    );
    expect(worded).toEqual([]);
  });

  it('spreads what may be missing in one way, and no object written out', () => {
    const others = sources.flatMap((file) =>
      linesOf(file).flatMap((line, at) => (/\.\.\.\{ *\w|\.\.\.\([^()]* \? \{.* : \{/.test(line) ? [`${file}:${at + 1}`] : [])),
    );
    expect(others).toEqual([]);
  });
});

describe('the files of src', () => {
  it('have at most 400 lines', () => {
    const long = files.filter((file) => read(file).split('\n').length > 401);
    expect(long).toEqual([]);
  });

  it('are named in kebab-case, and none is a barrel or a drawer', () => {
    const badly = files.filter(
      (file) => !/^([a-z0-9-]+\/)*[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(file) || /(^|\/)(index|types|utils|helpers|common)\.ts$/.test(file),
    );
    expect(badly).toEqual([]);
  });

  it('export by name, and only config.ts reads the environment', () => {
    expect(files.filter((file) => /^export default/m.test(read(file)))).toEqual([]);
    expect(files.filter((file) => /process\.env\b/.test(read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))).toEqual(['config.ts']);
  });
});

function read(file: string): string {
  return readFileSync(path.join(src, file), 'utf8');
}

/** Static imports, re-exports, `import()` and modules named for a thread by `new URL('….js', …)` of one file, wherever they stand. */
function importsOf(file: string): readonly Import[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      found.push({ file, target: node.moduleSpecifier.text, typeOnly });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ file, target: node.moduleSpecifier.text, typeOnly: node.isTypeOnly });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      found.push({ file, target: argument && ts.isStringLiteral(argument) ? argument.text : '?', typeOnly: false });
    } else if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
      const [argument] = node.arguments ?? [];
      // What runs in a thread is loaded by it alone: no cycle.
      if (argument && ts.isStringLiteral(argument) && argument.text.endsWith('.js'))
        found.push({ file, target: argument.text, typeOnly: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function resolve(file: string, target: string): string {
  return path.posix.join(path.posix.dirname(file), target).replace(/\.js$/, '.ts');
}

function roomOf(file: string): string {
  if (file === 'search-service-error.ts') return 'error';
  if (file === 'load-extra.ts') return 'load-extra';
  return file.includes('/') ? file.split('/')[0]! : 'config';
}

function show({ file, target }: Import): string {
  return `${file} -> ${target}`;
}

function cyclesOf(edges: readonly Import[]): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { file, target } of edges) next.set(file, [...(next.get(file) ?? []), resolve(file, target)]);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      found.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
    } else if (!done.has(file)) {
      for (const target of next.get(file) ?? []) walk(target, [...trail, file]);
      done.add(file);
    }
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}
