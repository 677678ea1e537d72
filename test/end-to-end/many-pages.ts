/** A large archive, and pages full of jump lines, for the tests of what holds searches up. */
import { Archive } from '../../src/archive/archive.js';
import type { ArchiveChange } from '../../src/archive/archive-change.js';
import { makeArticle } from '../http/fake-services.js';
import { pageText } from '../intake/temporary-intake.js';

/** How many there are. */
export const PAGES = 40_000;
export const PAPERS = ['云湾工人报', '柳埠日报'];

/** An archive of 40,000 pages of one article each: two papers of eight pages a day. */
export async function fillArchive(folder: string): Promise<void> {
  const archive = await Archive.open(folder);
  let batch: ArchiveChange[] = [];
  for (let at = 0; at < PAGES; at += 1) {
    const date = new Date(Date.UTC(2015, 0, 1 + Math.floor(at / 16))).toISOString().slice(0, 10);
    const place = { paper: PAPERS[at % 2]!, date, pageNumber: String(1 + (Math.floor(at / 2) % 8)) };
    const id = `page-${at}`;
    batch.push(
      {
        type: 'article',
        pageId: id,
        source: 'a.txt',
        article: makeArticle({
          id: `${id}-01`,
          title: `第${at}号渡口添了夜班船`,
          paragraphs: [`码头${at}的灯亮到天亮，末班船二十三时开。`],
          order: 1,
          ...place,
        }),
      },
      { type: 'page', page: { id, sha256: '', encoding: 'utf-8', source: 'a.txt', articleIds: [`${id}-01`], furniture: [], ...place } },
    );
    if (batch.length >= 4_000 || at === PAGES - 1) {
      await archive.commit(batch);
      batch = [];
    }
  }
  await archive.close();
}

const CHARACTERS = Array.from('渡口夜班船工码头灯塔公园书店机车间纺纱梭子茶摊修铺候室台阶水深地图铜牌钳义务刻字老厂房青年陶桥柳埠北云湾雨');

/** A headline of ten characters, another for each number. */
function headline(number: number): string {
  return Array.from(
    { length: 10 },
    (_, at) => CHARACTERS[(number * (at + 3) * 7919 + at * at * 31 + (number >> at)) % CHARACTERS.length],
  ).join('');
}

function backwards(text: string): string {
  return Array.from(text).reverse().join('');
}

/** A page of stories that go over to the page each number gives, or come from it. */
export function halvesPage(count: number, from: number, otherOf: (index: number) => number, more = ''): string {
  return pageText(
    Array.from({ length: count }, (_, index) => {
      const other = otherOf(index);
      const [first, second] = [Math.min(from, other), Math.max(from, other)];
      const title = headline(first * 100_000 + second * 1_000 + index);
      // Backwards: a page whose texts hold the headlines of others is read as one campaign.
      const told = Array.from({ length: 6 }, (_, at) => backwards(headline((first * 131 + second * 17 + index) * 97 + at * 7 + from))).join(
        '，',
      );
      return {
        title,
        paragraphs:
          from < other ? [`${told}，好让${more}`, `（下转第${other}版）`] : [`（上接第${other}版）`, `${more}夜班的水手记住了${told}。`],
      };
    }),
  );
}
