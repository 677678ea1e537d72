/** Pictures that every browser shows, by their first bytes in Latin-1. */
const TYPES = [
  ['image/jpeg', /^\u00ff\u00d8\u00ff/u],
  ['image/png', /^\u0089PNG\r\n\u001a\n/u],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/u],
] as const;

/** Media type of a picture that every browser shows. */
export type ShownPictureType = (typeof TYPES)[number][0];

/** The media type of bytes, which are trusted to be what they begin as; undefined where browsers do not show them. */
export function shownPictureType(bytes: Uint8Array): ShownPictureType | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return TYPES.find(([, signature]) => signature.test(start))?.[0];
}
