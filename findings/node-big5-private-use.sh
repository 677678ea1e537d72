#!/usr/bin/env bash
# Node: TextDecoder('big5') gives everyday characters of Hong Kong as private-use ones, without a word, also with `fatal`.
#
# The good guess: the label `big5` (and `big5-hkscs`, which Node takes for the same) means the Encoding Standard's Big5, whose index has the
# characters of HKSCS; what is not in it is an error, and `fatal: true` throws.
#
# What really happens: Node decodes with a table of ICU that knows the original Big5 and lends every other pair of bytes a place in the
# private-use area. 嘅, 咗, 喺, 啲, 嗰, 嚟 come out as U+E000 to U+F8FF: some five thousand pairs of HKSCS in all. Nothing throws, nothing
# is U+FFFD, so a check for either finds the text sound; no search for the word will ever find it.
#
# Versions: Node 20.20.2 and 24.11.0 with their own ICU, iconv-lite 0.7.3 for comparison. Date: 2026-12-01.
# Source: https://encoding.spec.whatwg.org/#big5 (index Big5); https://nodejs.org/api/util.html#encodings-supported-when-nodejs-is-built-with-full-icu-data
#
# What it means for us: src/page/decode.ts takes what TextDecoder gives of Big5 only where no private-use character is in it; else
# iconv-lite reads the page as Big5 with HKSCS.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --no-save iconv-lite@0.7.3 node20@npm:node@20.20.2 node24@npm:node@24.11.0 >/dev/null 2>&1
cat > show.cjs <<'JS'
const iconv = require('iconv-lite');
const isPrivate = (text) => /^[\ue000-\uf8ff]$/u.test(text);
const decoder = new TextDecoder('big5-hkscs', { fatal: true });
const shown = [...'嘅咗喺啲嗰嚟'].map((c) => `${c} ${decoder.decode(iconv.encode(c, 'big5hkscs')).codePointAt(0).toString(16)}`);
let [lost, thrown] = [0, 0];
for (let lead = 0x87; lead <= 0xfe; lead += 1)
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    const pair = Buffer.from([lead, trail]);
    const right = iconv.decode(pair, 'big5hkscs');
    if ([...right].length !== 1 || right === '\ufffd' || isPrivate(right)) continue;
    try {
      if (isPrivate(decoder.decode(pair))) lost += 1;
    } catch {
      thrown += 1;
    }
  }
console.log(`Node ${process.version}, ICU ${process.versions.icu}: ${shown.join(', ')}; pairs given as private use: ${lost}, refused: ${thrown}`);
process.exit(lost > 4_000 && shown.every((one) => /[e-f][0-9a-f]{3}$/u.test(one)) ? 0 : 1);
JS
for version in node20 node24; do "$(find "node_modules/$version" -path '*bin/node' | head -1)" show.cjs; done
echo 'As described.'
