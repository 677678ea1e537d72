#!/usr/bin/env bash
# citation-js: BibTeX of a Chinese reference has no title, no journal and no names, without a word.
#
# The good guess: a reference in CSL-JSON with Chinese title, newspaper and people becomes a BibTeX entry with them, in UTF-8 as BibLaTeX and
# biber take it; at worst an error says what cannot be written.
#
# What really happens: everything outside of what its table writes in LaTeX commands is dropped. `title = {}`, `journal = {}`, people with
# family and given name are `,`; only a name given whole (`literal`) survives, and the label becomes `undefined2030undefined`. The entry is valid,
# so that whoever imports it sees nothing but an empty reference. What it reads it reads well: the same entry parsed has all of it.
#
# Versions: @citation-js/core and plugin-bibtex 0.7.21, Node 20.20.2. Date: 2026-12-01.
# Source: https://citation.js.org/api/0.7/ (plugin-bibtex: `config.format.asciiOnly`, which is on unless one turns it off).
#
# What it means for us: src/article/citation/bibtex.ts writes its entries itself, in UTF-8, with keys of letters; references are tried with
# biber and Zotero's own translators.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @citation-js/core@0.7.21 @citation-js/plugin-bibtex@0.7.21 >/dev/null 2>&1
cat > show.cjs <<'JS'
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-bibtex');
const item = {
  id: 'ferry',
  type: 'article-newspaper',
  title: '渡口夜班加开一趟船',
  author: [{ literal: '陶砚' }, { family: '祁', given: '山月' }],
  'container-title': '雨台晚报',
  issued: { 'date-parts': [[2030, 5, 17]] },
};
const written = new Cite(item).format('bibtex');
console.log(`@citation-js/plugin-bibtex ${require('@citation-js/plugin-bibtex/package.json').version}\n${written}`);
const [read] = new Cite('@article{a, title={渡口夜班加开一趟船}, author={祁山月}, journal={雨台晚报}, year={2030}}').data;
console.log(`read: ${read.title}, ${read['container-title']}`);
const isLost = /title = \{\},?\n/.test(written) && /journal = \{\}/.test(written) && !written.includes('祁') && written.includes('陶砚');
process.exit(isLost && read.title === '渡口夜班加开一趟船' ? 0 : 1);
JS
node show.cjs
echo 'As described.'
