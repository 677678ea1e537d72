/** Files out of a zip archive, in memory, with a bound on all that grows when it is unpacked. */
import type { Readable } from 'node:stream';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { SearchServiceError } from '../../../search-service-error.js';

/** What an archive may hold. */
export interface ZipLimits {
  /** Files listed in it, wanted or not. */
  readonly entries: number;
  /** Wanted files. */
  readonly files: number;
  /** Bytes of all wanted files together, unpacked. */
  readonly bytes: number;
}

const ENCRYPTED = 1;
const NAME_IS_UTF8 = 0x800;

/**
 * The wanted files by their names, in the order of the archive, of two of one name the first. Names are what the archive says, `/` between
 * folders, in UTF-8 or GB18030: they say nothing of a disk. Throws PAGE_TOO_COMPLEX beyond a limit, before the bytes are there,
 * PAGE_ENCRYPTED for a wanted file with a password, PAGE_UNDECODABLE where it is damaged.
 */
export async function readZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limits: ZipLimits,
): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  let left = limits.bytes;
  try {
    // The library checks names as if they were written to a disk; here none is.
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      decodeStrings: false,
    });
    if (zip.entryCount > limits.entries) throw tooComplex();
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (files.has(name) || !wanted(name)) continue;
      if (entry.isEncrypted() || (entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw encrypted();
      if (entry.uncompressedSize > left || files.size === limits.files) throw tooComplex();
      const file = await unpack(zip, entry);
      left -= file.length;
      files.set(name, file);
    }
  } catch (error) {
    throw error instanceof SearchServiceError ? error : damaged();
  }
  return files;
}

/** The library ends a stream that is longer than its entry says. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream: Readable = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Names without the mark of UTF-8 are, in practice, UTF-8 or what Chinese systems write. */
function nameOf({ fileNameRaw, generalPurposeBitFlag }: Entry): string {
  let name = fileNameRaw.toString('utf8');
  if ((generalPurposeBitFlag & NAME_IS_UTF8) === 0 && name.includes('\ufffd')) name = new TextDecoder('gb18030').decode(fileNameRaw);
  return name.replaceAll('\\', '/');
}

function tooComplex(): SearchServiceError {
  return new SearchServiceError(
    'PAGE_TOO_COMPLEX',
    'The archive unpacks to more than a page may have. Give its pages one by one, or as text.',
  );
}

function encrypted(): SearchServiceError {
  return new SearchServiceError('PAGE_ENCRYPTED', 'The archive opens with a password only. Save it without one.');
}

function damaged(): SearchServiceError {
  return new SearchServiceError('PAGE_UNDECODABLE', 'The archive is damaged or cut short. Save the page anew, or give it as text.');
}
