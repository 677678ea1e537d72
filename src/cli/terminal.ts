/** Where a command writes: results on `out`, progress and messages on `err`. */
export interface Terminal {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
}

/** Writes a result and waits while the reader of a pipe is slower than we are. */
export async function writeOut({ out }: Terminal, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    out.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/**
 * Text from outside without what a terminal would obey: control characters, escape sequences and bidirectional
 * overrides become visible or vanish. Line breaks become spaces.
 */
export function printable(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}
