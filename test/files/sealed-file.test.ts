/** Files that are whole and what they say they are, or are not taken. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { nodeFiles } from '../../src/files/node-files.js';
import { replaceFile } from '../../src/files/replace-file.js';
import { readSealed, writeSealed } from '../../src/files/sealed-file.js';
import { storageFaultOf } from '../../src/files/system-error.js';

const KIND = { format: 3, kind: 'tides', version: 'v1' };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-files-'));
  file = path.join(folder, 'a.sealed');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('a sealed file', () => {
  it('gives back what was written, in pieces or not, line feeds and nothing at all', async () => {
    for (const pieces of [['渡口\n', Uint8Array.of(0, 10, 255), ''], [], [new Uint8Array(100_000).fill(7)]]) {
      await writeSealed(file, KIND, 12, pieces);
      const content = Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array)));
      const reading = await readSealed(file, KIND);
      expect(reading).toMatchObject({ sequence: 12 });
      expect('content' in reading && content.equals(reading.content)).toBe(true);
    }
    expect(await readdir(folder)).toEqual(['a.sealed']);
  });

  it('is refused wherever it is cut, with any flipped bit, and with anything behind it', async () => {
    await writeSealed(file, KIND, 1, ['渡口夜市']);
    const bytes = await readFile(file);
    const isTaken = async (changed: Uint8Array): Promise<boolean> => {
      await writeFile(file, changed);
      return 'content' in (await readSealed(file, KIND));
    };
    expect(await isTaken(bytes)).toBe(true);
    for (let length = 0; length < bytes.length; length += 1)
      expect([length, await isTaken(bytes.subarray(0, length))]).toEqual([length, false]);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect([bit, await isTaken(flipped)]).toEqual([bit, false]);
    }
    for (const more of ['\n', ' ', '\u0000', bytes.toString('utf8')])
      expect(await isTaken(Buffer.concat([bytes, Buffer.from(more)]))).toBe(false);
  });

  it('says why it is not taken', async () => {
    expect(await readSealed(file, KIND)).toEqual({ reason: 'none' });
    await writeSealed(file, KIND, 1, ['x']);
    expect(await readSealed(file, { ...KIND, format: 4 })).toEqual({ reason: 'older' });
    expect(await readSealed(file, { ...KIND, format: 2 })).toEqual({ reason: 'newer' });
    expect(await readSealed(file, { ...KIND, kind: 'ebbs' })).toEqual({ reason: 'foreign' });
    expect(await readSealed(file, { ...KIND, version: 'v2' })).toEqual({ reason: 'foreign' });
    await mkdir(path.join(folder, 'b'));
    expect(await readSealed(path.join(folder, 'b'), KIND)).toEqual({ reason: 'damaged' });
  });
});

describe('a file that is replaced', () => {
  it('stays as it was, with nothing beside it, when the new one cannot be written or may not be', async () => {
    await replaceFile(nodeFiles, file, Buffer.from('first'));
    const refused = (): Promise<never> => Promise.reject(new Error('refused'));
    await expect(replaceFile(nodeFiles, file, refused)).rejects.toThrow('refused');
    await expect(replaceFile(nodeFiles, file, Buffer.from('second'), { check: refused })).rejects.toThrow('refused');
    expect([await readdir(folder), await readFile(file, 'utf8')]).toEqual([['a.sealed'], 'first']);
    await writeFile(`${file}.new`, 'left by a crash, and longer');
    await replaceFile(nodeFiles, file, Buffer.from('third'));
    expect([await readdir(folder), await readFile(file, 'utf8')]).toEqual([['a.sealed'], 'third']);
  });
});

describe('what a system error says of the disk', () => {
  it.each([
    ['ENOSPC', 'full'],
    ['EDQUOT', 'full'],
    ['EROFS', 'denied'],
    ['ENOTDIR', 'in the way'],
    ['EIO', 'failing'],
    ['ENOENT', undefined],
    [28, undefined],
  ])('%s: %s', (code, fault) => {
    expect(storageFaultOf(Object.assign(new Error('x'), { code }))).toBe(fault);
  });

  it('nothing where it is none', () => {
    expect([undefined, null, 'ENOSPC', new Error('ENOSPC')].map(storageFaultOf)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
