/** What the library takes from a folder is what `xunbao index` takes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openArchive, type OpenArchive } from '../../src/library/xunbao.js';
import { ARTICLES, area, articleFile, pageFile } from '../page/digital-edition/write-edition.js';
import { temporaryFolder } from '../support/run-xunbao.js';

const room = temporaryFolder();
let archive: OpenArchive;
const put = (name: string, text: string): void => {
  mkdirSync(path.dirname(room.at(name)), { recursive: true });
  writeFileSync(room.at(name), text);
};
beforeAll(async () => {
  archive = await openArchive({ data: room.at('data'), index: room.at('index') });
});
afterAll(async () => {
  await archive.close();
  room.remove();
});

it('the pages of a digital edition go in with their articles, of their own paper and day', async () => {
  put('pages/05/node_6.htm', pageFile(area('content_501.htm') + area('content_502.htm')));
  put('pages/05/content_501.htm', articleFile(ARTICLES[0]!, 'comment'));
  put('pages/05/content_502.htm', articleFile(ARTICLES[1]!, 'headings'));
  const { added, failed } = await archive.addFiles([room.at('pages')]);
  expect({ added, failed }).toEqual({ added: 2, failed: [] });
  const { hits } = await archive.search('');
  expect(hits.map(({ article }) => [article.title, article.paper, article.date]).sort()).toEqual([
    ['渡口清早开船', '河湾日报', '2081-05-06'],
    ['集市今日重开', '河湾日报', '2081-05-06'],
  ]);
});
