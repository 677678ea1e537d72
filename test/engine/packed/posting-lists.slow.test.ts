import fc from 'fast-check';
import { DocSet } from '../../../src/engine/doc-set.js';
import { PostingProbe } from '../../../src/engine/packed/posting-probe.js';
import { PostingList, PostingReader } from '../../../src/engine/packed/posting-reader.js';
import { BLOCK, INLINE, PostingWriter, SKIP_BYTES } from '../../../src/engine/packed/posting-writer.js';
import { seed } from '../../support/shared.js';

type Posting = readonly [doc: number, code: number];

function write(documentCount: number, postings: readonly Posting[]): PostingList {
  const writer = new PostingWriter(documentCount);
  // Something in front, so that no list begins at 0 by chance.
  writer.add(Uint32Array.of(0, 1 << 4), 0, 2);
  const entry = writer.add(
    Uint32Array.from(postings, ([doc, code]) => (doc << 4) | code),
    0,
    postings.length,
  );
  return new PostingList(writer.finish(), entry, documentCount);
}

function read(list: PostingList): Posting[] {
  const reader = new PostingReader(list);
  const postings: Posting[] = [];
  while (reader.next()) for (let i = 0; i < reader.count; i += 1) postings.push([reader.docs[i]!, reader.code(i)]);
  return postings;
}

const documentCounts = fc.constantFrom(1, 7, 64, 300, 1_000, 1_030, 5_000, 20_000);
/** Lists from a single document to all of them. */
const lists = documentCounts.chain((documentCount) =>
  fc
    .tuple(fc.constant(documentCount), fc.constantFrom(0.001, 0.02, 0.1, 0.124, 0.13, 0.5, 1), fc.infiniteStream(fc.nat(0xffff)))
    .map(([count, share, numbers]) => {
      const postings: Posting[] = [];
      const [first] = numbers.take(1);
      for (let doc = 0, state = first!; doc < count; doc += 1) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        if (state / 2 ** 32 < share || (doc === count - 1 && postings.length === 0)) postings.push([doc, state >>> 28]);
      }
      return { documentCount: count, postings };
    }),
);

describe('a posting list', () => {
  it('gives back what was written, whatever its length', () => {
    fc.assert(
      fc.property(lists, ({ documentCount, postings }) => {
        const written = write(documentCount, postings);
        expect(written.df).toBe(postings.length);
        expect(read(written)).toEqual(postings);
        expect([...written.toArray()]).toEqual(postings.map(([doc]) => doc));
        expect([...written.toArray(8)]).toEqual(postings.filter(([, code]) => code >= 8).map(([doc]) => doc));
        const set = new DocSet(documentCount);
        written.addTo(set);
        expect([...set.toArray()]).toEqual(postings.map(([doc]) => doc));
      }),
      { seed, numRuns: 60 },
    );
  });

  it('is intersected with any ascending documents, whatever it skips', () => {
    fc.assert(
      fc.property(lists, fc.constantFrom(1, 3, 50, 700), fc.constantFrom(0, 10), ({ documentCount, postings }, step, leastCode) => {
        const list = write(documentCount, postings);
        const wanted = Uint32Array.from({ length: Math.ceil(documentCount / step) }, (_, i) => i * step);
        const held = new Set(postings.filter(([, code]) => code >= leastCode).map(([doc]) => doc));
        const expected = [...wanted].filter((doc) => held.has(doc));
        expect([...wanted.subarray(0, new PostingProbe(list).retain(wanted, wanted.length, leastCode))]).toEqual(expected);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('tells the code of any documents that are asked for in order, some of them twice', () => {
    fc.assert(
      fc.property(lists, fc.constantFrom(1, 2, 40, 900), ({ documentCount, postings }, step) => {
        const probe = new PostingProbe(write(documentCount, postings));
        const codes = new Map(postings);
        for (let doc = 0; doc < documentCount; doc += step) {
          expect(probe.codeOf(doc)).toBe(codes.get(doc) ?? -1);
          if (doc % 3 === 0) expect(probe.codeOf(doc)).toBe(codes.get(doc) ?? -1);
        }
      }),
      { seed, numRuns: 60 },
    );
  });

  it.each([
    [0.01, 'by its skip table'],
    [0.3, 'by its bitmap'],
  ])('goes to documents far apart, and beyond the last, at %f of the documents, %s', (share) => {
    const postings = Array.from({ length: 6_000 }, (_, i): Posting => [Math.floor(i / share), i % 16]);
    const probe = new PostingProbe(write(Math.floor(6_000 / share), postings));
    for (const at of [0, 1_000, 1_001, 4_321, 5_999]) expect(probe.codeOf(postings[at]![0])).toBe(postings[at]![1]);
    expect(probe.codeOf(postings.at(-1)![0] + 1)).toBe(-1);
  });

  it('is not read where no document is asked for: what lies in blocks before may be anything', () => {
    const postings = Array.from({ length: 10 * BLOCK }, (_, i): Posting => [i * 20, i % 16]);
    const list = write(20 * 10 * BLOCK, postings);
    const blocksAt = list.start + 10 * SKIP_BYTES;
    const endOfNinth = new DataView(list.bytes.buffer, list.bytes.byteOffset).getUint32(list.start + 8 * SKIP_BYTES + 4, true);
    list.bytes.fill(0xff, blocksAt, blocksAt + endOfNinth);
    const [doc, code] = postings[9 * BLOCK + 77]!;
    expect(new PostingProbe(list).codeOf(doc)).toBe(code);
  });

  it('stands in its dictionary entry when it is one document', () => {
    const list = write(70_000, [[69_999, 13]]);
    expect(list.entry).toBe(INLINE + (69_999 << 4) + 13);
    expect(list.df).toBe(1);
  });

  it('has the bytes the format says: df 3, documents 5, 6 and 300, codes 1, 2 and 3', () => {
    const writer = new PostingWriter(10_000);
    writer.add(Uint32Array.of((5 << 4) | 1, (6 << 4) | 2, (300 << 4) | 3), 0, 3);
    // Gaps less one: 5, 0, 293 = 37 + 2 × 128; nibbles low first.
    expect([...writer.finish()]).toEqual([3, 5, 0, 0x80 | 37, 2, 0x21, 0x03]);
  });

  it('is a bitmap from an eighth of the documents on, where it is longer than a block', () => {
    const everyEighth = (documentCount: number): readonly Posting[] =>
      Array.from({ length: documentCount / 8 }, (_, i): Posting => [i * 8, i % 16]);
    const lengthOf = (documentCount: number, postings: readonly Posting[]): number => {
      const writer = new PostingWriter(documentCount);
      writer.add(
        Uint32Array.from(postings, ([doc, code]) => (doc << 4) | code),
        0,
        postings.length,
      );
      return writer.finish().length;
    };
    // 136 of 1,088: two bytes of df, 136 of the bitmap, 68 of nibbles.
    expect(lengthOf(1_088, everyEighth(1_088))).toBe(2 + 136 + 68);
    // One fewer: two skip entries, a byte a gap, nibbles by block.
    expect(lengthOf(1_088, everyEighth(1_088).slice(1))).toBe(2 + 16 + 135 + 64 + 4);
    // 128 of 1,024 are one block: no skip table, and no bitmap.
    expect(lengthOf(1_024, everyEighth(1_024))).toBe(2 + 128 + 64);
  });

  it('counts its documents in a set', () => {
    const list = write(
      20 * 2 * BLOCK,
      Array.from({ length: 2 * BLOCK }, (_, i): Posting => [i * 20, i % 16]),
    );
    const set = new DocSet(20 * 2 * BLOCK);
    for (const doc of [0, 20, 21, 40 * BLOCK - 20]) set.add(doc);
    expect(list.countIn(set)).toBe(3);
  });
});
