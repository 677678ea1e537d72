/** A CRC-32 as it is written into files: eight lower-case hexadecimal digits. */
export function crcHex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
