/** What an import did: for programs as it is, for people on one line. */
import type { ErrorCode } from '../search-service-error.js';

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
  /** Pages that were read with low confidence; absent when there are none. */
  readonly warnings?: readonly ImportWarning[];
  readonly seconds: number;
}

/** Faults of the store, which every further file or line would meet. */
const OF_THE_STORE: readonly ErrorCode[] = ['STORAGE_FULL', 'ARCHIVE_WRITE_FAILED', 'NOT_READY', 'INTERNAL'];

/** True for a fault that ends an import; any other is one file's, or one line's. */
export function endsImport(code: ErrorCode): boolean {
  return OF_THE_STORE.includes(code);
}

/** A summary for people, on one line. */
export function summaryText({ added, updated, unchanged, removed, failed, warnings = [], seconds }: ImportSummary): string {
  const rate = Math.round((added + updated + unchanged) / Math.max(seconds, 0.001));
  return `added ${added} 新增, updated ${updated} 更新, unchanged ${unchanged} 未变, removed ${removed} 移除, failed ${failed.length} 失败, ` +
    (warnings.length === 0 ? '' : `low confidence ${new Set(warnings.map(({ file }) => file)).size} pages 版面切分把握较低, `) +
    `in ${seconds.toFixed(1)} s (${rate} articles/s)\n`;
}
