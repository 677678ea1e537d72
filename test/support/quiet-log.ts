/**
 * Holds what services log in all these tests to what is promised: above `debug` no key, no query, no text. What is stored and
 * asked here is nearly all Chinese, and what the log says of itself is not.
 */
const DEBUG_LEVEL = 20;
/** What of a text could stand in a line: its characters, or their form in URLs, or in base64 of what begins with one. */
const OF_A_TEXT = /[\p{Script=Han}\u3040-\u30ff]|%(?:25)?[eE][3-9]%(?:25)?[89abAB]|\\u[4-9][0-9a-f]{3}/u;
/** These name a line of a file of the operator's. */
const EXCEPTIONS = new Set<unknown>(['word-file-refused']);
/** Shorter keys stand in anything. */
const SHORTEST_KEY = 5;

/** What of a log must not be there. Lines that are no JSON are messages of a command, not of the log. */
export function loudLines(log: string, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  const keys = ['XUNBAO_READ_KEYS', 'XUNBAO_WRITE_KEYS', 'OPENSEARCH_PASSWORD']
    .flatMap((name) => (environment[name] ?? '').split(','))
    .map((key) => key.trim())
    .filter((key) => key.length >= SHORTEST_KEY);
  return log.split('\n').filter((line) => line.startsWith('{') && isLoud(line, keys));
}

function isLoud(line: string, keys: readonly string[]): boolean {
  const { level, event } = parsed(line);
  if (level <= DEBUG_LEVEL || EXCEPTIONS.has(event)) return false;
  return OF_A_TEXT.test(line) || keys.some((key) => line.includes(key));
}

/** A process that was killed leaves half a line. */
function parsed(line: string): { readonly level: number; readonly event?: unknown } {
  try {
    return JSON.parse(line) as { readonly level: number; readonly event?: unknown };
  } catch {
    return { level: Infinity };
  }
}

/** Throws where a service has said what it must not. */
export function checkQuiet(log: string, environment: Readonly<Record<string, string>> = {}): void {
  const loud = loudLines(log, environment);
  if (loud.length > 0) throw new Error(`the log holds what must not be in it:\n${loud.slice(0, 5).join('\n')}`);
}
