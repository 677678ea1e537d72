/** A page of the site over invented services, as a browser gets it. */
import request from 'supertest';

import { openApp } from '../http/open-app.js';

/** Gets it; `path` may hold Han. */
export async function getPage(path: string, open = openApp(), language = 'zh-CN') {
  const answer = await request(open.app).get(encodeURI(path)).set('Accept-Language', language);
  return { status: answer.status, text: answer.text, headers: answer.headers as Record<string, string> };
}
