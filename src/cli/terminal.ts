/** The streams a command was given. */
export interface Streams {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
}

/** Where a command writes: results on `out`, progress and messages on `err`. */
export interface Terminal {
  readonly out: Sink;
  readonly err: Sink;
}

/** A stream through which no text can command a terminal, wherever the text came from. */
export interface Sink {
  /** Writes `text` as `visible` leaves it. */
  write(text: string, done?: (error?: Error | null) => void): void;
  /** What is behind it, for marks and bars of our own around texts that are `printable`. */
  readonly stream: NodeJS.WriteStream;
}

/** The terminal over the streams of a process. */
export function openTerminal({ out, err }: Streams): Terminal {
  return { out: sinkOf(out), err: sinkOf(err) };
}

function sinkOf(stream: NodeJS.WriteStream): Sink {
  return {
    stream,
    write: (text, done) => {
      stream.write(visible(text), done);
    },
  };
}

/** Writes a result and waits while the reader of a pipe is slower than we are. */
export async function writeOut({ out }: Terminal, text: string): Promise<void> {
  await finished((done) => {
    out.write(text, done);
  });
}

/** The same for a result with marks of our own in it; every text of others in it must be `printable`. */
export async function writeMarked({ out }: Terminal, text: string): Promise<void> {
  await finished((done) => {
    out.stream.write(text, done);
  });
}

function finished(write: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    write((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/**
 * What a terminal obeys or hides: control characters of C0 and C1, marks and overrides of direction, separators of lines and paragraphs,
 * and what
 * takes no width (but for the choice of a glyph's form). Line feeds, tabs and CR LF are what they look like.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}](?<![\n\t]|\p{Variation_Selector}|\r(?=\n))/gu;

/**
 * `text` with each such character as `\uXXXX`, one for each UTF-16 unit: in JSON the same text still. Some 80 million characters a
 * second.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, (unseen) =>
    Array.from({ length: unseen.length }, (_, at) => `\\u${unseen.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** A name of a file, or a message that holds one, on one line whatever stands in it. */
export function oneLine(text: string): string {
  return visible(text).replaceAll('\n', '\\u000a');
}

/** `text` without them. */
export function seen(text: string): string {
  return text.replace(UNSEEN, '');
}

/** A text from outside on one line, without such characters; line breaks and other white space are one space. */
export function printable(text: string): string {
  return seen(text.replace(/\s+/gu, ' '));
}
