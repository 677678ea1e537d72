/** `POST /articles/{id}/restore`: the form of an article that is withheld. */
import { Router, type Request, type Response } from 'express';

import type { Access } from '../http/access.js';
import { bytesOf, readBytes, requireMediaType } from '../http/body.js';
import { editorOf } from '../http/key-name.js';
import { rawParameters } from '../http/parameters.js';
import type { PublicAddress } from '../http/public-address.js';
import type { AppServices } from '../http/services.js';
import { asLanguage } from './language.js';
import { Links } from './links.js';
import type { Release } from './release-form.js';
import { sameSiteOnly } from './same-site.js';

const MAX_FORM_BYTES = 4 * 1024;

/** The route. */
export function releaseRoutes(services: AppServices, access: Pick<Access, 'form'>, address: PublicAddress): Router {
  const router = Router();
  router.post(
    '/articles/:id/restore',
    sameSiteOnly,
    requireMediaType('application/x-www-form-urlencoded'),
    readBytes(MAX_FORM_BYTES),
    async (request, response) => {
      const key = new URLSearchParams(bytesOf(request).toString()).get('key')?.trim();
      const id = String(request.params['id']);
      access.form(request, response, key === '' ? undefined : key);
      await services.intake.restore(id, editorOf(response));
      response
        .set('Cache-Control', 'no-store')
        .redirect(303, new Links(address, asLanguage(rawParameters(request).get('lang')?.[0])).article(id));
    },
  );
  return router;
}

/** The form for who asks; undefined where they may not write. */
export function releaseFor(
  id: string,
  request: Request,
  response: Response,
  access: Pick<Access, 'form' | 'needsKey'>,
): Release | undefined {
  if (access.needsKey) return { id, needsKey: true };
  try {
    access.form(request, response, undefined);
    return { id, needsKey: false };
  } catch {
    return undefined;
  }
}
