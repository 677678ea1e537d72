/** Pages in Chinese hold no other words: every text and every label of them is looked through. */
import request from 'supertest';
import { openApp } from '../http/open-app.js';

/** Names of things, and the way to the other language. */
const NAMES = new Set(
  (
    'English API CSV RIS BibTeX CSL JSON GB Atom OpenAPI ETag UTF PDF ALTO OR NOT AND YYYY YYYY-MM YYYY-MM-DD CSL-JSON xunbao Zotero ' +
    'Content-Type extra limit offset cursor UTF-16 dryRun If-Match n p'
  ).split(' '),
);
const UNSAID = /<(script|style|code|pre|title)\b[^>]*>[\s\S]*?<\/\1>/g;
const ATTRIBUTES = /\s(?:title|aria-label|placeholder|alt|abbr)="([^"]*)"/g;

function foreignWords(text: string): readonly string[] {
  const said = text.replace(UNSAID, ' ').replace(/<span class="Z3988"[^>]*>/g, ' ');
  const texts = [
    said.replace(/<[^>]*>/g, ' ').replace(/https?:\/\/\S+/g, ' '),
    ...[...said.matchAll(ATTRIBUTES)].map(([, value]) => value!),
  ];
  const words = texts.flatMap((one) => one.replace(/&[#\w]+;/g, ' ').match(/[A-Za-z][\w-]*[A-Za-z]/g) ?? []);
  return [...new Set(words)].filter((word) => !NAMES.has(word) && !/^[A-Z][A-Z_]+$/.test(word));
}

it.each([
  '/',
  '/?q=水车',
  '/?q=水车&from=去年&to=2030',
  '/?q=没有这样的话',
  '/?q=水车&offset=9999999',
  '/articles/yutai-1?q=水车',
  '/articles/none',
  '/pages',
  '/pages/雨台晚报/2030-05-17',
  '/pages/雨台晚报/2030-05-17/2',
  '/coverage',
  '/over-time?q=水车',
  '/help',
  '/advanced',
  '/add',
  '/docs',
  '/nothing',
])('%s is Chinese throughout', async (path) => {
  const open = openApp();
  open.services.warnings = [{ code: 'X', message: '括号不成对。A bracket has no partner.' }];
  const { text } = await request(open.app).get(encodeURI(path)).set('Accept-Language', 'zh-CN');
  expect(foreignWords(text)).toEqual([]);
});

it('would see a word that is not', () => {
  expect(foreignWords('<p title="Next">第<b>one</b>页</p>')).toEqual(['one', 'Next']);
});
