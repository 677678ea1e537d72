/** The house's own recognition of pictures, run for one file: `--ocr 'COMMAND {in} {out}'`. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SearchServiceError } from '../search-service-error.js';
import { MAX_FILE_BYTES } from '../intake/input-limits.js';

/** Time after which a command is ended, with all it has started. */
const MOST_MS = 600_000;
/** Of what a command says on stderr, as much is told. */
const MOST_SAID = 500;
/** Endings of what a program may write beside each other, the one that tells most first. */
const ENDINGS: readonly string[] = ['.xml', '.alto', '.hocr', '.html', '.json', '.tsv', '.pdf', '.txt'];

/** Checks a command before anything is read. Throws PARAMETER_INVALID. */
export function checkOcrCommand(command: string): void {
  if (!command.includes('{in}') || !command.includes('{out}'))
    throw new SearchServiceError('PARAMETER_INVALID', "--ocr needs {in} and {out}: --ocr 'tesseract {in} {out} -l chi_sim hocr'.");
}

/**
 * Runs the command through the shell, with `{in}` the file in a folder of its own and `{out}` a name beside it, with which the names of
 * what it writes begin. Gives what it wrote, a page in any form that is read. Throws OCR_FAILED where it ends with another code than 0,
 * writes nothing or too much, or does not end within `mostMs` (10 minutes).
 */
export async function recognise(command: string, { bytes, name, mostMs = MOST_MS }: OcrTask): Promise<Buffer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-ocr-'));
  try {
    const input = path.join(folder, `in${path.extname(name).toLowerCase()}`);
    const out = path.join(folder, 'out');
    await writeFile(input, bytes);
    await run(command.replaceAll('{in}', quoted(input)).replaceAll('{out}', quoted(out)), folder, mostMs);
    return await readFile(await writtenFile(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file that is to be recognised. */
export interface OcrTask {
  readonly bytes: Uint8Array;
  /** Its name; the command sees the ending. */
  readonly name: string;
  readonly mostMs?: number;
}

function quoted(file: string): string {
  return process.platform === 'win32' ? `"${file}"` : `'${file.replaceAll("'", `'\\''`)}'`;
}

function run(command: string, cwd: string, mostMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that all it has started can be ended.
    const child = spawn(command, { shell: true, cwd, stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      said = (said + piece).slice(-MOST_SAID);
    });
    const timer = setTimeout(() => {
      end(child.pid);
      reject(failed(`did not end within ${Math.round(mostMs / 1000)} seconds`, said));
    }, mostMs);
    child.once('error', (cause) => {
      clearTimeout(timer);
      reject(failed(`could not be run: ${cause.message}`, said));
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(failed(`ended with ${code ?? signal ?? 'no code'}`, said));
    });
  });
}

function end(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

async function writtenFile(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name === 'out' || name.startsWith('out.'));
  const rank = (name: string): number => {
    const at = ENDINGS.indexOf(path.extname(name).toLowerCase());
    return at < 0 ? ENDINGS.length : at;
  };
  const name = names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))[0];
  if (name === undefined) throw failed('wrote nothing whose name begins with {out}', '');
  const file = path.join(folder, name);
  if ((await stat(file)).size > MAX_FILE_BYTES) throw failed(`wrote more than ${MAX_FILE_BYTES} bytes`, '');
  return file;
}

function failed(what: string, said: string): SearchServiceError {
  const words = said.trim().replace(/\s+/gu, ' ');
  return new SearchServiceError(
    'OCR_FAILED',
    `the command of --ocr ${what}${words === '' ? '' : ` (${words})`}. The page is kept as a picture; mend the command and run it again.`,
  );
}
