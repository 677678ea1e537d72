/** One archive at a time uses an index folder, and a copy of an archive is another one. */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Archive } from '../../src/archive/archive.js';
import { claimIndexFolder } from '../../src/live-index/index-claim.js';
import { prepareIndexFolder } from '../../src/live-index/index-folder.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

let room: TemporaryFolder;
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(() => {
  room.remove();
});

const make = async (name: string): Promise<void> => {
  await (await Archive.open(room.at(name))).close();
};
const prepare = (archive: string, keepsOthers = false) =>
  prepareIndexFolder(room.at('index'), room.at(archive, 'xunbao-archive.json'), 'packed', { keepsOthers });

it('is refused while another uses it, with whose it is, and free when that is over or its folder is gone', async () => {
  await make('first');
  const claim = await claimIndexFolder(room.at('index'));
  await prepare('first');
  await expect(claimIndexFolder(room.at('index'))).rejects.toMatchObject({
    code: 'INDEX_TAKEN',
    message: expect.stringMatching(new RegExp(`archive in .*first and is in use: process ${process.pid} `)),
  });
  await claim.release();
  const again = await claimIndexFolder(room.at('index'));
  rmSync(room.at('index'), { recursive: true });
  await again.release();
  await (await claimIndexFolder(room.at('index'))).release();
});

it('is not claimed where something else lies in the folder', async () => {
  mkdirSync(room.at('index'));
  writeFileSync(room.at('index', 'list.txt'), '');
  await expect(claimIndexFolder(room.at('index'))).rejects.toMatchObject({ code: 'FOLDER_NOT_OURS' });
  expect(existsSync(room.at('index', 'xunbao-archive.lock.1'))).toBe(false);
});

it('keeps an index whose archive was moved, and discards that of another, of a copy beside it, and of what took its place', async () => {
  await make('first');
  await prepare('first');
  renameSync(room.at('first'), room.at('moved'));
  expect(await prepare('moved')).not.toHaveProperty('discarded');
  cpSync(room.at('moved'), room.at('copy'), { recursive: true });
  await expect(prepare('copy', true)).rejects.toMatchObject({ code: 'INDEX_TAKEN' });
  expect(await prepare('moved')).not.toHaveProperty('discarded');
  expect(await prepare('copy')).toMatchObject({ discarded: 'it belongs to another archive' });
  expect(await prepare('moved')).toMatchObject({ discarded: 'it belongs to another archive' });
  await make('second');
  rmSync(room.at('moved'), { recursive: true });
  renameSync(room.at('second'), room.at('moved'));
  expect(await prepare('moved')).toMatchObject({ discarded: 'it belongs to another archive' });
});
