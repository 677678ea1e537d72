/** JSON in folders: what a recognition program wrote is a page, articles stay articles. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { gatherFiles } from '../../src/cli/gather-editions.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

const LINES = JSON.stringify([[[[[10, 10], [90, 10], [90, 20], [10, 20]], ['柳湾码头清早开船', 0.98]]]]); // prettier-ignore
const ARTICLE = JSON.stringify({ title: '柳湾码头清早开船', paragraphs: [`她念道：${LINES}`] });

let room: TemporaryFolder;
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(() => {
  room.remove();
});

const kindsOf = async (...names: readonly string[]): Promise<readonly unknown[]> =>
  (await gatherFiles(names.map((name) => room.at(name)))).files.map(({ file, kind }) => [path.basename(file), kind]);

it('the content says what a .json is, packed or not', async () => {
  writeFileSync(room.at('scan.json'), LINES);
  writeFileSync(room.at('marked.json'), `\ufeff${LINES}`);
  writeFileSync(room.at('packed.json.gz'), gzipSync(LINES));
  writeFileSync(room.at('article.json'), ARTICLE);
  writeFileSync(room.at('list.json'), `[${ARTICLE}]`);
  writeFileSync(room.at('empty.json'), '');
  writeFileSync(room.at('broken.json.gz'), 'no gzip');
  expect(await kindsOf('.')).toEqual([
    ['article.json', 'article'],
    ['broken.json.gz', 'article'],
    ['empty.json', 'article'],
    ['list.json', 'article'],
    ['marked.json', 'page'],
    ['packed.json.gz', 'page'],
    ['scan.json', 'page'],
  ]);
  expect(await kindsOf('scan.json', 'article.json')).toEqual([
    ['scan.json', 'page'],
    ['article.json', 'article'],
  ]);
});
