/** An answer that is written part by part, no faster than it is read. */
import { once } from 'node:events';
import type { Response } from 'express';

/** Sends the parts, each made when the one before it has gone; ends quietly when nobody listens any more. Throws what making one throws. */
export async function sendParts(response: Response, parts: AsyncIterable<string>): Promise<void> {
  const gone = new AbortController();
  const leave = (): void => {
    gone.abort();
  };
  if (response.closed) leave();
  response.once('close', leave);
  try {
    for await (const part of parts) {
      gone.signal.throwIfAborted();
      if (part !== '' && !response.write(part)) await once(response, 'drain', { signal: gone.signal });
    }
    response.end();
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    response.off('close', leave);
  }
}
