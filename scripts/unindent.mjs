#!/usr/bin/env node
// Takes the indents out of the program before `npm pack`: a thirtieth of what is fetched. Lines stay where they are, so that a stack trace
// says the same, and what stands within a template stays as it is.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

for (const file of fs.readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.js')) continue;
  const text = fs.readFileSync(path.join(dist, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const kept = [];
  const keepLiterals = (node) => {
    if (
      ts.isStringLiteral(node) ||
      ts.isNoSubstitutionTemplateLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    )
      kept.push([node.getStart(source), node.end]);
    ts.forEachChild(node, keepLiterals);
  };
  keepLiterals(source);
  let next = 0;
  const plain = text.replace(/^[ \t]+/gmu, (indent, at) => {
    while (next < kept.length && kept[next][1] <= at) next += 1;
    return next < kept.length && kept[next][0] < at ? indent : '';
  });
  fs.writeFileSync(path.join(dist, file), plain);
}
