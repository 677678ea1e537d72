/** Writes the files of a digital edition, in the ways editions are made. All of it is invented. */
import { zipSync } from 'fflate';

/** An article as it is put into a file. */
export interface WrittenArticle {
  readonly id: number;
  readonly title: string;
  readonly kicker?: string;
  readonly subtitle?: string;
  readonly author?: string;
  readonly text: readonly string[];
}

/** How an edition says what it says. */
export type Way = 'comment' | 'headings' | 'npm';

export const ARTICLES: readonly WrittenArticle[] = [
  {
    id: 501,
    kicker: '两岸三地来人',
    title: '渡口清早开船',
    subtitle: '首航载客八十人',
    text: ['本报讯（记者 乔望川）渡口今天清早开船。', '两岸来人很多。'],
  },
  { id: 502, title: '集市今日重开', author: '祁连山', text: ['集市停了两个月，今天重开。', '摊主都回来了。'] },
];

/** An article file. */
export function articleFile({ id, title, kicker = '', subtitle = '', author = '', text }: WrittenArticle, way: Way): string {
  const body = text.map((one) => `<p>　　${one}</p>`).join('');
  const heads = `<h3>${kicker}</h3><h1>${title}</h1><h2>${subtitle}</h2>`;
  const site = `<html><head><title>${title}--河湾日报</title></head><body><div>第05版：城事</div>`;
  if (way === 'headings') return `${site}${heads}<div id="ozoom">${body}</div><footer>版权所有</footer></body></html>`;
  if (way === 'npm')
    return `${site}${heads}<!--<npm:article-content>-->${body.replaceAll('</p><p>', '<br>')}<!--</npm:article-content>--></body></html>`;
  const said =
    `<!--enpproperty <articleid>${id}</articleid><date>2081-05-06 00:00:00.0</date><author>${author}</author>` +
    `<title>${title}</title><subtitle>${subtitle}</subtitle><introtitle>${kicker}</introtitle>/enpproperty-->`;
  return `${site}${said}<!--enpcontent--><founder-content>${body}</founder-content><!--/enpcontent--></body></html>`;
}

/** A page file; `areas` are the elements of its map. */
export function pageFile(areas: string, beside = ''): string {
  return (
    '<html><head><title>河湾日报 2081年05月06日</title><script>var a = \'<area href="content_999.htm">\';</script></head><body>' +
    `<map name="page">${areas}</map><img usemap="#page"><a href="node_4.htm">第04版：要闻</a><a href="./node_6.htm">第05版：城事</a>` +
    `${beside}</body></html>`
  );
}

/** An area in the usual way. */
export function area(target: string): string {
  return `<Area coords="2,98,225,98,225,366" shape=polygon href="${target}">`;
}

/** Files packed as an archive. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? Buffer.from(text) : text])),
  );
}
