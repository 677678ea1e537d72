#!/usr/bin/env node
// Takes the blanks out of the program before `npm pack`: a twentieth of what is fetched. Lines stay where they are, so that a stack trace
// says the same, and what stands within a literal stays as it is.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const WORD = /[\w$#@\\\u0080-\uffff]/;

for (const file of fs.readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.js')) continue;
  const text = fs.readFileSync(path.join(dist, file), 'utf8');
  fs.writeFileSync(path.join(dist, file), tightened(text, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)));
}

function tightened(text, source) {
  let tight = '';
  let last = 0;
  // The modules of the browser's script are put together by the form of these lines (src/web/link-script.ts).
  const isKept = (node) => source.fileName.includes('client') && (ts.isImportDeclaration(node) || ts.isExportDeclaration(node));
  const walk = (node) => {
    const children = isKept(node) ? [] : node.getChildren(source);
    if (children.length > 0) {
      children.forEach(walk);
      return;
    }
    const start = node.getStart(source);
    const between = text.slice(last, start);
    if (between.includes('/')) tight += between;
    else if (between.includes('\n')) tight += between.replace(/[ \t]+/g, '');
    else tight += between !== '' && parts(text[last - 1], text[start]) ? ' ' : '';
    tight += text.slice(start, node.end);
    last = node.end;
  };
  walk(source);
  return tight + text.slice(last);
}

/** True where two tokens would be another one without a blank between them. */
function parts(left, right) {
  if (WORD.test(left) && WORD.test(right)) return true;
  return (
    (left === right && '+-'.includes(left)) ||
    left === '/' ||
    right === '/' ||
    `${left}${right}` === '<!' ||
    (right === '.' && /\d/.test(left))
  );
}
