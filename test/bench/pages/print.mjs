/** Composed pages in forms with a layout: HTML that a browser prints to PDF, and the files of a digital edition. */

const escape = (text) => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
const numberOf = (page) => `0${page.pageNumber}`.slice(-2);
const dayOf = ({ date }) => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/u, '$1年$2月$3日');

/** What stands above and below the text of an article, and its text, part by part. */
function partsOf({ banner, kicker = [], title, subtitle = [], byline = {}, paragraphs }) {
  const people = [
    ['本报记者', byline.reporters],
    ['通讯员', byline.correspondents],
  ].flatMap(([role, names]) => (names?.length > 0 ? [`${role} ${names.join(' ')}`] : []));
  // A dispatch names its people itself.
  const named = people.length > 0 && !/^[【（]?(?:本报|据|新华社|〔|\(|记者)/u.test(paragraphs[0] ?? '') ? people.join(' ') : '';
  return { banner, kicker, title, subtitle, people: named, paragraphs };
}

/** One HTML document, a printed page for each gold page: five columns on A3, the first headline over all of them. */
export function htmlOf(golds) {
  const line = (name, text) => (text ? `<div class="${name}">${escape(text)}</div>` : '');
  const articleOf = (article, at) => {
    const { banner, kicker, title, subtitle, people, paragraphs } = partsOf(article);
    const heads = [line('b', banner), ...kicker.map((one) => line('k', one)), line('t', title), ...subtitle.map((one) => line('s', one))];
    const body = line('by', people) + paragraphs.map((one) => `<p>${escape(one)}</p>`).join('');
    return `<article class="${at === 0 ? 'lead' : 'other'}"><header>${heads.join('')}</header><div class="body">${body}</div></article>`;
  };
  const pageOf = ({ page, articles }) => {
    const head = `<div class="head">${escape(page.paper)}　${dayOf(page)}　第${numberOf(page)}版</div>`;
    const [lead, ...others] = articles.map(articleOf);
    return `<section>${head}${lead}<div class="rest">${others.join('')}</div></section>`;
  };
  return `<!doctype html><meta charset="utf-8"><style>
@page { size: A3; margin: 12mm }
body { font: 9pt/13pt "Noto Serif CJK SC", serif; margin: 0 }
section { break-after: page }
.head { font-size: 11pt; border-bottom: 1pt solid; padding-bottom: 2mm; margin-bottom: 3mm }
.lead .body, .rest { columns: 5; column-gap: 6mm; column-fill: balance }
.lead { border-bottom: .5pt solid; padding-bottom: 3mm; margin-bottom: 3mm }
.t { font-size: 16pt; line-height: 21pt; font-weight: bold }
.k, .s { font-size: 11pt; line-height: 15pt }
.b { font-size: 12pt; line-height: 17pt }
.lead header { text-align: center }
.lead .t { font-size: 30pt; line-height: 38pt }
.lead .k, .lead .s { font-size: 15pt; line-height: 20pt }
header { margin: 3mm 0 1.5mm; break-inside: avoid; break-after: avoid }
p { margin: 0; text-indent: 2em; text-align: justify }
</style>${golds.map(pageOf).join('')}`;
}

/** The page's file and those of its articles, as editions are published: `{name, text}` each. */
export function editionOf({ page, articles }) {
  const number = numberOf(page);
  const place = `第${number}版`;
  const files = articles.map((article, at) => {
    const { kicker, title, subtitle, people, paragraphs } = partsOf(article);
    const text = [...(people ? [people] : []), ...paragraphs].map((one) => `<p>　　${escape(one)}</p>`).join('');
    const heads = `<h3>${escape(kicker.join('<br>'))}</h3><h1>${escape(title)}</h1><h2>${escape(subtitle.join('<br>'))}</h2>`;
    return {
      name: `content_${at}.htm`,
      text: `<html><head><meta charset="utf-8"></head><body><div>${place}</div>${heads}<div id="ozoom">${text}</div></body></html>`,
    };
  });
  const areas = files.map(
    ({ name }, at) => `<area coords="2,${at * 40},200,${at * 40},200,${at * 40 + 38}" shape="polygon" href="${name}">`,
  );
  const head = `<title>${escape(page.paper)} ${dayOf(page)} ${place}</title>`;
  const map = `<map name="PagePicMap">${areas.join('')}</map><img usemap="#PagePicMap">`;
  return [
    { name: `node_${number}.htm`, text: `<html><head><meta charset="utf-8">${head}</head><body>${place}${map}</body></html>` },
    ...files,
  ];
}
