const SIGNATURE = Buffer.from('PK\u0003\u0004', 'latin1');

/** Whether the bytes begin as a zip archive does. Apart from its reader, whose library is loaded when the first archive comes. */
export function isZip(bytes: Uint8Array): boolean {
  return SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length));
}
