import { takenArticle } from '../../src/search/taken-article.js';
import { article } from '../contract/contract-kit.js';

describe('an article that is taken away', () => {
  it('has a text that fits into the cell of a spreadsheet, and says when it is cut', () => {
    const long = article('a', { title: '渡口', paragraphs: ['船'.repeat(31_999), '𠮷'.repeat(10)] });
    const { text = '' } = takenArticle(long, 'all');
    expect(text.length).toBeLessThan(32_767);
    expect(text).toMatch(/^船+\n……$/);
    expect(takenArticle(article('b', { title: '渡口', paragraphs: ['一', '二'] }), 'all').text).toBe('一\n二');
  });

  it('has headlines and names as long as lists show them, however long old archives keep them', () => {
    const names = Array.from({ length: 500 }, (_, at) => `${'名'.repeat(100)}${at}`);
    const { cited } = takenArticle(
      article('a', { title: '渡'.repeat(100_000), byline: { reporters: names, correspondents: [], photographers: [] } }),
      'none',
    );
    expect([cited.title.length, cited.authors.length]).toEqual([2_000, 19]);
  });
});
