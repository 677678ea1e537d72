import fc from 'fast-check';
import type { Article } from '../../src/article/article.js';
import { createHit, markArticle } from '../../src/search/create-hit.js';
import type { SearchHit } from '../../src/search/search-answer.js';
import { createSearchDocument } from '../../src/search/search-document.js';
import { openingFragment } from '../../src/search/snippets/fragments.js';
import { escapeHtml, markText } from '../../src/search/snippets/mark-html.js';
import { articles, queries } from '../contract/arbitraries.js';
import { article, clauseOf } from '../contract/contract-kit.js';
import { analyzer } from '../support/analyzer.js';
import { seed } from '../support/shared.js';
import { expectSound, expectSoundHit, markedIn, unescapeHtml } from './search-kit.js';
import { HTML_KERNELS } from './html-kernels.js';

/** Half a character: under the u flag only lone surrogates match. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const RANK = { score: 1, match: 'exact' } as const;
const hitOf = (of: Article, query: string): SearchHit => createHit(of, createSearchDocument(of, analyzer), clauseOf(query), RANK, analyzer);
const snippetsOf = (paragraphs: string[], query: string): string[] =>
  hitOf(article('a', { paragraphs }), query).snippets.map(({ text }) => text);

/** A sentence of `length` characters that holds nothing searched for. */
const filler = (length: number): string => `${'云淡风轻'.repeat(length).slice(0, length - 1)}。`;

describe('snippets', () => {
  it('marks an article that was replaced since the engine found it as it stands now', () => {
    const before = createSearchDocument(article('a', { title: '渡口', paragraphs: ['旧的渡口在河边。'] }), analyzer);
    const now = article('a', { title: '新渡口', paragraphs: ['今年建成的渡口。', '渡口开了。'] });
    const hit = createHit(now, before, clauseOf('渡口'), RANK, analyzer);
    expect(hit.title.ranges).toEqual([[1, 3]]);
    expectSoundHit(hit, now);
    const sameShape = createHit(
      article('a', { title: '大新渡口', paragraphs: ['很旧的渡口在河边。'] }),
      before,
      clauseOf('渡口'),
      RANK,
      analyzer,
    );
    expect(sameShape.title.ranges).toEqual([[2, 4]]);
  });

  it('are whole sentences where these are short enough', () => {
    const [before, behind] = [filler(60), filler(60)];
    expect(snippetsOf([`${before}渡口的新桥昨日通车。${behind}`], '新桥')).toEqual(['渡口的新桥昨日通车。' + behind]);
    expect(snippetsOf([`${filler(100)}渡口的新桥昨日通车！${filler(100)}`], '新桥')).toEqual(['渡口的新桥昨日通车！']);
  });

  it('take the closing quotation mark with its sentence', () => {
    expect(snippetsOf([`${filler(90)}老人说：“新桥通车了！”${filler(90)}`], '新桥')).toEqual(['老人说：“新桥通车了！”']);
  });

  it('are windows around the mark in endless sentences, and cut no character', () => {
    const endless = '𠮷'.repeat(300);
    const [snippet] = hitOf(article('a', { paragraphs: [`${endless}新桥${endless}`] }), '新桥').snippets;
    expect(snippet!.text.length).toBeLessThanOrEqual(120);
    expect(snippet!.text).not.toMatch(LONE_SURROGATE);
    expect(snippet!.text).toContain('新桥');
  });

  it('begin behind a pause where one is near', () => {
    const text = `${'长'.repeat(150)}，近处的新桥${'远'.repeat(150)}`;
    expect(snippetsOf([text], '新桥')[0]).toMatch(/^近处的新桥/);
  });

  it('are three at most, in printed order, and show different words first', () => {
    const paragraphs = ['新桥。', '灯塔。', '新桥。', '麦田。', '新桥。'].map((text) => filler(100) + text + filler(100));
    const { snippets } = hitOf(article('a', { paragraphs }), '新桥 灯塔 麦田');
    expect(snippets.map(({ paragraph }) => paragraph)).toEqual([0, 1, 3]);
  });

  it('of one paragraph do not overlap', () => {
    const { snippets } = hitOf(article('a', { paragraphs: [`新桥${'云'.repeat(90)}灯塔${'云'.repeat(90)}麦田。`] }), '新桥 灯塔 麦田');
    expect(snippets.length).toBeGreaterThan(1);
    for (const [i, { start }] of snippets.entries())
      if (i > 0) expect(start).toBeGreaterThanOrEqual(snippets[i - 1]!.start + snippets[i - 1]!.text.length);
  });

  it('are as long as a mark that is longer than any snippet', () => {
    const long = '渡口'.repeat(100);
    expect(snippetsOf([`${filler(50)}${long}${filler(50)}`], `"${long}"`)[0]).toContain(long);
  });

  it('end before a mark that would make them too long, which the next one shows', () => {
    const long = '渡口'.repeat(30);
    const text = `新桥${'云'.repeat(68)}${long}${'风'.repeat(100)}`;
    const snippets = snippetsOf([text], `新桥 "${long}"`);
    expect(snippets[0]).toBe(`新桥${'云'.repeat(68)}`);
    expect(snippets[1]!.startsWith(long)).toBe(true);
    expect(Math.max(...snippets.map((snippet) => snippet.length))).toBeLessThanOrEqual(120);
  });

  it('are the first sentences where nothing in the paragraphs is marked, past a credit line', () => {
    const paragraphs = ['本报记者 闻一渡', `${filler(30)}${filler(40)}${filler(200)}`];
    const { snippets } = hitOf(article('a', { title: '新桥', paragraphs }), '新桥');
    expect(snippets).toEqual([{ paragraph: 1, start: 0, text: filler(30) + filler(40), ranges: [], html: filler(30) + filler(40) }]);
  });

  it('of a text without an end of sentence are its beginning', () => {
    expect(openingFragment(0, '云'.repeat(500)).end).toBeLessThanOrEqual(120);
    expect(openingFragment(0, '云'.repeat(20))).toEqual({ paragraph: 0, start: 0, end: 20 });
  });

  it('are sound for every text and query', () => {
    let marks = 0;
    const long = fc
      .array(articles, { minLength: 1, maxLength: 8 })
      .map((all): Article => ({
        ...all[0]!,
        paragraphs: [all.flatMap((one) => [one.title, ...one.paragraphs]).join(''), ...all.flatMap((one) => one.paragraphs)].map((text) =>
          text.repeat(4),
        ),
      }));
    fc.assert(
      fc.property(long, fc.array(queries, { minLength: 1, maxLength: 4 }), (of, asked) => {
        for (const query of asked) {
          const hit = hitOf(of, query);
          expectSoundHit(hit, of);
          marks += markedIn(hit).length;
          for (const { text, ranges } of hit.snippets) {
            const longest = Math.max(0, ...ranges.map(([start, end]) => end - start));
            expect(text.length).toBeLessThanOrEqual(Math.max(120, longest));
            expect(text).not.toMatch(LONE_SURROGATE);
          }
        }
      }),
      { seed, numRuns: 300 },
    );
    expect(marks).toBeGreaterThan(100);
  });

  it('begin and end at sentence ends wherever the sentence of the mark is short', () => {
    const sentence = fc
      .tuple(fc.nat(50), fc.boolean(), fc.nat(50), fc.constantFrom('。', '！', '？', '；'))
      .map(([before, marked, behind, end]) => `${'云'.repeat(before)}${marked ? '新桥' : '风'}${'云'.repeat(behind)}${end}`);
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 12 }), (sentences) => {
        const text = sentences.join('');
        const borders = sentences.map((_, i) => sentences.slice(0, i + 1).join('').length);
        for (const snippet of hitOf(article('a', { paragraphs: [text] }), '新桥').snippets) {
          expect([0, ...borders]).toContain(snippet.start);
          expect(borders).toContain(snippet.start + snippet.text.length);
        }
      }),
      { seed },
    );
  });
});

describe('marks', () => {
  it('are hits and nothing else, and whole original characters', () => {
    fc.assert(
      fc.property(articles, fc.constantFrom('地铁', '驿站', '工会', 'ab', '"12"', '3', '𠮷', '"地铁，驿站"', '人大', 'é'), (of, query) => {
        const wanted = analyzer.fold(query.replaceAll('"', '')).text;
        for (const text of markedIn(hitOf(of, query))) {
          // Hits that touch are one mark.
          expect(analyzer.fold(text).text.replaceAll(wanted, '')).toBe('');
          expect(text).not.toMatch(LONE_SURROGATE);
        }
      }),
      { seed, numRuns: 300 },
    );
  });

  it('that touch are joined', () => {
    expect(hitOf(article('a', { title: '渡口新桥渡口' }), '渡口 新桥').title.ranges).toEqual([[0, 6]]);
    expect(hitOf(article('a', { title: '人人人大' }), '人人').title.ranges).toEqual([[0, 3]]);
  });

  it('of a whole article stand in every part of it', () => {
    const of = article('a', {
      title: '渡口',
      kicker: ['桥', '渡口桥'],
      subtitle: ['渡 口'],
      banner: '《渡口》',
      byline: { reporters: ['渡口', '闻一渡'], correspondents: ['渡口'], photographers: [], authors: ['渡口人', '甲'] },
      paragraphs: ['麦田', '渡口，渡口', '渡\n口'],
    });
    expect(markArticle(of, clauseOf('渡口 -麦田'), analyzer)).toEqual({
      title: [[0, 2]],
      kicker: [[], [[0, 2]]],
      subtitle: [[[0, 3]]],
      banner: [[1, 3]],
      paragraphs: [
        [],
        [
          [0, 2],
          [3, 5],
        ],
        [[0, 3]],
      ],
      people: { reporters: [[[0, 2]], []], correspondents: [[[0, 2]]], photographers: [], authors: [[[0, 2]], []] },
    });
    const bare = markArticle(article('b', { title: '麦田' }), clauseOf('渡口'), analyzer);
    expect(bare).toEqual({
      title: [],
      kicker: [],
      subtitle: [],
      banner: [],
      paragraphs: [],
      people: { reporters: [], correspondents: [], photographers: [], authors: [] },
    });
  });
});

describe('HTML', () => {
  it('holds no tag but mark, wherever the payload stands and whatever is searched', () => {
    for (const payload of HTML_KERNELS) {
      const of = article('a', {
        title: `渡口${payload}`,
        kicker: [payload],
        banner: payload,
        byline: { reporters: [payload] },
        paragraphs: [`${payload}渡口${payload}`, payload],
      });
      for (const query of ['渡口', payload, `"${payload.replaceAll('"', '')}"`, 'script', 'mark', 'alert', 'lt', 'amp', '假', '<', '60'])
        expectSoundHit(hitOf(of, query), of);
    }
  });

  it('escapes what could end a text or an attribute', () => {
    expect(escapeHtml(`<a b="c" d='e'>&</a>`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;&lt;/a&gt;');
  });

  it('is the text escaped, then marked', () => {
    expect(markText('a<b&c', [[1, 4]])).toEqual({ text: 'a<b&c', ranges: [[1, 4]], html: 'a<mark>&lt;b&amp;</mark>c' });
    const cuts = fc.tuple(fc.string({ unit: 'binary' }), fc.uniqueArray(fc.nat(30), { maxLength: 8 }));
    fc.assert(
      fc.property(cuts, ([text, places]) => {
        const sorted = places.filter((place) => place <= text.length).sort((a, b) => a - b);
        const ranges = sorted.flatMap((start, i) => (i % 2 === 0 && i + 1 < sorted.length ? [[start, sorted[i + 1]!] as const] : []));
        const marked = markText(text, ranges);
        expectSound(marked);
        expect(unescapeHtml(marked.html.replaceAll('<mark>', '').replaceAll('</mark>', ''))).toBe(text);
      }),
      { seed },
    );
  });
});
