/** Names that are no UTF-8, kept as text: told from each other, read back to their bytes, and legible where they are GB18030. */
import fc from 'fast-check';
import { escapedBytes, escapedName, legibleName } from '../../src/intake/source-name.js';
import { readPath } from '../../src/intake/path/read-path.js';
import { seed } from '../support/shared.js';

describe('names of sources', () => {
  it('are kept as they stand where they are UTF-8, and read back to their bytes where they are not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 1, minLength: 1, maxLength: 12 }), (bytes) => {
        const escaped = escapedName(bytes);
        if (escaped === undefined) expect(Buffer.from(Buffer.from(bytes).toString())).toEqual(Buffer.from(bytes));
        else expect(escapedBytes(escaped)).toEqual(Buffer.from(bytes));
      }),
      { seed },
    );
    expect(escapedName(Buffer.from('100%.txt'))).toBeUndefined();
  });

  it('tell a place where they are GB18030, a trail byte of which may look like a mark of its own', () => {
    const paper = Buffer.from([0xcd, 0xfb, 0xb6, 0xc9, 0xcd, 0xed, 0xb1, 0xa8]);
    expect(readPath(`/in/${escapedName(paper)!}/2031-05-04/03.txt`).page).toEqual({
      paper: '望渡晚报',
      date: '2031-05-04',
      pageNumber: '3',
    });
    expect(readPath(`/in/${escapedName(Buffer.from([0xc0, 0x5c, 0xb1, 0xa8]))!}/2031-05-04/03.txt`).page).toMatchObject({
      paper: expect.stringMatching(/^.报$/u),
    });
    expect(['%41', '50%', '%E6%B8%A1'].map(legibleName)).toEqual(['%41', '50%', '%E6%B8%A1']);
  });
});
