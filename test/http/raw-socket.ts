/** Requests as bytes, for what no client library sends. */
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** One answer of a connection. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Between two packets, so that they arrive as two. */
const BETWEEN_PACKETS_MS = 15;

/** Sends the packets one by one and gives everything that comes until the server closes. `end`: close our side behind the last. */
export async function exchange(port: number, packets: readonly (string | Uint8Array)[], { end = false } = {}): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (const packet of packets) {
    socket.write(packet);
    if (packet !== packets.at(-1)) await delay(BETWEEN_PACKETS_MS);
  }
  if (end) socket.end();
  await Promise.race([closed, delay(8_000, undefined, { ref: false })]);
  socket.destroy();
  return Buffer.concat(chunks).toString();
}

/** The answers in what came; bodies by their Content-Length. */
export function answersIn(text: string): readonly RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = Buffer.from(text); rest.length > 0;) {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...lines] = rest.subarray(0, end).toString().split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const length = Number(headers['content-length'] ?? 0);
    answers.push({ status: Number(first.split(' ')[1]), headers, body: rest.subarray(end + 4, end + 4 + length).toString() });
    rest = rest.subarray(end + 4 + length);
  }
  return answers;
}
