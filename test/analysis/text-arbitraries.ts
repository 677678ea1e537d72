/** Random texts as newspapers and PDFs make them, cluster by cluster, and the characters that tell the clusters apart. */
import fc from 'fast-check';

/** One cluster: what a reader sees as one character, and what it is to borders (docs/query-language.md#borders). */
export interface Cluster {
  readonly text: string;
  readonly kind: 'han' | 'letter' | 'digit' | 'point' | 'dropped' | 'space' | 'other';
}

const KINDS: Readonly<Record<Cluster['kind'], readonly string[]>> = {
  han: [
    ...'中国工会地铁驿站台后里着了的是在我你',
    ...'國務院臺檯後裡裏著會鐵驛體軟亂',
    ...'ガギｱー가서울',
    '〇',
    '々',
    '𠀀',
    '𡃁',
    '𩧢',
    '𫠊',
    '䲦',
    '中\u0301',
    '國\u{E0100}',
    '辻\uFE00',
    '\u1100\u1161\u11a8',
    'か\u3099',
    'ｶﾞ',
    '豈',
    '⼯',
  ],
  letter: [...'abcXYZéßΣяＡｚ', 'e\u0301', 'A\u030A\u0301', 'J\u030C', '\u{1D400}', '\u05E9\u05C1', 'ﬁ', '㎏', `z${'\u0300'.repeat(40)}`],
  digit: [...'0123456789０５９'],
  point: ['.', ','],
  dropped: [...'"\'“”‘’«»「」『』《》〈〉·・•‧∙＂｢｣', '\u200B', '\u00AD', '\uFEFF'],
  space: [' ', '\u3000', '\n', '\r\n', '\t', '\u00A0', '\u2009', '\u202F', '\u0085', '\u2028'],
  other: [...'，。、；：？！（）()-_/@%+#…—％．＋☆', '😀', '👍\uFE0F', '°', '\uFFFD'],
};

const WEIGHTS: readonly (readonly [Cluster['kind'], number])[] = [
  ['han', 6],
  ['letter', 4],
  ['digit', 5],
  ['point', 2],
  ['dropped', 2],
  ['space', 2],
  ['other', 2],
];

/** One cluster, Han and digits most often. */
export const cluster: fc.Arbitrary<Cluster> = fc.oneof(
  ...WEIGHTS.map(([kind, weight]) => ({ weight, arbitrary: fc.constantFrom(...KINDS[kind]).map((text): Cluster => ({ text, kind })) })),
);

/** Up to 40 clusters. */
export const clusters: fc.Arbitrary<Cluster[]> = fc.array(cluster, { maxLength: 40 });

/** Any UTF-16 at all: random code points, lone surrogates, and newspaper clusters between them. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: cluster.map(({ text }) => text) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            '\uD840',
            '\uDC00',
            '\uD83D',
            '\uDE00',
            '\u0301',
            '\u3099',
            '\u302E',
            '\u{1D165}',
            '\u1161',
            '\u11A8',
            'ﾞ',
            '\uFE0F',
            'ﷺ',
            'ㄱ',
            'ㅏ',
            'ﾡ',
            'ￂ',
            '´',
            '゛',
          ),
        },
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);
