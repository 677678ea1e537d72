import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { decodeLayout, encodeLayout, layoutsOf, textOfLayout, withText, type PageLayout } from '../../src/page/page-layout.js';
import type { PageSource } from '../../src/page/readers/page-reader.js';
import { seed } from '../support/shared.js';

const LAYOUT: PageLayout = {
  form: 'pdf',
  readerVersion: 3,
  width: 700,
  height: 900,
  unit: 'pt',
  firstLine: 4,
  lines: [
    { text: '渡口清早开船', box: [40, 80.5, 120, 24], size: 24, bold: true },
    { text: '' },
    { text: '两岸都有人来看', box: [600, 100, 10, 70], size: 10, upright: true },
  ],
};

describe('the layout of a page', () => {
  it('comes back from its bytes as it was', () => {
    expect(decodeLayout(encodeLayout(LAYOUT))).toEqual(LAYOUT);
  });

  it('comes back whatever its lines are, places to a tenth of the unit', () => {
    const tenth = (most: number) => fc.integer({ min: -most, max: most }).map((value) => value / 10);
    const box = fc.tuple(tenth(9_999), tenth(9_999), tenth(9_999), tenth(9_999));
    const line = fc.oneof(
      fc.record({ text: fc.string({ unit: 'grapheme' }) }),
      fc.record(
        { text: fc.string(), box, size: fc.integer({ min: 1, max: 900 }).map((value) => value / 10), bold: fc.constant(true as const) },
        { requiredKeys: ['text', 'box'] },
      ),
    );
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 1, max: 5_000 }), (lines, firstLine) => {
        const layout: PageLayout = { form: 'alto', readerVersion: 1, width: 2_000, height: 3_000, firstLine, lines };
        expect(decodeLayout(encodeLayout(layout))).toEqual(layout);
      }),
      { seed },
    );
  });

  it('keeps enough digits of a page that is eight inches wide', () => {
    const layout: PageLayout = {
      ...LAYOUT,
      width: 8,
      height: 11,
      unit: 'inch',
      lines: [{ text: '字', box: [1.234, 2.345, 0.111, 0.111] }],
    };
    expect(decodeLayout(encodeLayout(layout)).lines).toEqual(layout.lines);
  });

  it.each([
    ['no gzip', Buffer.from('{}')],
    ['no layout', gzipSync('{"version":1}')],
    ['of a later program', gzipSync(JSON.stringify({ version: 2 }))],
  ])('is said to be damaged where the bytes are %s', (_what, bytes) => {
    expect(() => decodeLayout(bytes)).toThrow(expect.objectContaining({ code: 'ARCHIVE_CORRUPT' }));
  });

  it('gives its lines at their numbers', () => {
    expect(textOfLayout(LAYOUT).split('\n')).toEqual(['', '', '', '渡口清早开船', '', '两岸都有人来看']);
  });

  it('forgets the place of a line that was emptied, and the outline of the story it began', () => {
    const layout: PageLayout = {
      ...LAYOUT,
      outlines: [
        { line: 4, boxes: [[0, 0, 1, 1]] },
        { line: 6, boxes: [[2, 2, 1, 1]] },
      ],
    };
    const left = withText(layout, '\n\n\n      \n\n两岸都有人来看');
    expect(left.lines).toEqual([{ text: '      ' }, { text: '' }, LAYOUT.lines[2]]);
    expect(left.outlines).toEqual([{ line: 6, boxes: [[2, 2, 1, 1]] }]);
    expect(encodeLayout(left).includes('渡口')).toBe(false);
  });
});

describe('the layouts of a file', () => {
  const source = { form: 'pdf', version: 1, encoding: 'utf-8', linesAreBytes: false } as const;
  const pages = [{ lines: [{ text: '甲' }, { text: '乙' }], width: 10, height: 10 }, { lines: [{ text: '丙' }] }];

  it('are one a page, whose lines are numbered through the file', () => {
    const layouts = layoutsOf({ ...source, pages, isPaged: true } satisfies PageSource);
    expect(layouts.map(({ firstLine, lines }) => [firstLine, lines.map(({ text }) => text)])).toEqual([
      [1, ['甲', '乙']],
      [3, ['丙']],
    ]);
  });

  it('is one where its form has no pages', () => {
    const [layout, ...others] = layoutsOf({ ...source, pages, isPaged: false } satisfies PageSource);
    expect(others).toEqual([]);
    expect(textOfLayout(layout!)).toBe('甲\n乙\n丙');
  });
});
