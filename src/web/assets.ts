/** Files the pages load, each under a name that changes with its content, so that a browser may keep it for ever. */
import { createHash } from 'node:crypto';
import { Router } from 'express';

import type { PublicAddress } from '../http/public-address.js';
import { ICON, STYLESHEET } from './stylesheet.js';

/** The browser's scripts, each one file. */
export interface Scripts {
  /** Of every page. */
  readonly page: string;
  /** Of the page where pages are added. */
  readonly add: string;
  /** Of the desk. */
  readonly desk: string;
  /** The box on pages of other sites. */
  readonly embed: string;
}

/** Addresses of the files, and what serves them. */
export interface Assets {
  readonly stylesheetPath: string;
  readonly scriptPath: string;
  readonly addScriptPath: string;
  readonly deskScriptPath: string;
  readonly iconPath: string;
  readonly routes: Router;
}

/** How long other sites' readers keep the box, in seconds; its address stays the same when it changes. */
const EMBED_SECONDS = 3_600;

/**
 * The stylesheet, the icon and the scripts, each with an ETag, to be kept for a year; `/embed.js`, which other sites may load, for an
 * hour.
 */
export function createAssets(scripts: Scripts, address: PublicAddress): Assets {
  const style = { path: assetPath('style', 'css', STYLESHEET), type: 'text/css', content: STYLESHEET };
  const icon = { path: assetPath('icon', 'svg', ICON), type: 'image/svg+xml', content: ICON };
  const code = { path: assetPath('script', 'js', scripts.page), type: 'text/javascript', content: scripts.page };
  const add = { path: assetPath('add', 'js', scripts.add), type: 'text/javascript', content: scripts.add };
  const desk = { path: assetPath('desk', 'js', scripts.desk), type: 'text/javascript', content: scripts.desk };
  const routes = Router();
  for (const { path, type, content } of [style, icon, code, add, desk]) {
    routes.get(path, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type(type).send(content);
    });
  }
  routes.get('/embed.js', (_request, response) => {
    response
      .set({ 'Cache-Control': `public, max-age=${EMBED_SECONDS}`, 'Cross-Origin-Resource-Policy': 'cross-origin' })
      .type('text/javascript')
      .send(scripts.embed);
  });
  return {
    stylesheetPath: address.path(style.path),
    scriptPath: address.path(code.path),
    addScriptPath: address.path(add.path),
    deskScriptPath: address.path(desk.path),
    iconPath: address.path(icon.path),
    routes,
  };
}

function assetPath(name: string, extension: string, content: string): string {
  return `/assets/${name}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${extension}`;
}
