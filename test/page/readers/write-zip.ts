/** Writes zip archives, true ones and such as lie. */
import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive. */
export interface ZippedFile {
  readonly name: string | Buffer;
  readonly data: Buffer | string;
  /** What the archive says of its size, where that is not true. */
  readonly claimed?: number;
  readonly flags?: number;
}

/** The bytes of an archive. */
export function writeZip(files: readonly ZippedFile[]): Buffer {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, data, claimed, flags = 0 } of files) {
    const [plain, nameBytes] = [Buffer.from(data as string), Buffer.from(name as string)];
    const packed = deflateRawSync(plain);
    const header = Buffer.alloc(26);
    [20, flags, 8, 0, 0].forEach((value, at) => header.writeUInt16LE(value, at * 2));
    [crc32(plain), packed.length, claimed ?? plain.length].forEach((value, at) => header.writeUInt32LE(value, 10 + at * 4));
    header.writeUInt16LE(nameBytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    bodies.push(Buffer.from('PK\u0003\u0004', 'latin1'), header, nameBytes, packed);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\0', 'latin1'), header, place, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}
