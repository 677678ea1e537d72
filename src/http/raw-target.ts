/** Addresses typed or pasted as they read (`/?q=水车`) into programs that send them without percent-encoding. */

/** At the end of a line: in front may stand the body of the request before, which ends without a line feed. */
const REQUEST_LINE = /(?:GET|HEAD) (\/\S*) HTTP\/1\.[01]\r\n$/;
const CONTROL = /[\0-\x1f\x7f]/;
/** What an address may hold as it is (RFC 3986); `%` stays, so that what is encoded is not encoded again. */
const UNSAFE = /[^\w\-.~!$&'()*+,;=:@/?%]+/gu;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const GB18030 = new TextDecoder('gb18030', { fatal: true });

/**
 * The percent-encoded path and query of a request line, line end included, whose target holds bytes beyond ASCII: UTF-8 as it is, else
 * the characters
 * of GB18030 (with GBK in it) as UTF-8. Undefined for what is no GET or HEAD of HTTP/1 with a path, holds a space or control character,
 * is in neither
 * encoding, has nothing to encode, or begins with two slashes, which would name another host.
 */
export function encodedTarget(line: Uint8Array): string | undefined {
  // A letter for each byte, so that none is taken for white space.
  const letters = Buffer.from(line)
    .toString('latin1')
    .replace(/[\x80-\xff]/g, '\u00ff');
  const found = REQUEST_LINE.exec(letters);
  const target = found?.[1] ?? '';
  if (found === null || !target.includes('\u00ff') || target.startsWith('//') || CONTROL.test(target)) return undefined;
  const start = found.index + found[0].indexOf(' ') + 1;
  const bytes = line.subarray(start, start + target.length);
  const text = decoded(UTF8, bytes) ?? decoded(GB18030, bytes);
  return text?.replace(UNSAFE, encodeURIComponent);
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
