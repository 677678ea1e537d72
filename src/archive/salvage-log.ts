import { ArchiveState } from './archive-state.js';
import { crc32 } from 'node:zlib';
import type { OpenFile } from '../files/file-layer.js';
import { fingerprintOf } from './fingerprint.js';
import { decodeChange, type LoggedText } from './log-change.js';
import { decodeLine, encodeTransaction, type TransactionLine } from './log-line.js';
import { readLines } from './read-log.js';

/** A stretch of the log that is not whole. */
export interface LogDamage {
  readonly offset: number;
  readonly length: number;
  readonly reason: string;
  /** Ids that can still be read in the stretch and whose change is lost; an id may itself be damaged. */
  readonly lostIds: readonly string[];
  /** Ids of articles whose text was found whole inside it. */
  readonly savedIds: readonly string[];
  /** Ids whose deletion or withholding was read in it; it holds from now on, but an id may itself be damaged. */
  readonly takenOutIds: readonly string[];
}

/** What is whole in a log, as pieces of a new one: ranges of the old file, and lines made anew. */
export interface Salvage {
  readonly pieces: readonly ({ readonly from: number; readonly to: number } | Buffer)[];
  readonly lineCount: number;
  readonly sequence: number;
  readonly damages: readonly LogDamage[];
  /** The state the whole lines amount to; its places in the file are not to be used. */
  readonly state: ArchiveState;
}

/** A change that takes something out, as it stands in the log. */
interface TakenOut {
  readonly type: 'delete' | 'deletePage' | 'withhold' | 'purge';
  readonly id: string;
}

const CHANGE_START = /\{"type":"(?:article|delete|deletePage|withhold|purge)","id":/gu;
const NAMED_CHANGE = /\{"type":"(\w+)",(?:"page":\{)?"id":("(?:[^"\\\n]|\\.)*")/gu;
const LINE_START = /[0-9a-f]{8}\t\{/gu;

/**
 * Reads a damaged log and keeps everything that is provably whole: good lines, good lines inside damaged ones, and, in a
 * damaged transaction, the articles whose text still has its fingerprint, and deletions and withholdings that can be read
 * (a decision to take a text out is kept when in doubt). Page records of damaged lines are lost. Never throws for damage.
 */
export async function salvageLog(file: OpenFile): Promise<Salvage> {
  const salvager = new Salvager();
  await readLines(file, (offset, line, terminated) => {
    salvager.take(offset, line, terminated);
  });
  return salvager.finish();
}

class Salvager {
  readonly #pieces: ({ readonly from: number; to: number } | Buffer)[] = [];
  readonly #damages: LogDamage[] = [];
  readonly #state = new ArchiveState();
  #lineCount = 0;
  #sequence = 0;
  #base = 0;
  #started = false;

  take(offset: number, line: Buffer, terminated: boolean): void {
    const decoded = terminated ? decodeLine(line) : ({ type: 'damaged', reason: 'the last line has no end' } as const);
    const first = !this.#started;
    this.#started = true;
    if (decoded.type === 'transaction') this.#keep(decoded, line, offset);
    else if (decoded.type === 'header' && first) this.#base = decoded.base;
    else if (decoded.type === 'damaged' || decoded.type === 'header') {
      this.#mine(offset, line, decoded.type === 'damaged' ? decoded.reason : 'a second header');
    }
  }

  finish(): Salvage {
    return {
      pieces: this.#pieces,
      lineCount: this.#lineCount,
      sequence: Math.max(this.#sequence, this.#base),
      damages: this.#damages,
      state: this.#state,
    };
  }

  #keep(transaction: TransactionLine, line: Buffer, offset: number): void {
    const { sequence } = transaction;
    if (sequence < this.#sequence) {
      this.#damages.push({
        offset,
        length: line.length + 1,
        reason: `transaction ${sequence} stands after transaction ${this.#sequence}`,
        lostIds: idsIn(line),
        savedIds: [],
        takenOutIds: [],
      });
      return;
    }
    if (sequence > Math.max(this.#sequence, this.#base) + 1) {
      this.#damages.push({
        offset,
        length: 0,
        reason: `transactions ${Math.max(this.#sequence, this.#base) + 1} to ${sequence - 1} are missing or damaged`,
        lostIds: [],
        savedIds: [],
        takenOutIds: [],
      });
    }
    this.#apply(transaction, line);
    const last = this.#pieces.at(-1);
    const to = offset + line.length + 1;
    if (last !== undefined && !Buffer.isBuffer(last) && last.to === offset) last.to = to;
    else this.#pieces.push({ from: offset, to });
  }

  #apply({ sequence, spans }: TransactionLine, line: Buffer): void {
    for (const span of spans) this.#state.apply(decodeChange(line.subarray(span.offset, span.offset + span.length)), span, sequence);
    this.#sequence = sequence;
    this.#lineCount += 1;
  }

  #mine(offset: number, line: Buffer, reason: string): void {
    const inner = innerLine(line);
    const damaged = inner === undefined ? line : line.subarray(0, inner.offset);
    const saved = wholeChanges(damaged);
    const found = saved.map(idOf);
    const lostIds = idsIn(damaged).filter((id) => !found.includes(id));
    const savedIds = saved.filter(isArticle).map(idOf);
    const takenOutIds = saved.filter((change) => !isArticle(change)).map(idOf);
    this.#damages.push({ offset, length: damaged.length, reason, lostIds, savedIds, takenOutIds });
    if (saved.length > 0) this.#addLine(Math.max(this.#sequence, this.#base) + 1, saved);
    if (inner !== undefined) this.#addLine(Math.max(inner.transaction.sequence, this.#sequence), inner.changes);
  }

  #addLine(sequence: number, changes: readonly Buffer[]): void {
    const { bytes, spans } = encodeTransaction(sequence, sequence, changes);
    this.#apply({ type: 'transaction', sequence, durable: sequence, spans }, bytes);
    this.#pieces.push(bytes);
  }
}

/** A whole transaction further on in a line, as when the line feed before it was damaged. */
function innerLine(
  line: Buffer,
): { readonly offset: number; readonly transaction: TransactionLine; readonly changes: readonly Buffer[] } | undefined {
  for (const { index } of line.toString('latin1').matchAll(LINE_START)) {
    const inner = line.subarray(index);
    const decoded = decodeLine(inner);
    if (decoded.type !== 'transaction') continue;
    return {
      offset: index,
      transaction: decoded,
      changes: decoded.spans.map(({ offset, length }) => inner.subarray(offset, offset + length)),
    };
  }
  return undefined;
}

/** The changes in damaged bytes that are whole. */
function wholeChanges(bytes: Buffer): Buffer[] {
  const found = new Map<number, Buffer>();
  for (const { index } of bytes.toString('latin1').matchAll(CHANGE_START)) {
    const change = objectAt(bytes, index);
    if (change !== undefined && isWhole(change)) found.set(crc32(change), Buffer.from(change));
  }
  return [...found.values()];
}

/** The bytes of the JSON object that begins at `start`; undefined when it does not end. */
function objectAt(bytes: Buffer, start: number): Buffer | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < bytes.length; at++) {
    const character = String.fromCharCode(bytes[at]!);
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth === 0) return bytes.subarray(start, at + 1);
  }
  return undefined;
}

function isWhole(change: Buffer): boolean {
  try {
    const text: LoggedText | TakenOut = JSON.parse(change.toString()) as LoggedText | TakenOut;
    if (text.type !== 'article') return typeof text.id === 'string';
    return text.article.id === text.id && fingerprintOf(text.article) === text.fingerprint;
  } catch {
    return false;
  }
}

function idOf(change: Buffer): string {
  return (JSON.parse(change.toString()) as TakenOut).id;
}

function isArticle(change: Buffer): boolean {
  return decodeChange(change).type === 'article';
}

function idsIn(bytes: Buffer): string[] {
  const ids = [...bytes.toString().matchAll(NAMED_CHANGE)].flatMap(([, , id]) => {
    try {
      return [JSON.parse(id!) as string];
    } catch {
      return [];
    }
  });
  return [...new Set(ids)];
}
