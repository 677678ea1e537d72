/** A note in an index folder leads to the service of one archive, and to no other's. */
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Archive } from '../../src/archive/archive.js';
import { archiveIdentity } from '../../src/archive/archive-identity.js';
import { findService, forgetService, noteService } from '../../src/service/service-note.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

const URL = 'http://127.0.0.1:4321';
let room: TemporaryFolder;
beforeEach(async () => {
  room = temporaryFolder();
  mkdirSync(room.at('index'));
  for (const name of ['first', 'second']) await (await Archive.open(room.at(name))).close();
});
afterEach(() => {
  room.remove();
});

const find = (archive: string) => findService({ dataDirectory: room.at(archive), indexDirectory: room.at('index') });
const note = async (archive: string, pid = process.pid) =>
  noteService(room.at('index'), { pid, url: URL, archive: (await archiveIdentity(room.at(archive)))! });

it('finds the service of an archive, also through a link, until it is forgotten', async () => {
  await note('first');
  symlinkSync(room.at('first'), room.at('link'));
  const found = await find('first');
  expect(found).toMatchObject({ pid: process.pid, url: URL, stamp: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(await find('link')).toEqual(found);
  expect([await find('second'), await find('missing')]).toEqual([undefined, undefined]);
  await forgetService(room.at('index'));
  expect(await find('first')).toBeUndefined();
});

it('finds none for a copy, for an archive that took the place of another, and where the process is gone', async () => {
  await note('first');
  cpSync(room.at('first'), room.at('copy'), { recursive: true });
  expect(await find('copy')).toBeUndefined();
  await note('first', 2 ** 22 + 7);
  expect(await find('first')).toBeUndefined();
  await note('first');
  renameSync(room.at('first'), room.at('aside'));
  renameSync(room.at('second'), room.at('first'));
  expect(await find('first')).toBeUndefined();
});

it('finds the service whose archive was taken away beneath it, and no other', async () => {
  await note('first');
  rmSync(room.at('first'), { recursive: true });
  rmSync(room.at('second'), { recursive: true });
  expect([await find('first'), await find('second')]).toEqual([expect.objectContaining({ pid: process.pid }), undefined]);
  mkdirSync(room.at('first'));
  expect(await find('first')).toMatchObject({ pid: process.pid });
});

it.each(['{', '{}', '[]', 'null', `{"pid":${process.pid},"url":"${URL}"}`, `{"pid":${process.pid},"url":"${URL}","archive":{}}`])(
  'finds none in the note %s',
  async (text) => {
    writeFileSync(room.at('index', 'service.json'), text);
    expect(await find('first')).toBeUndefined();
  },
);
