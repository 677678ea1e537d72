import path from 'node:path';
import { gatherPictures } from '../../src/cli/gather-pictures.js';
import type { FoundFiles, InputFile } from '../../src/cli/input-files.js';

const TOP = path.resolve('in');
const file = (name: string, more: Partial<InputFile> = {}): InputFile => ({
  file: path.join(TOP, name),
  path: path.join(TOP, name),
  kind: 'page',
  gzip: false,
  sizeBytes: 1,
  ...more,
});
const found = (...files: readonly InputFile[]): FoundFiles => ({
  files,
  skipped: [],
  faults: [],
  folders: [{ file: TOP, names: [TOP], fileCount: files.length }],
  unread: [],
  empty: [],
});
const left = (all: FoundFiles): readonly string[] => gatherPictures(all).files.map((one) => path.relative(TOP, one.file));
const EDITION = { articles: [file('html/content_1.htm')] };

describe('pictures among the files of a folder', () => {
  it('are pages where there is no digital edition', () => {
    expect(left(found(file('a/1.jpg'), file('a/1.txt'), file('b/2.TIF')))).toEqual(['a/1.jpg', 'a/1.txt', 'b/2.TIF']);
  });

  it('are none in the folder of one, wherever they stand, and are said to be passed over', () => {
    const all = found(file('html/2012/node_3.htm', EDITION), file('res/2012/p.jpg'), file('logo.png'));
    expect(left(all)).toEqual(['html/2012/node_3.htm']);
    expect(gatherPictures(all).skipped.map(({ code }) => code)).toEqual(['PICTURE_OF_EDITION', 'PICTURE_OF_EDITION']);
  });

  it('are pages in another folder than the edition where there are other pages', () => {
    const all = found(file('szb/html/node_3.htm', EDITION), file('szb/res/p.jpg'), file('scans/1.png'), file('texts/2.txt'));
    expect(left(all)).toEqual(['szb/html/node_3.htm', 'scans/1.png', 'texts/2.txt']);
  });

  it('stay where they were named themselves', () => {
    const all = { ...found(file('html/node_3.htm', EDITION)), files: [file('html/node_3.htm', EDITION), file('../p.jpg')] };
    expect(left(all)).toEqual(['html/node_3.htm', '../p.jpg']);
  });
});
