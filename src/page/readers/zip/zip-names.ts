/** Names in the list at the end of a zip archive. */

const ENTRY = Buffer.from('PK\u0001\u0002', 'latin1');
const [NAME_LENGTH_AT, NAME_AT] = [28, 46];
const MOST = 65_535;

/** The names an archive lists, in Latin-1, so that their endings can be looked at; nothing is unpacked. A search through the bytes. */
export function zipNames(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  for (
    let at = buffer.indexOf(ENTRY);
    at >= 0 && at + NAME_AT <= buffer.length && names.length < MOST;
    at = buffer.indexOf(ENTRY, at + 4)
  ) {
    const length = buffer.readUInt16LE(at + NAME_LENGTH_AT);
    names.push(buffer.toString('latin1', at + NAME_AT, at + NAME_AT + length));
  }
  return names;
}
