/** Listening, and stopping without losing an answer. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Logger } from 'pino';
import { SearchServiceError } from '../search-service-error.js';
import { cutTarget } from './answered-hosts.js';
import { AT_ROOT, type PublicAddress } from './public-address.js';
import { answerUnreadable } from './unreadable-requests.js';
import { cutIdleConnections } from './idle-connections.js';

/** Where to listen. */
export interface ListenOptions {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Where readers find the service; default: the root of whatever host they ask. */
  readonly address?: PublicAddress;
  /** Told of what could not be read. */
  readonly logger?: Logger;
  /** A connection on which nothing moves for so long while its client is to send or to read is cut; default 60,000. */
  readonly idleMs?: number;
}

/** A server that listens. */
export interface RunningServer {
  readonly server: Server;
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /**
   * Takes no new request, lets those under way finish, cuts what is left after `deadlineMs` (default 8,000). Calling it
   * again gives the same promise.
   */
  close(deadlineMs?: number): Promise<void>;
}

/** A query of 3,000 Han takes 27,000 bytes in a URL; Node's own limit is 16,384. */
const MAX_HEADER_BYTES = 64 * 1024;
/** Of a request line with raw characters, and of the address it is sent to; the rest is for headers. */
const MAX_LINE_BYTES = 56 * 1024;
/** A client that has not sent its headers by then is cut; checked every second. */
const HEADERS_TIMEOUT_MS = 8_000;
const CONNECTIONS_CHECKING_INTERVAL_MS = 1_000;
/** A request, its body included, must have come in by then: a bulk write larger than that is sent in parts. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;
/** What a client is told an idle connection is kept for. */
const KEEP_ALIVE_SECONDS = 5;
/**
 * What it is kept for. One that is closed while a request is on its way fails that request, and a client that was away when
 * the time came, on a busy machine for a second or more, sends on a connection it believes open.
 */
const KEPT_ALIVE_MS = 15_000;
const IDLE_TIMEOUT_MS = 60_000;

/** Listens. Throws PORT_IN_USE, or CONFIG_INVALID when host or port cannot be had, each with what to do. */
export async function startServer(app: RequestListener, options: ListenOptions): Promise<RunningServer> {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: CONNECTIONS_CHECKING_INTERVAL_MS,
      keepAliveTimeout: KEPT_ALIVE_MS,
      // Node's own answer has no body; the app says what is missing.
      requireHostHeader: false,
    },
    (request, response) => {
      cutTarget(request);
      seen(request, response);
      response.setHeader('Keep-Alive', `timeout=${KEEP_ALIVE_SECONDS}`);
      app(request, response);
    },
  );
  answerUnreadable(server, { maxLineBytes: MAX_LINE_BYTES, address: options.address ?? AT_ROOT, logger: options.logger });
  const seen = cutIdleConnections(server, options.idleMs ?? IDLE_TIMEOUT_MS);
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    server,
    port,
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    close: (deadlineMs = 8_000) => (closed ??= closeServer(server, deadlineMs)),
  };
}

async function listen(server: Server, { host, port }: ListenOptions): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (cause) {
    throw listenFault(cause, host, port);
  }
}

function listenFault(cause: unknown, host: string, port: number): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    const what = `Port ${port} on ${host} is in use by another program.`;
    return new SearchServiceError('PORT_IN_USE', `${what} Stop it, or choose another port with PORT=NUMBER (PORT=0 takes any free one).`, {
      cause,
    });
  }
  if (code === 'EACCES') {
    const what = `Port ${port} may not be used by this account.`;
    return new SearchServiceError('CONFIG_INVALID', `${what} Choose one above 1023 with PORT=NUMBER.`, { cause });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const what = `HOST ${host} is no address of this machine.`;
    return new SearchServiceError('CONFIG_INVALID', `${what} Use 127.0.0.1 for this machine only, 0.0.0.0 for all its addresses.`, {
      cause,
    });
  }
  return cause;
}

async function closeServer(server: Server, deadlineMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    // A connection kept alive becomes idle only when its answer is out, so it is looked for again and again.
    const idle = setInterval(() => {
      server.closeIdleConnections();
    }, 50);
    const deadline = setTimeout(() => {
      server.closeAllConnections();
    }, deadlineMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}
