#!/usr/bin/env node
// Declarations for the package: those that can be reached from its door, and no others. Runs before `npm pack`, since nothing
// in the checkout reads them. Each file is declared by itself, which takes a second for all of them; where one exports something
// whose type only other files tell, by the whole program.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');

for (const file of fs.readdirSync(dist, { recursive: true, encoding: 'utf8' }))
  if (file.endsWith('.d.ts')) fs.rmSync(path.join(dist, file));

const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (name) => ts.sys.readFile(name));
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const compilerOptions = { ...options, declaration: true, isolatedDeclarations: true, removeComments: false };

let program;
const reached = new Set(['library/xunbao']);
for (const name of reached) {
  const fileName = path.join(root, 'src', `${name}.ts`);
  const alone = ts.transpileDeclaration(fs.readFileSync(fileName, 'utf8'), { compilerOptions, fileName, reportDiagnostics: true });
  const outputText = alone.diagnostics.length === 0 ? alone.outputText : declaredByProgram(fileName);
  const target = path.join(dist, `${name}.d.ts`);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, outputText);
  for (const { fileName: imported } of ts.preProcessFile(outputText).importedFiles)
    if (imported.startsWith('.')) reached.add(path.posix.join(path.posix.dirname(name), imported.replace(/\.js$/, '')));
}
process.stderr.write(`xunbao: declarations of ${reached.size} files\n`);

/** The declarations of a file that cannot be declared by itself. */
function declaredByProgram(fileName) {
  program ??= ts.createProgram([path.join(root, 'src', 'library', 'xunbao.ts')], { ...compilerOptions, isolatedDeclarations: false });
  let text;
  const { diagnostics } = program.emit(program.getSourceFile(fileName), (_, written) => (text = written), undefined, true);
  for (const { messageText } of diagnostics) throw new Error(`${fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  return text;
}
