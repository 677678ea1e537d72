import fc from 'fast-check';
import { contentArticleId, contentPageId, orderIds, placeId } from '../../src/intake/make-id.js';
import { seed } from '../support/shared.js';

const URL_SAFE = /^[0-9A-Za-z-]+$/;
const article = {
  title: '一个标题',
  kicker: [],
  subtitle: [],
  byline: { reporters: [], correspondents: [], photographers: [] },
  paragraphs: ['一段。'],
  kind: 'news',
} as const;

describe('ids of pages', () => {
  it('say paper, day and number', () => {
    expect(placeId({ paper: '云湾工人报', date: '2023-12-01', pageNumber: '3' })).toMatch(/^[0-9a-f]{8}-20231201-3$/);
  });

  it('do not depend on how the page number is written', () => {
    const at = (pageNumber: string) => placeId({ paper: '甲', date: '2023-12-01', pageNumber });
    expect(at('03')).toBe(at('3'));
    expect(at('a06')).toBe(at('A06'));
    expect(at('A06')).not.toBe(at('A6'));
  });

  it('need all three parts', () => {
    expect(placeId({ paper: '甲', date: '2023-12-01' })).toBeUndefined();
  });

  it('come from the text otherwise, white space ignored', () => {
    expect(contentPageId('甲 乙\n')).toBe(contentPageId('\r\n甲乙'));
    expect(contentPageId('甲乙')).not.toBe(contentPageId('甲丙'));
  });

  it('are safe in a URL whatever the page says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary', minLength: 1 }), (paper, pageNumber) => {
        expect(placeId({ paper, date: '2023-12-01', pageNumber })).toMatch(URL_SAFE);
      }),
      { seed },
    );
  });
});

describe('ids of articles', () => {
  it('follow the order on the page and pass over what is taken', () => {
    expect(orderIds('p', [1, 2, 3], (id) => id === 'p-02')).toEqual(['p-01', 'p-03', 'p-04']);
  });

  it('are unique and never taken, for any orders', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 })), fc.array(fc.integer({ min: 1, max: 30 })), (orders, takenNumbers) => {
        const taken = new Set(takenNumbers.map((number) => `p-${String(number).padStart(2, '0')}`));
        const ids = orderIds('p', orders, (id) => taken.has(id));
        expect(new Set(ids).size).toBe(orders.length);
        expect(ids.filter((id) => taken.has(id))).toEqual([]);
      }),
      { seed },
    );
  });

  it('made from content are the same for the same content, and differ with it', () => {
    expect(contentArticleId({ ...article })).toBe(contentArticleId({ ...article }));
    expect(contentArticleId({ ...article, paragraphs: ['另一段。'] })).not.toBe(contentArticleId(article));
    expect(contentArticleId(article)).toMatch(URL_SAFE);
  });

  it('made from content never look like those of a page', () => {
    const placed = { ...article, paper: '甲', date: '2023-12-01', pageNumber: '3', order: 2 };
    expect(contentArticleId(placed)).toMatch(/^[0-9a-f]{8}-20231201-3-[0-9a-f]{20}$/);
  });
});
