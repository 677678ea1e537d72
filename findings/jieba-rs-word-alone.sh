#!/usr/bin/env bash
# @node-rs/jieba: a word that stands alone on a line of a dictionary is loaded as one that never occurs, and takes a common word away.
#
# The good guess: jieba's user dictionaries have a word a line, its frequency and tag may be left out ("词频（可省略）"), and the frequency is then
# worked out so that the word is cut whole. A port takes the same files, as its `loadDict` seems to: nothing is thrown.
#
# What really happens: the word gets the frequency 0. A new word is never cut whole; a word of the shipped dictionary loses its own
# frequency and falls into characters from then on: 工人 becomes 工 and 人. A word with only a tag ("雨台渡口 nz", as valid for jieba) makes
# loadDict throw "Load dict failed", and no line behind it is loaded. jieba itself takes both files.
#
# Versions: @node-rs/jieba 2.0.2 on Node 20.20.2; jieba 0.42.1 on Python 3. Date: 2026-12-01.
# Source: https://github.com/fxsjy/jieba (README, "载入词典"); https://github.com/napi-rs/node-rs/tree/main/packages/jieba
#
# What it means for us: src/analysis/word-files.ts reads the user dictionary in every form of jieba's, and src/analysis/dictionary.ts
# gives a word without a frequency the least one with which it is likelier than its pieces.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @node-rs/jieba@2.0.2 >/dev/null 2>&1
python3 -m venv python >/dev/null
python/bin/pip install --quiet jieba==0.42.1 'setuptools<80' >/dev/null 2>&1
cat > show.cjs <<'JS'
const { Jieba } = require('@node-rs/jieba');
const { dict } = require('@node-rs/jieba/dict.js');
const cut = (lines) => {
  const jieba = Jieba.withDict(dict);
  try {
    jieba.loadDict(Buffer.from(lines));
  } catch (error) {
    return error.message;
  }
  return jieba.cut('雨台渡口的工人', false).join('/');
};
const seen = [cut('\n'), cut('雨台渡口\n工人\n'), cut('雨台渡口 nz\n'), cut('雨台渡口 5\n')];
console.log(`@node-rs/jieba ${require('@node-rs/jieba/package.json').version}: ${seen.join(' | ')}`);
process.exit(seen[1] === '雨/台/渡口/的/工/人' && seen[2] === 'Load dict failed' && seen[3] === '雨台渡口/的/工人' ? 0 : 1);
JS
node show.cjs
cat > show.py <<'PY'
import io, logging, sys, warnings
warnings.simplefilter("ignore")
import jieba
jieba.setLogLevel(logging.ERROR)
jieba.load_userdict(io.StringIO("雨台渡口\n工人 n\n"))
shown = "/".join(jieba.cut("雨台渡口的工人", HMM=False))
print(f"jieba {jieba.__version__}: {shown}")
sys.exit(0 if shown == "雨台渡口/的/工人" else 1)
PY
python/bin/python show.py
echo 'As described.'
