import { readdirSync, readFileSync } from 'node:fs';
import vm from 'node:vm';
import ts from 'typescript';

import { linkScript } from '../../src/web/link-script.js';

const folder = new URL('../../src/web/client/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
const compiled = (name: string): string =>
  ts.transpileModule(readFileSync(new URL(`${name}.ts`, folder), 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, removeComments: true },
  }).outputText;

describe('linkScript', () => {
  const link = (files: Record<string, string>, entry = 'a') => linkScript(entry, (name) => files[name]!);

  it('puts each module once, behind what it imports', () => {
    const script = link({
      a: "import { b } from './b.js';\nimport { c, d as e } from './c.js';\nglobalThis.said.push('a' + b + c);\nexport {};\n",
      b: "import { c } from './c.js';\nexport const b = 'b' + c;\nglobalThis.said.push('b');\n",
      c: "export const c = 'c';\nexport async function d() { }\nexport class K { }\nglobalThis.said.push('c');\n",
    });
    const said: string[] = [];
    vm.runInNewContext(script, { said });
    expect(said).toEqual(['c', 'b', 'abcc']);
    expect(script).not.toMatch(/^(?:import|export)/m);
  });

  it('ends where modules import each other', () => {
    expect(
      link({ a: "import { b } from './b.js';\nexport const a = 1;\n", b: "import { a } from './a.js';\nexport const b = 2;\n" }),
    ).toContain('const b = 2;\nconst a = 1;');
  });

  it.each(['page-script', 'add-script', 'desk-script', 'embed-script'])('makes one script of ours: %s', (entry) => {
    const script = linkScript(entry, compiled);
    expect(() => new vm.Script(script)).not.toThrow();
    expect(script).not.toMatch(/^(?:import|export)/m);
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
  });

  it('meets no name twice at the top of our modules', () => {
    const declared = names.flatMap((name) =>
      [...compiled(name.replace('.ts', '')).matchAll(/^(?:export )?(?:async )?(?:function|class|const|let) (\w+)/gm)].map(
        ([, word]) => word,
      ),
    );
    expect(declared.filter((word, index) => declared.indexOf(word) !== index)).toEqual([]);
  });
});
