/** A picture on its way out. */
import type { Response } from 'express';
import type { PagePicture } from '../intake/page-pictures.js';

/**
 * Sends it: asked for again each time, as what is covered changes; kept by nobody in between where reading takes a key. Nothing in it is
 * run, whatever it holds.
 */
export function sendPicture(response: Response, { mediaType, bytes }: PagePicture, isKeyed: boolean): void {
  response
    .set({
      'Cache-Control': `${isKeyed ? 'private' : 'public'}, no-cache`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    })
    .type(mediaType)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
