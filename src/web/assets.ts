/** Files the pages load, each under a name that changes with its content, so that a browser may keep it for ever. */
import { createHash } from 'node:crypto';
import { Router } from 'express';

import { ICON, STYLESHEET } from './stylesheet.js';

/** Addresses of the files, and what serves them. */
export interface Assets {
  readonly stylesheetPath: string;
  readonly scriptPath: string;
  readonly iconPath: string;
  readonly routes: Router;
}

/** The stylesheet, the icon and `script`, each with an ETag, to be kept for a year. */
export function createAssets(script: string): Assets {
  const style = { path: assetPath('style', 'css', STYLESHEET), type: 'text/css', content: STYLESHEET };
  const icon = { path: assetPath('icon', 'svg', ICON), type: 'image/svg+xml', content: ICON };
  const code = { path: assetPath('script', 'js', script), type: 'text/javascript', content: script };
  const routes = Router();
  for (const { path, type, content } of [style, icon, code]) {
    routes.get(path, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type(type).send(content);
    });
  }
  return { stylesheetPath: style.path, scriptPath: code.path, iconPath: icon.path, routes };
}

function assetPath(name: string, extension: string, content: string): string {
  return `/assets/${name}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${extension}`;
}
