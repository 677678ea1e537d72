import fc from 'fast-check';

import { isBlank, ndjsonLines } from '../../src/intake/ndjson-lines.js';
import { seed } from '../support/shared.js';

describe('ndjsonLines', () => {
  it('finds the same lines however the bytes are cut', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom('a', '字', '𠀀', '\r', ' '), maxLength: 12 })),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      async (texts, sizes) => {
        const bytes = Buffer.from(texts.join('\n'));
        const maxBytes = 20;
        const found = [];
        for await (const line of ndjsonLines(cut(bytes, sizes), maxBytes)) {
          found.push([line.number, line.bytes?.toString()]);
        }
        const expected = texts.map((text, index) => [index + 1, Buffer.byteLength(text) > maxBytes ? undefined : text]);
        const lastIsEmpty = texts.length > 0 && texts.at(-1) === '';
        expect(found).toEqual(lastIsEmpty ? expected.slice(0, -1) : expected);
      },
    );
    await fc.assert(property, { seed, numRuns: 300 });
  });

  it.each([
    ['', true],
    [' \t\r', true],
    ['\u3000', false],
    ['0', false],
    [undefined, false],
  ])('%j is blank: %s', (text, blank) => {
    expect(isBlank({ number: 1, ...(text !== undefined && { bytes: Buffer.from(text) }) })).toBe(blank);
  });
});

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    yield await Promise.resolve(bytes.subarray(start, start + size));
    start += size;
  }
}
