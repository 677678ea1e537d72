/** What an import did: for programs as it is, for people on one line. */
import type { ErrorCode } from '../search-service-error.js';
import type { SkippedFile } from './input-files.js';
import { printable } from './terminal.js';

/** A file or line that did not go in. */
export interface ImportFailure {
  readonly file: string;
  readonly line?: number;
  readonly code: ErrorCode;
  readonly reason: string;
}

/** A page that went in and that somebody should look at. */
export interface ImportWarning {
  readonly file: string;
  readonly reason: string;
}

/** What an import did; counts are articles. */
export interface ImportSummary {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly failed: readonly ImportFailure[];
  /** What was seen in a folder and not read; empty for an import. */
  readonly skipped: readonly SkippedFile[];
  /** Pages that were read with low confidence or whose path is not clear, and articles that are kept back; absent when there are none. */
  readonly warnings?: readonly ImportWarning[];
  readonly seconds: number;
}

/** Faults of the store, which every further file or line would meet. */
const OF_THE_STORE: readonly ErrorCode[] = ['STORAGE_FULL', 'ARCHIVE_WRITE_FAILED', 'ARCHIVE_LOST', 'NOT_READY', 'INTERNAL'];

/** True for a fault that ends an import; any other is one file's, or one line's. */
export function endsImport(code: ErrorCode): boolean {
  return OF_THE_STORE.includes(code);
}

/** A summary for people, on one line. */
export function summaryText({ added, updated, unchanged, removed, failed, skipped, warnings = [], seconds }: ImportSummary): string {
  const rate = Math.round((added + updated + unchanged) / Math.max(seconds, 0.001));
  return (
    `added ${added} 新增, updated ${updated} 更新, unchanged ${unchanged} 未变, removed ${removed} 移除, failed ${failed.length} 失败, ` +
    (skipped.length === 0 ? '' : `skipped ${skipped.length} 略过 (${countsByCode(skipped)}), `) +
    (warnings.length === 0 ? '' : `to look at ${new Set(warnings.map(({ file }) => file)).size} files 待查看, `) +
    `in ${seconds.toFixed(1)} s (${rate} articles/s)\n`
  );
}

function countsByCode(skipped: readonly SkippedFile[]): string {
  const counts = new Map<string, number>();
  for (const { code } of skipped) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => `${code} ${count}`).join(', ');
}

/** What went wrong or was left, for people: a line a code, with how many there are and the first of them; nothing where all went in. */
export function reasonTable({ failed, skipped }: Pick<ImportSummary, 'failed' | 'skipped'>): string {
  const rows = [...rowsOf('failed 失败', failed), ...rowsOf('skipped 略过', skipped)];
  if (rows.length === 0) return '';
  const width = Math.max(...rows.map(({ code }) => code.length));
  const digits = Math.max(...rows.map(({ count }) => String(count).length));
  const lines = rows.map(
    ({ kind, code, count, first }) =>
      `  ${code.padEnd(width)}  ${String(count).padStart(digits)} ${kind}  ${count > 1 ? 'first 首个: ' : ''}${first}`,
  );
  return `${lines.join('\n')}\n`;
}

interface ReasonRow {
  readonly kind: string;
  readonly code: string;
  readonly count: number;
  readonly first: string;
}

/** The most frequent first. */
function rowsOf(kind: string, entries: readonly (Pick<ImportFailure, 'file' | 'line' | 'code'> | SkippedFile)[]): readonly ReasonRow[] {
  const rows = new Map<string, ReasonRow>();
  for (const entry of entries) {
    const { code } = entry;
    const line = 'line' in entry ? `:${entry.line}` : '';
    const before = rows.get(code) ?? { kind, code, count: 0, first: `${printable(entry.file)}${line}` };
    rows.set(code, { ...before, count: before.count + 1 });
  }
  return [...rows.values()].sort((a, b) => b.count - a.count);
}

/** Skipped files that are named to people, of each code. */
const MOST_NAMED = 10;

/** What was skipped, for people: a line each, the first ones of each code. */
export function skippedLines(skipped: readonly SkippedFile[]): readonly string[] {
  const byCode = new Map<string, string[]>();
  for (const { file, code } of skipped) byCode.set(code, (byCode.get(code) ?? []).concat(file));
  return [...byCode].flatMap(([code, files]) => [
    ...files.slice(0, MOST_NAMED).map((file) => `${printable(file)}: skipped 略过: ${code}`),
    ...(files.length > MOST_NAMED
      ? [`… and ${files.length - MOST_NAMED} more 以及其他 ${files.length - MOST_NAMED} 个: ${code}; --json lists all`]
      : []),
  ]);
}
