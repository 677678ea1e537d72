/** A page on its way out: its language, its headers, and what every page is made with. */
import type { Request, Response } from 'express';

import { rawParameters, type RawParameters } from '../http/parameters.js';
import type { PublicAddress } from '../http/public-address.js';
import type { Assets } from './assets.js';
import { asLanguage, chooseLanguage, stringsOf } from './language.js';
import { Links } from './links.js';
import type { View } from './view.js';

/** Where the box of the pages asks for suggestions. */
const SUGGEST_PATH = '/suggest';

/** Writes a page for a request and sends it; `type` is a media type, HTML unless it is said. */
export type SendPage = (request: Request, response: Response, write: (view: View) => string, type?: string) => void;

/**
 * Pages that load `assets`; addresses begin with the public one, those that are copied else with what the reader came to.
 * `isForReader` says
 * whether an answer goes to somebody who may read the archive. What is deleted or withheld must not live on in a cache, so each is asked
 * for again.
 */
export function pageSender(assets: Assets, isForReader: (response: Response) => boolean, address: PublicAddress): SendPage {
  return (request, response, write, type = 'html') => {
    const view: View = {
      ...viewOf(request, rawParameters(request), assets, address),
      origin: address.originFor(request),
      ...(isForReader(response) && { suggestPath: address.path(SUGGEST_PATH) }),
    };
    response.vary('Accept-Language').set('Content-Language', view.strings.htmlLang);
    if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-cache');
    response.type(type).send(write(view));
  };
}

function viewOf(request: Request, raw: RawParameters, assets: Assets, address: PublicAddress): Omit<View, 'origin'> {
  const chosenLanguage = asLanguage(raw.get('lang')?.[0]);
  const language = chooseLanguage(chosenLanguage, request.headers['accept-language']);
  return {
    language,
    chosenLanguage,
    links: new Links(address, chosenLanguage),
    strings: stringsOf(language),
    otherLanguageQuery: otherLanguageQuery(raw, language === 'zh' ? 'en' : 'zh'),
    assets,
  };
}

function otherLanguageQuery(raw: RawParameters, language: string): string {
  const parameters = new URLSearchParams([...raw].flatMap(([name, values]) => values.map((value): [string, string] => [name, value])));
  parameters.set('lang', language);
  return `?${parameters.toString()}`;
}
