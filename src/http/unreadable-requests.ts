/**
 * What Node's parser cannot read: a GET with raw characters in its line is sent to the percent-encoded address, anything else is told
 * what is wrong.
 * Every connection that had one is closed after the answer.
 */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';

import { fault, problemOf, type Fault } from './problem.js';
import type { PublicAddress } from './public-address.js';
import { encodedTarget } from './raw-target.js';

/** A line that has not ended by then is cut, and an answer that was not taken by then is given up. */
const PATIENCE_MS = 5_000;
/** Kept of a line that goes on in the next packet: more than stands before its first raw character. */
const TAIL_BYTES = 16 * 1024;
const LINE_FEED = 10;
const NOTHING = Buffer.alloc(0);

/** What clientError gives beside the fault. */
interface ParserFault extends Error {
  readonly code?: string;
  /** Bytes of `rawPacket` that could be read; of a connection's first fault only. */
  readonly bytesParsed?: number;
  /** The last packet alone. */
  readonly rawPacket?: Buffer;
}

/** How it is answered. */
export interface UnreadableOptions {
  /** Of a request line, and of the address it is sent to. */
  readonly maxLineBytes: number;
  /** What readers ask in front of a path. */
  readonly address: PublicAddress;
  readonly logger?: Logger | undefined;
}

/** Answers what `server` cannot read. */
export function answerUnreadable(server: Server, options: UnreadableOptions): void {
  const connections = new WeakMap<Socket, Connection>();
  server.on('connection', (socket: Socket) => {
    connections.set(socket, new Connection(socket, options));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    connections.get(request.socket)?.asked(request, response);
  });
  server.on('clientError', (error: ParserFault, socket: Socket) => {
    const connection = connections.get(socket);
    if (connection === undefined) socket.destroy();
    else connection.failed(error);
  });
}

class Connection {
  /** The end of what came since the last line feed: the beginning of a line that goes on in the next packet, perhaps behind a body. */
  #tail = NOTHING;
  /** The line that could not be read, as far as it has come. */
  #line: Buffer | undefined;
  #error: ParserFault | undefined;
  readonly #underWay = new Set<ServerResponse>();
  #lastRequest: IncomingMessage | undefined;
  #isTooLong = false;
  #hasEnded = false;
  #isAnswered = false;

  readonly #socket: Socket;
  readonly #maxLineBytes: number;
  readonly #address: PublicAddress;
  readonly #logger: Logger | undefined;

  constructor(socket: Socket, { maxLineBytes, address, logger }: UnreadableOptions) {
    this.#socket = socket;
    this.#maxLineBytes = maxLineBytes;
    this.#address = address;
    this.#logger = logger;

    // It runs behind the parser's: when that fails, the tail is what came before the packet.
    socket.on('data', (packet: Buffer) => {
      this.#remember(packet);
    });
    // And this in front: the server closes its side when the client has closed its own.
    socket.prependListener('end', () => {
      this.#hasEnded = true;
      if (this.#error !== undefined) this.#answerInTurn();
    });
  }

  asked(request: IncomingMessage, response: ServerResponse): void {
    this.#lastRequest = request;
    this.#underWay.add(response);
    response.once('close', () => {
      this.#underWay.delete(response);
      if (this.#error !== undefined) this.#answerInTurn();
    });
  }

  /** Comes again with every further packet of the connection. */
  failed(error: ParserFault): void {
    if (this.#isAnswered) return;
    const { rawPacket: packet = NOTHING } = error;
    if (this.#error !== undefined) {
      this.#line = this.#line && this.#lineOf(this.#line, packet);
    } else {
      this.#error = error;
      this.#line = this.#beginOf(error, packet);
      setTimeout(() => {
        this.#giveUp();
      }, PATIENCE_MS).unref();
    }
    this.#answerInTurn();
  }

  #remember(packet: Buffer): void {
    if (this.#error !== undefined) return;
    const end = packet.lastIndexOf(LINE_FEED);
    const rest = packet.subarray(Math.max(end + 1, packet.length - TAIL_BYTES));
    // Copied: a slice would keep the whole packet.
    this.#tail = rest.length === 0 ? NOTHING : Buffer.concat([end < 0 ? this.#tail.subarray(-TAIL_BYTES + rest.length) : NOTHING, rest]);
  }

  /** The line the parser stumbled in, from its beginning. Undefined where it is none of a GET with raw characters. */
  #beginOf({ code, bytesParsed = 0 }: ParserFault, packet: Buffer): Buffer | undefined {
    if (code !== 'HPE_INVALID_URL') return undefined;
    const begin = packet.subarray(0, bytesParsed).lastIndexOf(LINE_FEED) + 1;
    return this.#lineOf(begin === 0 ? this.#tail : NOTHING, packet.subarray(begin));
  }

  #lineOf(begin: Buffer, more: Buffer): Buffer | undefined {
    if (begin.at(-1) === LINE_FEED) return begin;
    const end = more.indexOf(LINE_FEED);
    const line = Buffer.concat([begin, end < 0 ? more : more.subarray(0, end + 1)]);
    if (line.length <= TAIL_BYTES + this.#maxLineBytes) return line;
    this.#isTooLong = true;
    return undefined;
  }

  /** Answers when the line has ended, and those before it on the connection have been answered. */
  #answerInTurn(): void {
    if (this.#isAnswered) return;
    if (!this.#socket.writable || isOfConnection(this.#error)) {
      this.#isAnswered = true;
      this.#socket.destroy();
    } else if (this.#lastRequest?.complete === false) {
      this.#breakOff();
    } else if (this.#underWay.size === 0 && (this.#line === undefined || this.#line.at(-1) === LINE_FEED || this.#hasEnded)) {
      this.#answer();
    }
  }

  /** The fault is in the body of a request that is being answered. */
  #breakOff(): void {
    const [only] = this.#underWay;
    if (this.#underWay.size === 1 && only?.headersSent === false) this.#answer();
    else this.#isAnswered = true;
    this.#socket.destroySoon();
  }

  #answer(): void {
    this.#isAnswered = true;
    const location = this.#line === undefined ? undefined : encodedTarget(this.#line);
    const fits = !this.#isTooLong && (location?.length ?? 0) <= this.#maxLineBytes;
    const isHead = this.#line?.includes('HEAD /') === true;
    const requestId = randomUUID();
    const answer =
      location !== undefined && fits ? redirectTo(this.#address.path(location)) : problemAnswer(faultFor(this.#error, fits), requestId);
    this.#logger?.info(
      { event: 'request', requestId, method: 'none', route: 'none', status: answer.status },
      'a request that could not be read was answered',
    );
    this.#socket.end(written(answer, requestId, isHead));
    // What still comes is read and dropped: closed with bytes unread, the connection is reset, and the answer with it.
    setTimeout(() => {
      this.#socket.destroy();
    }, PATIENCE_MS).unref();
  }

  #giveUp(): void {
    if (this.#isAnswered) return;
    this.#line = undefined;
    if (this.#underWay.size === 0) this.#answer();
    else this.#socket.destroySoon();
  }
}

/** Not the parser's faults but the network's, and what follows a last request. */
function isOfConnection(error: ParserFault | undefined): boolean {
  return error?.code === undefined || error.code === 'HPE_CLOSED_CONNECTION' || !/^(?:HPE_|ERR_HTTP_)/.test(error.code);
}

function faultFor(error: ParserFault | undefined, fits: boolean): Fault {
  if (error?.code === 'HPE_HEADER_OVERFLOW' || !fits)
    return fault('HEADERS_TOO_LARGE', 'The request line and headers are larger than 64 kB together, percent-encoded. Send less.');
  if (error?.code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return fault('REQUEST_TIMEOUT', 'The request did not come to its end in time. Send it again.');
  return fault('REQUEST_UNREADABLE', 'This is no HTTP/1.1 request that can be read. Percent-encode what stands in the address, as UTF-8.');
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function redirectTo(location: string): Answer {
  return { status: 308, headers: { Location: location }, body: '' };
}

function problemAnswer(shown: Fault, requestId: string): Answer {
  return {
    status: shown.status,
    headers: { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store' },
    body: JSON.stringify(problemOf(shown, requestId)),
  };
}

function written({ status, headers, body }: Answer, requestId: string, isHead: boolean): string {
  const all = {
    Date: new Date().toUTCString(),
    ...headers,
    'X-Content-Type-Options': 'nosniff',
    'x-request-id': requestId,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}\r\n${lines.join('')}\r\n${isHead ? '' : body}`;
}
