import { ArchiveArticleService } from '../../src/service/article-service.js';
import { JoinedArticles } from '../../src/intake/joined-articles.js';
import { openTemporaryIntake, pageText, THREE } from '../intake/temporary-intake.js';

describe('the places of articles', () => {
  it('are those of their pages: a date of the text alone makes no issue', async () => {
    const room = await openTemporaryIntake();
    try {
      const own = { title: '渡口夜班加开一趟船', paragraphs: ['渡口夜班加开一趟船，末班二十三时，码头灯火通明，船工轮流值守到天亮。', '夜里等船的人少受冻了。（2023年11月30日）'] };
      await room.intake.addPage({ bytes: Buffer.from(pageText([own, THREE[0]])), given: { paper: '云湾工人报', pageNumber: '3' }, source: '/pages/03.txt' });
      const service = new ArchiveArticleService(room.archive, new JoinedArticles(room.archive));
      expect(await service.pages()).toEqual([expect.objectContaining({ paper: '云湾工人报', pageNumber: '3', articleCount: 2 })]);
      const [place] = await service.pages();
      expect(place).not.toHaveProperty('date');
      expect((await service.articlesAt(place!, 10)).map(({ title, date }) => [title, date])).toEqual([[own.title, '2023-11-30'], [THREE[0].title, undefined]]);
    } finally {
      await room.close();
    }
  });
});
