#!/usr/bin/env bash
# htmlparser2, in its XML mode too: a DOCTYPE with declarations of its own ends at the first ">" in it, and the rest of it becomes text.
#
# The good guess: in `xmlMode` a document type declaration is passed over, or told as one instruction, whatever stands between its brackets:
# every XML parser must read over an internal subset.
#
# What really happens: the instruction ends with the first declaration inside the brackets. What follows, down to "]>", is given to `ontext`
# as text of the document, before any element is open, and further declarations come as instructions of their own. Nothing is said. A text
# that names an entity of that subset keeps the name (&paper;), so that the only trace of the subset is the stray text.
#
# Versions: htmlparser2 12.0.0, Node 20.20.2. Date: 2026-12-01.
# Source: https://www.w3.org/TR/xml/#NT-intSubset ; https://github.com/fb55/htmlparser2 (README, xmlMode).
#
# What it means for us: text outside of the root element is none of a page; files of recognition programs that declare entities are refused
# (PAGE_TOO_COMPLEX), since what they name would be lost.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund htmlparser2@12.0.0 >/dev/null 2>&1
cat > show.mjs <<'JS'
import { Parser } from 'htmlparser2';

const seen = [];
const handler = {
  onprocessinginstruction: (name, text) => seen.push(`instruction ${text}`),
  onopentag: (name) => seen.push(`element ${name}`),
  ontext: (text) => seen.push(`text ${JSON.stringify(text)}`),
};
new Parser(handler, { xmlMode: true }).end(
  '<!DOCTYPE page [<!ENTITY paper "河湾日报"> <!ENTITY day "星期二">]><page>&paper;</page>',
);
console.log(seen.join('\n'));
const root = seen.indexOf('element page');
const stray = seen.slice(0, root).filter((one) => one.startsWith('text '));
process.exit(stray.includes('text "]>"') && seen.at(-1) === 'text "&paper;"' ? 0 : 1);
JS
node show.mjs
echo "as found: the end of the subset is text before the root, and the entity keeps its name"
