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

it('of the files MinerU writes of one document the one that tells most is read', async () => {
  const block = [{ type: 'text', text: '柳湾码头清早开船', bbox: [10, 10, 90, 20], page_idx: 0 }];
  const written: Readonly<Record<string, unknown>> = {
    'a_middle.json': { pdf_info: [] },
    'a_model.json': [{ layout_dets: [] }],
    'a_content_list.json': block,
    'a_content_list_v2.json': [block],
    'b_content_list.json': block,
    'b_content_list_v2.json': [block],
    'structured_content.json': { pages: [{ page_idx: 0, blocks: block }] },
    'content_list.json': block,
    // Another document, and articles that are called alike.
    'c_content_list.json': block,
    'c_middle.json': JSON.parse(ARTICLE) as unknown,
  };
  for (const [name, value] of Object.entries(written)) writeFileSync(room.at(name), JSON.stringify(value));
  const { files, skipped } = await gatherFiles([room.at('.')]);
  const pages = files.filter(({ kind }) => kind === 'page');
  expect(pages.map(({ file }) => path.basename(file))).toEqual([
    'a_middle.json',
    'b_content_list_v2.json',
    'c_content_list.json',
    'structured_content.json',
  ]);
  expect(files.filter(({ kind }) => kind === 'article').map(({ file }) => path.basename(file))).toEqual(['c_middle.json']);
  expect(skipped.map(({ file, code }) => [path.basename(file), code]).sort()).toEqual([
    ['a_content_list.json', 'FILE_SAME_PAGE'],
    ['a_content_list_v2.json', 'FILE_SAME_PAGE'],
    ['a_model.json', 'FILE_SAME_PAGE'],
    ['b_content_list.json', 'FILE_SAME_PAGE'],
    ['content_list.json', 'FILE_SAME_PAGE'],
  ]);
});

it('the PDFs MinerU writes beside its JSON are no pages of their own; without it they are', async () => {
  const block = [{ type: 'text', text: '柳湾码头清早开船', bbox: [10, 10, 90, 20], page_idx: 0 }];
  writeFileSync(room.at('a_content_list.json'), JSON.stringify(block));
  for (const name of ['a_origin.pdf', 'a_layout.pdf', 'a_span.pdf', 'b_origin.pdf', 'a.pdf']) writeFileSync(room.at(name), '%PDF-1.7');
  const { files, skipped } = await gatherFiles([room.at('.')]);
  expect(files.map(({ file }) => path.basename(file)).sort()).toEqual(['a.pdf', 'a_content_list.json', 'b_origin.pdf']);
  expect(skipped.map(({ file, code }) => [path.basename(file), code]).sort()).toEqual([
    ['a_layout.pdf', 'FILE_SAME_PAGE'],
    ['a_origin.pdf', 'FILE_SAME_PAGE'],
    ['a_span.pdf', 'FILE_SAME_PAGE'],
  ]);
});
