import path from 'node:path';
import { DAMAGED_PREFIX, LOG_NAME, writeMarker } from './archive-folder.js';
import { readFully, writeFully, type FileLayer, type OpenFile } from '../files/file-layer.js';
import { replaceFile } from '../files/replace-file.js';
import { encodeCloseMark, encodeHeader } from './log-line.js';
import type { Salvage } from './salvage-log.js';
import type { Inspection, VerifyReport } from './verify-archive.js';

const COPY_BYTES = 1 << 22;

/** Where a repair is done, by who has the lock. */
export interface RepairTarget {
  readonly files: FileLayer;
  readonly folder: string;
  /** Where the new log is written. */
  readonly aside: string;
  /** Throws where nothing may be written any more. */
  readonly check: () => Promise<void>;
  readonly now: () => Date;
}

/**
 * Writes the marker anew where it is damaged, and a log of what is whole in the place of a damaged one, whose damaged bytes are put
 * aside first. Gives the report with what it did. Throws ARCHIVE_LOST and Node's faults of the disk.
 */
export async function repairArchive(target: RepairTarget, { report, markerDamaged, salvage }: Inspection): Promise<VerifyReport> {
  const { files, folder, now } = target;
  await target.check();
  if (markerDamaged) await writeMarker(files, folder, now);
  if (salvage === undefined) return markerDamaged ? { ...report, repaired: {} } : report;
  const handle = await files.open(path.join(folder, LOG_NAME), 'read');
  try {
    const damagedBytesFile = await putAside(target, handle, salvage);
    await writeSalvage(target, handle, salvage);
    return { ...report, repaired: damagedBytesFile === undefined ? {} : { damagedBytesFile } };
  } finally {
    await handle.close();
  }
}

/** Writes the damaged stretches into a file of their own; gives its name, undefined where there are none. */
async function putAside({ files, folder, now }: RepairTarget, old: OpenFile, { damages }: Salvage): Promise<string | undefined> {
  const stretches = damages.filter(({ length }) => length > 0);
  if (stretches.length === 0) return undefined;
  const name = `${DAMAGED_PREFIX}${now().toISOString().replace(/[:.]/g, '-')}`;
  const bytes: Buffer[] = [];
  for (const { offset, length } of stretches) bytes.push(await readFully(old, offset, length), Buffer.from('\n'));
  await replaceFile(files, path.join(folder, name), Buffer.concat(bytes));
  return name;
}

/** An index cannot know what is lost, so the horizon is the end: every index starts afresh. */
async function writeSalvage(
  { files, folder, aside, check }: RepairTarget,
  old: OpenFile,
  { pieces, lineCount, sequence }: Salvage,
): Promise<void> {
  const write = async (output: OpenFile): Promise<void> => {
    let position = 0;
    const put = async (bytes: Uint8Array): Promise<void> => {
      await writeFully(output, bytes, position);
      position += bytes.length;
    };
    // One beyond the last, so that an index that is at the last does not believe it has everything.
    await put(encodeHeader({ base: sequence + 1, horizon: sequence + 1, count: lineCount }));
    for (const piece of pieces) {
      if (Buffer.isBuffer(piece)) await put(piece);
      else
        for (let at = piece.from; at < piece.to; at += COPY_BYTES) await put(await readFully(old, at, Math.min(COPY_BYTES, piece.to - at)));
    }
    await put(encodeCloseMark(sequence + 1));
  };
  await replaceFile(files, path.join(folder, LOG_NAME), write, { aside, check });
}
