import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Compiles the archive's room and what it stands on into `folder`, so that a child process can import `archive/archive.js` from it. */
export async function compileArchive(folder: string): Promise<void> {
  for (const room of ['archive', 'article', 'files', '.']) {
    await fs.mkdir(path.join(folder, room), { recursive: true });
    for (const name of await fs.readdir(path.join(root, 'src', room))) {
      if (!name.endsWith('.ts')) continue;
      const source = await fs.readFile(path.join(root, 'src', room, name), 'utf8');
      const { outputText } = ts.transpileModule(source, {
        compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
      });
      await fs.writeFile(path.join(folder, room, name.replace(/\.ts$/, '.js')), outputText);
    }
  }
  await fs.writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
  await fs.symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
}
