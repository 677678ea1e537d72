/** The modules of the browser's script as one file. */

const IMPORT = /^import .* from '\.\/([\w-]+)\.js';\n/gm;
const MODULE_MARK = /^export \{\};\n/gm;
const EXPORT = /^export (?=(?:async )?(?:function|class|const|let) )/gm;

/**
 * Puts a module behind everything it imports, each once, in a scope of their own: one request, no tool. `read` gives a
 * module's compiled text by its name. Knows only what our own modules use: named imports from files beside them, and
 * exports at a declaration; their names at the top must differ, which a test holds.
 */
export function linkScript(entry: string, read: (name: string) => string): string {
  const linked = new Map<string, string>();
  const link = (name: string): void => {
    if (linked.has(name)) return;
    const text = read(name);
    linked.set(name, '');
    for (const [, imported] of text.matchAll(IMPORT)) link(imported!);
    // A map keeps the place of a first write; a module comes behind what it imports.
    linked.delete(name);
    linked.set(name, text.replaceAll(IMPORT, '').replaceAll(MODULE_MARK, '').replaceAll(EXPORT, ''));
  };
  link(entry);
  return `(() => {\n'use strict';\n${[...linked.values()].join('')}})();\n`;
}
