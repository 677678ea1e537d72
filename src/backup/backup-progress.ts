/** Hears how far a backup or a recovery is. */
export interface BackupProgress {
  /** Copying so many page files begins, or reading so many back. */
  begin(what: 'copy' | 'verify', fileCount: number): void;
  /** One more page file. */
  done(): void;
}

/** Nobody hears of it. */
export const SILENT: BackupProgress = { begin: () => undefined, done: () => undefined };
