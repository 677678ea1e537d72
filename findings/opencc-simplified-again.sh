#!/usr/bin/env bash
# OpenCC's tables: converting to simplified what is simplified already changes it. 打坏 becomes 打坯, another word.
#
# The good guess: a converter from traditional to simplified leaves simplified text as it is, so that it can be run over every text of an
# archive whatever its script. A second run changes nothing that the first has left.
#
# What really happens: some forms are simplified of one character and traditional of another. 坏 is how 壞 (bad) is simplified, and also an old
# form of 坯 (an unfired brick): in simplified text 打坏 (break) becomes 打坯, 坏人 becomes 坯人, and 打壞 converted twice ends there too.
# Nothing in the answer says which characters were touched.
#
# Versions: opencc-js 1.4.0 with the tables of OpenCC, Node 20.20.2. Date: 2026-12-01.
# Source: https://github.com/nk2028/opencc-js ; https://github.com/BYVoid/OpenCC (data/dictionary/TSCharacters.txt).
#
# What it means for us: a pair is taken into the folding only if its form is not itself a common character of simplified text, and both
# sides of a search are folded by one table that is closed, so that folding twice is folding once (docs/decisions/forms-of-characters.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund opencc-js@1.4.0 >/dev/null 2>&1
cat > show.mjs <<'JS'
import { readFileSync } from 'node:fs';
import OpenCC from 'opencc-js';

const simplify = OpenCC.Converter({ from: 't', to: 'cn' });
const shown = ['打坏', '坏人', '打壞', '工人'].map((text) => [text, simplify(text), simplify(simplify(text))]);
const { version } = JSON.parse(readFileSync('node_modules/opencc-js/package.json', 'utf8'));
console.log(`opencc-js ${version}\n${shown.map((one) => one.join(' -> ')).join('\n')}`);
const wanted = [['打坏', '打坯', '打坯'], ['坏人', '坯人', '坯人'], ['打壞', '打坏', '打坯'], ['工人', '工人', '工人']];
process.exit(JSON.stringify(shown) === JSON.stringify(wanted) ? 0 : 1);
JS
node show.mjs
echo 'As described.'
