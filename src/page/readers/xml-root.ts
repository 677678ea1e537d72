/** The local name of the root element at the beginning of an XML document; undefined where the text is none. Linear. */
export function rootOf(start: string): string | undefined {
  let at = start.startsWith('\ufeff') ? 1 : 0;
  for (;;) {
    while (/\s/u.test(start[at] ?? '')) at += 1;
    if (start[at] !== '<') return undefined;
    const end = endOfAside(start, at);
    if (end === undefined) break;
    if (end === 0) return undefined;
    at = end;
  }
  const name = /^<([\w.-]{1,80}:)?([\w.-]{1,80})[\s/>]/u.exec(start.slice(at, at + 200));
  return name?.[2];
}

const ASIDES = [
  ['<?', '?>'],
  ['<!--', '-->'],
  ['<!', '>'],
] as const;

/** The place behind a declaration, a comment or a document type; 0 where it does not end, undefined where there is none. */
function endOfAside(start: string, at: number): number | undefined {
  const close = ASIDES.find(([open]) => start.startsWith(open, at))?.[1];
  if (close === undefined) return undefined;
  let end = start.indexOf(close, at);
  // A document type may hold declarations, which end before it does.
  if (close === '>' && start.slice(at, end).includes('[')) {
    end = start.indexOf(']', at);
    end = end === -1 ? end : start.indexOf(close, end);
  }
  return end === -1 ? 0 : end + close.length;
}
