#!/usr/bin/env node
// Shortens the names of locals and takes the blanks out of the program before `npm pack`: a tenth of what is fetched. Functions and
// classes keep their names and statements their lines, so that a stack trace can be read.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const NAMES = { keep_fnames: true, keep_classnames: true };
// The modules of the browser's script become one scope, by the form of their lines (src/web/link-script.ts).
const CLIENT = path.join('web', 'client');
const format = { beautify: true, indent_level: 0, quote_style: 1 };

for (const file of fs.readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.js')) continue;
  const isLinked = file.startsWith(CLIENT);
  const text = fs.readFileSync(path.join(dist, file), 'utf8');
  const { code } = await minify(text, {
    ecma: 2020,
    parse: { module: true },
    compress: isLinked ? false : { ...NAMES },
    mangle: { ...NAMES, toplevel: !isLinked },
    format,
  });
  // A command that starts meanwhile finds whole files.
  const written = path.join(dist, `.${path.basename(file)}.new`);
  fs.writeFileSync(written, `${code}\n`);
  fs.renameSync(written, path.join(dist, file));
}
