/** Folders as they are found: names of any bytes, links, pipes, sockets, folders that refuse. Each entry ends in exactly one list. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { DISK, findFiles, type FolderReader } from '../../src/cli/find-files.js';
import type { FoundFiles } from '../../src/cli/input-files.js';
import { foundBytes, readWhole } from '../../src/cli/read-input.js';

/** 望渡晚报 in GBK: no UTF-8. */
const GBK = Buffer.from([0xcd, 0xfb, 0xb6, 0xc9, 0xcd, 0xed, 0xb1, 0xa8]);
const GBK_SHOWN = '%CD%FB%B6%C9%CD%ED%B1%A8';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xunbao-folder-'));
});
// Node can remove no path that is too long.
afterEach(() => {
  spawnSync('rm', ['-rf', folder]);
});

const at = (...parts: readonly string[]): string => path.join(folder, ...parts);
const below = (file: string): string => path.relative(folder, file);
const bytesAt = (...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(folder), ...parts.flatMap((part) => [Buffer.from('/'), part])]);
const listed = ({ files, skipped, faults }: FoundFiles): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...files.map(({ file }) => [below(file), 'read'] as const),
    ...skipped.map(({ file, code }) => [below(file), code] as const),
    ...faults.map(({ file, error }) => [below(file), error.code] as const),
  ]);

function write(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), '一');
  }
}

describe('what a walk finds', () => {
  it('is in one list each: read, skipped with its code, or failed', async () => {
    write(
      'b.txt',
      'a/1.TXT.GZ',
      'a/2.ndjson',
      'a/notes.doc',
      'scan.gif',
      '.hidden.txt',
      '.git/x.txt',
      'node_modules/x.txt',
      'old/xunbao-archive.json',
      'old/1.txt',
      'index/xunbao-index.json',
    );
    mkdirSync(at('empty'));
    spawnSync('mkfifo', [at('pipe.txt')]);
    const server = createServer().listen(at('socket.txt'));
    try {
      const found = await findFiles([folder]);
      expect(listed(found)).toEqual({
        'a/1.TXT.GZ': 'read',
        'a/2.ndjson': 'read',
        'b.txt': 'read',
        'a/notes.doc': 'FILE_TYPE_UNKNOWN',
        'scan.gif': 'FILE_TYPE_UNKNOWN',
        '.hidden.txt': 'FILE_HIDDEN',
        '.git': 'FILE_HIDDEN',
        node_modules: 'FOLDER_OF_PACKAGES',
        old: 'FOLDER_OURS',
        index: 'FOLDER_OURS',
        'pipe.txt': 'FILE_SPECIAL',
        'socket.txt': 'FILE_SPECIAL',
      });
      expect(found.files.map(({ file }) => below(file))).toEqual(['a/1.TXT.GZ', 'a/2.ndjson', 'b.txt']);
      expect(found.empty).toEqual([at('empty')]);
    } finally {
      server.close();
    }
  });

  it('does not follow links in folders, whatever they lead to; a link that was named is followed', async () => {
    write('papers/1.txt', 'elsewhere/2.txt');
    symlinkSync('..', at('papers', 'loop'));
    symlinkSync('self', at('papers', 'self'));
    symlinkSync('nowhere', at('papers', 'dangling.txt'));
    symlinkSync(at('elsewhere'), at('papers', 'elsewhere'));
    symlinkSync('1.txt', at('papers', 'again.txt'));
    symlinkSync('/dev/zero', at('papers', 'zero.txt'));
    symlinkSync('papers', at('link'));
    const skipped = Object.fromEntries(
      ['loop', 'self', 'dangling.txt', 'elsewhere', 'again.txt', 'zero.txt'].map((name) => [`papers/${name}`, 'LINK_NOT_FOLLOWED']),
    );
    expect(listed(await findFiles([at('papers')]))).toEqual({ 'papers/1.txt': 'read', ...skipped });
    expect((await findFiles([at('link')])).files.map(({ file }) => below(file))).toEqual(['link/1.txt']);
    expect(
      listed(await findFiles([at('papers', '1.txt'), at('papers', 'again.txt'), at('papers', 'zero.txt'), at('papers', 'self')])),
    ).toEqual({
      'papers/1.txt': 'read',
      'papers/again.txt': 'FILE_SEEN',
      'papers/zero.txt': 'FILE_TYPE_UNKNOWN',
      'papers/self': 'FILE_UNREADABLE',
    });
  });

  it('reaches names that are no UTF-8, and shows each byte of them', async () => {
    mkdirSync(bytesAt(GBK));
    writeFileSync(bytesAt(GBK, Buffer.concat([GBK, Buffer.from('%1.txt')])), '版面');
    write('100%.txt');
    const { files } = await findFiles([folder]);
    expect(files.map(({ file }) => below(file))).toEqual([`${GBK_SHOWN}/${GBK_SHOWN}%251.txt`, '100%.txt']);
    expect(
      (
        await readWhole(
          foundBytes(files[0]!, () => undefined),
          '',
          'PAGE_TOO_LARGE',
        )
      ).toString(),
    ).toBe('版面');
    expect((await findFiles([at('\ufffd\ufffd')])).faults[0]!.error.message).toContain('name the folder it stands in');
  });

  it('never takes two files for one where the name of one looks as the other is shown', async () => {
    writeFileSync(bytesAt(Buffer.from([0xcd, 0x2e, 0x74, 0x78, 0x74])), '一');
    write('%CD.txt');
    const { files, faults } = await findFiles([folder]);
    expect([files.length, faults.map(({ error }) => error.code)]).toEqual([1, ['FILE_UNREADABLE']]);
  });

  it('goes on where a folder or an entry cannot be read, and where a path is too long', async () => {
    write('a/1.txt', 'b/2.txt', 'c/3.txt');
    const refusing = (code: string): Error => Object.assign(new Error(code), { code });
    const disk: FolderReader = {
      names: (file) => (String(file).endsWith('/a') ? Promise.reject(refusing('EIO')) : DISK.names(file)),
      entry: (file) => (String(file).endsWith('2.txt') ? Promise.reject(refusing('ESTALE')) : DISK.entry(file)),
    };
    const found = await findFiles([folder], disk);
    expect(listed(found)).toEqual({ a: 'FILE_UNREADABLE', 'b/2.txt': 'FILE_UNREADABLE', 'c/3.txt': 'read' });
    expect(found.unread.map(below)).toEqual(['a', 'b/2.txt']);
    // Made step by step: no path may be so long.
    const deep =
      'const fs = require("fs"); for (let i = 0; i < 30; i += 1) { fs.mkdirSync("n".repeat(200)); ' +
      'process.chdir("n".repeat(200)); } fs.writeFileSync("9.txt", "")';
    expect(spawnSync(process.execPath, ['-e', deep], { cwd: folder }).status).toBe(0);
    const long = await findFiles([folder]);
    expect(long.files.map(({ file }) => below(file))).toEqual(['a/1.txt', 'b/2.txt', 'c/3.txt']);
    expect(long.faults.map(({ error }) => error.code)).toEqual(['FILE_UNREADABLE']);
  });

  it('names a file once, however often it was named, and what was passed over where it was named itself', async () => {
    write('papers/1.txt', 'papers/.kept.txt');
    const found = await findFiles([at('papers'), at('papers', '1.txt'), at('papers', '..', 'papers'), at('papers', '.kept.txt')]);
    expect(listed(found)).toEqual({ 'papers/1.txt': 'read', 'papers/.kept.txt': 'read' });
    expect(found.files).toHaveLength(2);
  });
});

describe('a file that was found', () => {
  const read = async (file: string, meanwhile: () => void): Promise<unknown> => {
    const { files } = await findFiles([file]);
    let isFirst = true;
    const reading = readWhole(
      foundBytes(files[0]!, () => {
        if (isFirst) meanwhile();
        isFirst = false;
      }),
      file,
      'PAGE_TOO_LARGE',
    );
    return reading.then(
      () => 'read',
      (error: unknown) => (error as { readonly code: string }).code,
    );
  };

  it('is refused where it is written to while it is read', async () => {
    write('1.txt');
    writeFileSync(at('1.txt'), '一'.repeat(400_000));
    expect(await read(at('1.txt'), () => undefined)).toBe('read');
    expect(
      await read(at('1.txt'), () => {
        writeFileSync(at('1.txt'), '短');
      }),
    ).toBe('FILE_CHANGED');
  });

  it('is not waited for where it has become a pipe, and is missed where it is gone', async () => {
    write('1.txt', '2.txt');
    const { files } = await findFiles([at('1.txt'), at('2.txt')]);
    rmSync(at('1.txt'));
    rmSync(at('2.txt'));
    spawnSync('mkfifo', [at('1.txt')]);
    const codes = await Promise.all(
      files.map((file) =>
        readWhole(
          foundBytes(file, () => undefined),
          '',
          'PAGE_TOO_LARGE',
        ).catch((error: unknown) => (error as { readonly code: string }).code),
      ),
    );
    expect(codes).toEqual(['FILE_UNREADABLE', 'FILE_NOT_FOUND']);
  });
});
