#!/usr/bin/env bash
# Emscripten (here in @embedpdf/pdfium): addFunction gives a function that was added before its first pointer again, whatever signature is
# asked for now.
#
# The good guess: addFunction(f, signature) makes a pointer through which C code may call `f` with that signature, as its name and its
# parameters say; a no-op can so stand in for every callback of a structure.
#
# What really happens: it keeps a map from functions to pointers and looks no further. A no-op that is added as 'vi' and then as 'vii' has one
# pointer, of the first signature. Nothing is said; when PDFium calls the second it dies of "null function or function signature mismatch",
# long after and with numbered functions for a stack.
#
# Versions: @embedpdf/pdfium 2.15.1, Node 20.20.2. Date: 2026-12-01.
# Source: https://emscripten.org/docs/porting/connecting_cpp_and_javascript/Interacting-with-code.html ; src/lib/libaddfunction.js.
#
# What it means for us: every callback of the font that src/pdf/pdfium.ts lends is a closure of its own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @embedpdf/pdfium@2.15.1 >/dev/null 2>&1
cat > show.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';

const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
const { pdfium } = await init({ wasmBinary: new Uint8Array(wasm).buffer });
pdfium._PDFiumExt_Init();

const same = () => undefined;
const pointers = ['vi', 'vii'].map((signature) => pdfium.addFunction(same, signature));
const own = ['vi', 'vii'].map((signature) => pdfium.addFunction(() => undefined, signature));
console.log('one function, two signatures:', pointers, '- two functions:', own);
process.exit(pointers[0] === pointers[1] && own[0] !== own[1] ? 0 : 1);
JS
node show.mjs
echo "as found: one pointer for both signatures"
