/** Cutting connections on which nothing moves, but never one whose client waits for us. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Work for a response that goes on whether or not more of the request comes. */
const underWay = new WeakMap<ServerResponse, number>();

/** Cuts what has been idle for `idleMs` while it was the client's turn to send or to read. Gives what must see every request first. */
export function cutIdleConnections(server: Server, idleMs: number): (request: IncomingMessage, response: ServerResponse) => void {
  const latest = new WeakMap<Socket, Exchange>();
  server.setTimeout(idleMs, (socket: Socket) => {
    const exchange = latest.get(socket);
    if (exchange !== undefined && isOurTurn(exchange, socket)) socket.setTimeout(idleMs);
    else socket.destroy();
  });
  return (request, response) => {
    latest.set(request.socket, { request, response });
  };
}

/** `work`, while which the client of `response` waits for us though its request may go on. */
export async function workingFor<T>(response: ServerResponse, work: Promise<T>): Promise<T> {
  underWay.set(response, (underWay.get(response) ?? 0) + 1);
  try {
    return await work;
  } finally {
    underWay.set(response, underWay.get(response)! - 1);
  }
}

/** True where no answer waits to be read, and the request is whole, or what came of it is not taken up yet. */
function isOurTurn({ request, response }: Exchange, socket: Socket): boolean {
  if (response.writableFinished || socket.writableLength > 0) return false;
  return request.complete || request.readableLength > 0 || (underWay.get(response) ?? 0) > 0;
}
