/** Digital editions in folders: article files go with their page, everything else stays what it is. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findFiles } from '../../src/cli/find-files.js';
import { editionAt, gatherEditions, packedEdition } from '../../src/cli/gather-editions.js';
import { readText } from '../../src/intake/read-page.js';
import { ARTICLES, area, articleFile, pageFile } from '../page/digital-edition/write-edition.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

let room: TemporaryFolder;
const put = (name: string, text: string): void => {
  mkdirSync(path.dirname(room.at(name)), { recursive: true });
  writeFileSync(room.at(name), text);
};
beforeEach(() => {
  room = temporaryFolder();
  put('issue/layout/06/node_6.htm', pageFile(area('../../content/06/content_501.htm') + area('../../content/06/content_502.htm')));
  put('issue/content/06/content_501.htm', articleFile(ARTICLES[0]!, 'comment'));
  put('issue/content/06/content_502.htm', articleFile(ARTICLES[1]!, 'headings'));
});
afterEach(() => {
  room.remove();
});

const titlesAt = async (bytes: Uint8Array): Promise<readonly string[]> =>
  (await readText({ bytes, division: 'file' })).parsed.flatMap(({ articles }) => articles.map(({ title }) => title));

it('a page pulls its articles, wherever they stand in the folder; other files stay', async () => {
  put('issue/saved.htm', '<html><body><p>河湾日报 2081年5月6日</p></body></html>');
  put('issue/07.txt', '河湾日报 2081年5月6日 第7版');
  const { files } = await gatherEditions(await findFiles([room.at('issue')]));
  expect(files.map(({ file }) => path.basename(file)).sort()).toEqual(['07.txt', 'node_6.htm', 'saved.htm']);
  const page = files.find(({ articles }) => articles !== undefined)!;
  const [once, twice] = [await packedEdition(page, () => undefined), await packedEdition(page, () => undefined)];
  expect(once.equals(twice)).toBe(true);
  expect(await titlesAt(once)).toEqual(['渡口清早开船', '集市今日重开']);
});

it('a page file named alone pulls them too, and nothing that is no article', async () => {
  put('issue/secret.htm', '<p>内部</p>');
  put('issue/layout/06/node_6.htm', pageFile(area('../../content/06/content_501.htm') + area('../../secret.htm') + area('../../07.txt')));
  const page = await editionAt(room.at('issue/layout/06/node_6.htm'));
  expect(page!.articles!.map(({ file }) => path.basename(file))).toEqual(['content_501.htm']);
  expect(await editionAt(room.at('issue/content/06/content_501.htm'))).toBeUndefined();
});
