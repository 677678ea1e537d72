/** The marker of the index folder: which folder is the index, and what must never be believed of it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { prepareAside, prepareIndexFolder, switchIndex } from '../../src/live-index/index-folder.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

let room: TemporaryFolder;
beforeEach(() => {
  room = temporaryFolder();
  writeFileSync(room.at('archive.json'), '{"made":1}');
});
afterEach(() => {
  room.remove();
});

const prepare = (engine = 'packed') => prepareIndexFolder(room.at('index'), room.at('archive.json'), engine);
const nameOf = ({ engineDirectory }: { readonly engineDirectory: string }): string => path.relative(room.at('index'), engineDirectory);

describe('the folder of an index', () => {
  it('changes with one step of the marker, forth and back, and what was not finished goes', async () => {
    const first = await prepare();
    expect(nameOf(first)).toBe('packed');
    const aside = await prepareAside(first, 'packed');
    mkdirSync(aside.engineDirectory);
    expect(nameOf(await prepare())).toBe('packed');
    expect(existsSync(aside.engineDirectory)).toBe(false);
    mkdirSync(aside.engineDirectory);
    await switchIndex(aside);
    expect(nameOf(await prepare())).toBe('packed-2');
    expect(existsSync(aside.engineDirectory)).toBe(true);
    const back = await prepareAside(await prepare(), 'packed');
    await switchIndex(back);
    expect(nameOf(await prepare())).toBe('packed');
    const other = await prepareAside(await prepare(), 'minisearch');
    expect(nameOf(other)).toBe('minisearch');
    await switchIndex(other);
    expect(await prepare('minisearch')).not.toHaveProperty('discarded');
  });

  it.each(['..', '../archive', '.', '', '/', 'xunbao-index.json', 'packed/../..'])('never follows a marker that names %j', async (name) => {
    await prepare();
    const file = room.at('index', 'xunbao-index.json');
    const marker = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...marker, folder: name }));
    expect(nameOf(await prepare())).toBe('packed');
    writeFileSync(file, JSON.stringify({ ...marker, engine: name }));
    expect(await prepare()).toHaveProperty('discarded');
    expect(existsSync(room.at('archive.json'))).toBe(true);
    expect(existsSync(file)).toBe(true);
  });

  it('is made anew after a damaged marker', async () => {
    await prepare();
    writeFileSync(room.at('index', 'xunbao-index.json'), '{');
    expect(await prepare()).toMatchObject({ discarded: expect.stringContaining('damaged') });
  });
});
