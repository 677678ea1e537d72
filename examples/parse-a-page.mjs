// Divides a raw newspaper page into its articles and stores nothing.
//   node examples/parse-a-page.mjs [FILE]
import { readFileSync } from 'node:fs';
import { parsePage } from 'xunbao';

const file = process.argv[2] ?? new URL('../data/pages/云湾工人报/2024-05-06/03.txt', import.meta.url);
const { page, articles, lines, confidences } = await parsePage(readFileSync(file)); // bytes: UTF-8, GB18030 and Big5 are told apart

console.log(page.paper, page.date, page.pageNumber, page.section);
articles.forEach((article, i) => {
  const printed = [...lines[i].title, ...lines[i].paragraphs.flat()];
  const people = [...article.byline.reporters, ...article.byline.correspondents].join('、');
  console.log(`${i + 1}. ${article.title || '(no headline)'} [${article.kind}] ${people}`);
  console.log(
    `   ${article.paragraphs.length} paragraphs, lines ${Math.min(...printed)}–${Math.max(...printed)}, confidence ${confidences[i]}`,
  );
});
