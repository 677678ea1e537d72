/** METS in folders: its ALTO files go with it, everything else stays what it is, nothing outside is read. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { editionAt, gatherFiles, packedEdition } from '../../src/cli/gather-editions.js';
import { readText } from '../../src/intake/read-page.js';
import { printPage } from '../extras/ocr-forms/print-stories.js';
import { writeAlto } from '../extras/ocr-forms/write-forms.js';
import { writeMets } from '../extras/ocr-forms/write-mets.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

const altoOf = (title: string): string =>
  writeAlto([printPage('', [{ title, paragraphs: ['渡口的船工清早就解开缆绳，等着过河的人上船。'], from: 0, columns: 1 }])]);
const metsOf = (files: Readonly<Record<string, string>>): string =>
  writeMets({ files, articles: [], paper: '河湾日报', date: '2081-05-06' });

let room: TemporaryFolder;
const put = (name: string, text: string): void => {
  mkdirSync(path.dirname(room.at(name)), { recursive: true });
  writeFileSync(room.at(name), text);
};
const titlesAt = async (bytes: Uint8Array): Promise<readonly string[]> =>
  (await readText({ bytes, division: 'file' })).parsed.flatMap(({ articles }) => articles.map(({ title }) => title));

beforeEach(() => {
  room = temporaryFolder();
  put('issue/mets.xml', metsOf({ F1: 'alto/1.xml', F2: './alto/2.xml' }));
  put('issue/alto/1.xml', altoOf('渡口清早开船'));
  put('issue/alto/2.xml', altoOf('集市午后收摊'));
});
afterEach(() => {
  room.remove();
});

it('a METS file pulls the ALTO files it names; others stay pages of their own', async () => {
  put('issue/alto/3.xml', altoOf('石桥夜里点灯'));
  put('issue/4.txt', '河湾日报 2081年5月6日 第4版');
  const { files } = await gatherFiles([room.at('issue')]);
  expect(files.map(({ file }) => path.basename(file)).sort()).toEqual(['3.xml', '4.txt', 'mets.xml']);
  const mets = files.find(({ articles }) => articles !== undefined)!;
  expect(await titlesAt(await packedEdition(mets, () => undefined))).toEqual(['渡口清早开船', '集市午后收摊']);
});

it('a METS file named alone pulls them too', async () => {
  const mets = await editionAt(room.at('issue/mets.xml'));
  expect(mets!.articles!.map(({ file }) => path.basename(file))).toEqual(['1.xml', '2.xml']);
  expect(await editionAt(room.at('issue/alto/1.xml'))).toBeUndefined();
});

it('two issues in a folder keep their own files, though they are called alike', async () => {
  put('other/mets.xml', metsOf({ F1: 'alto/1.xml' }));
  put('other/alto/1.xml', altoOf('石桥夜里点灯'));
  const { files } = await gatherFiles([room.at('issue'), room.at('other')]);
  const titles = await Promise.all(files.map(async (file) => titlesAt(await packedEdition(file, () => undefined))));
  expect(titles).toEqual([['渡口清早开船', '集市午后收摊'], ['石桥夜里点灯']]);
});

it('nothing is read outside of what was named, nor through a link, nor what is no ALTO', async () => {
  put('outside/1.xml', altoOf('石桥夜里点灯'));
  put('issue/notes.xml', '<notes>内部</notes>');
  symlinkSync(room.at('outside'), room.at('issue/linked'));
  const targets = ['../outside/1.xml', 'linked/1.xml', 'notes.xml', room.at('outside/1.xml'), 'http://example.org/1.xml'];
  put('issue/mets.xml', metsOf(Object.fromEntries(targets.map((target, at) => [`F${at}`, target]))));
  const [named, walked] = [await editionAt(room.at('issue/mets.xml')), await gatherFiles([room.at('issue')])];
  expect(named).toBeUndefined();
  // An address that ends like a file of the issue means that file.
  const pulled = walked.files.flatMap(({ articles = [] }) => articles.map(({ file }) => path.relative(room.at('issue'), file)));
  expect(pulled).toEqual([path.join('alto', '1.xml')]);
});
