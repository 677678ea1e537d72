/** Files the pages load, each under a name that changes with its content, so that a browser may keep it for ever. */
import { createHash } from 'node:crypto';
import { Router } from 'express';

import { ICON, STYLESHEET } from './stylesheet.js';

export const STYLESHEET_PATH = assetPath('style', 'css', STYLESHEET);
export const ICON_PATH = assetPath('icon', 'svg', ICON);

function assetPath(name: string, extension: string, content: string): string {
  return `/assets/${name}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${extension}`;
}

/** Serves them. */
export function assetRoutes(): Router {
  const router = Router();
  for (const { path, type, content } of [
    { path: STYLESHEET_PATH, type: 'text/css', content: STYLESHEET },
    { path: ICON_PATH, type: 'image/svg+xml', content: ICON },
  ]) {
    router.get(path, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type(type).send(content);
    });
  }
  return router;
}
