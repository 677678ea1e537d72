/** PDFium by its raw calls, and nothing else of it: the only file that knows the library and its memory. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';
import { SearchServiceError } from '../search-service-error.js';
import { makeStandInFont } from './stand-in-font.js';

/** Node's WebAssembly, as far as it is used here: its types come with the browser's only. */
declare const WebAssembly: { instantiate(wasm: Uint8Array, imports: Imports): Promise<{ readonly instance: object }> };

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Calls of the library by their C names: numbers in, a number out; pointers are numbers too. */
type Calls = Readonly<Record<string, (...values: readonly number[]) => number>>;

/** The library in its memory. */
export interface Pdfium {
  readonly calls: Calls;
  /** The memory as it is now: it moves when it grows, so that nothing keeps these. */
  readonly floats: () => Float32Array;
  readonly doubles: () => Float64Array;
  readonly bytes: () => Uint8Array;
  /** Throws PAGE_TOO_COMPLEX where the memory is at its limit. */
  readonly allocate: (size: number) => number;
  readonly free: (pointer: number) => void;
  /** Whether the stand-in font is lent for fonts that are not embedded; it is for reading, and never to be seen. True at first. */
  readonly lend: (isLent: boolean) => void;
}

/** Bytes of the library's memory beyond which it gets no more: a Node worker's own limits do not count it. */
export const MOST_MEMORY = 400 * 1024 * 1024;

let loaded: Promise<Pdfium> | undefined;

/** The library, loaded once a thread (some 40 ms). */
export function loadPdfium(): Promise<Pdfium> {
  return (loaded ??= load());
}

/** Forgets the library of this thread after a fault in it: the next call loads it anew. */
export function dropPdfium(): void {
  loaded = undefined;
}

interface Loaded {
  readonly wasmExports: Readonly<Record<string, unknown>> & {
    readonly malloc: (size: number) => number;
    readonly free: (pointer: number) => void;
  };
  readonly HEAPU8: Uint8Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
  readonly addFunction: (call: (...values: number[]) => unknown, signature: string) => number;
}

async function load(): Promise<Pdfium> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const overrides = {
    wasmBinary: new Uint8Array(wasm).buffer,
    print: () => undefined,
    printErr: () => undefined,
    instantiateWasm: (imports: Imports, receive: (instance: object) => void): object => {
      void WebAssembly.instantiate(wasm, bounded(imports)).then(({ instance }) => {
        receive(instance);
      });
      return {};
    },
  };
  const { pdfium } = await init(overrides);
  const module = pdfium as unknown as Loaded;
  const calls = directCalls(module);
  let isLent = true;
  const memory: Pdfium = {
    calls,
    floats: () => module.HEAPF32,
    doubles: () => module.HEAPF64,
    bytes: () => module.HEAPU8,
    allocate: (size: number): number => {
      const pointer = module.wasmExports.malloc(size);
      if (pointer === 0) throw tooComplex('it needs more memory than a page may');
      return pointer;
    },
    free: (pointer: number): void => {
      module.wasmExports.free(pointer);
    },
    lend: (lends) => {
      isLent = lends;
    },
  };
  calls['_PDFiumExt_Init']!();
  lendFont(memory, module, () => isLent);
  return memory;
}

/** The library's own calls: those it hands out make three messages for every call, in case it fails; most of the time went there. */
function directCalls({ wasmExports }: Loaded): Calls {
  const calls = Object.entries(wasmExports).flatMap(([name, call]) => (typeof call === 'function' ? [[`_${name}`, call] as const] : []));
  return Object.fromEntries(calls) as unknown as Calls;
}

/** The library asks for more memory by this call; 0 says that there is none. */
function bounded(imports: Imports): Imports {
  const env = Object.entries(imports).map(([name, group]) => {
    const grow = group['emscripten_resize_heap'];
    if (typeof grow !== 'function') return [name, group] as const;
    return [
      name,
      { ...group, emscripten_resize_heap: (size: number) => (size >>> 0 > MOST_MEMORY ? 0 : (grow as (size: number) => number)(size)) },
    ] as const;
  });
  return Object.fromEntries(env);
}

/** A page that asks for too much. */
export function tooComplex(why: string): SearchServiceError {
  return new SearchServiceError('PAGE_TOO_COMPLEX', `The PDF cannot be read: ${why}. Print it to a new PDF, or give its pages one by one.`);
}

const TTCF = 0x74746366;

/** Lends the stand-in font for every font that is not embedded, through the structure FPDF_SYSFONTINFO. */
function lendFont({ calls, bytes, allocate }: Pdfium, { addFunction }: Loaded, isLent: () => boolean): void {
  const font = makeStandInFont();
  const view = new DataView(font.buffer);
  const tableOf = (tag: number): Uint8Array => {
    if (tag === 0) return font;
    for (let at = 12; at < 12 + view.getUint16(4) * 16; at += 16) {
      if (view.getUint32(at) === tag) return font.subarray(view.getUint32(at + 8), view.getUint32(at + 8) + view.getUint32(at + 12));
    }
    return font.subarray(0, 0);
  };
  const dataOf = (_self: number, _font: number, tag: number, buffer: number, size: number): number => {
    const table = tag >>> 0 === TTCF ? font.subarray(0, 0) : tableOf(tag >>> 0);
    if (buffer !== 0 && size >= table.length) bytes().set(table, buffer);
    return table.length;
  };
  // A function of its own for each: one that is given again keeps the signature it was given with first.
  const functions = [
    addFunction(() => undefined, 'vi'),
    addFunction(() => undefined, 'vii'),
    addFunction(() => Number(isLent()), 'iiiiiiii'),
    addFunction(() => Number(isLent()), 'iii'),
    addFunction(dataOf, 'iiiiii'),
    addFunction(() => 0, 'iiiii'),
    addFunction(() => 1, 'iii'),
    addFunction(() => undefined, 'vii'),
  ];
  const info = allocate(4 * (functions.length + 1));
  const words = new Int32Array(bytes().buffer, info, functions.length + 1);
  words.set([1, ...functions]);
  calls['_FPDF_SetSystemFontInfo']!(info);
}
