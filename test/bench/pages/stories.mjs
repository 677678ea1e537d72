/**
 * Real headlines and texts for composed pages, read from the shared corpora at run time: `crud` (articles of news sites, one
 * paragraph cut into several at ends of sentences) and `xinhua` (an agency's, paragraphs as sent).
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const SOURCES = { crud: 'crud-title', xinhua: 'known-xinhua' };

/** Articles of a source that have a headline: `{id, source, title, paragraphs}`. `source` is `crud` or `xinhua`. */
export function readStories(shared, source) {
  const file = (end) => path.join(shared, 'corpora', `${SOURCES[source]}.${end}`);
  const records = (end) =>
    gunzipSync(readFileSync(file(end)))
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const titles = new Map(records('queries.ndjson.gz').map((query) => [query.id, query.text]));
  const titleOf = new Map(
    readFileSync(file('qrels.tsv'), 'utf8')
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([query, article]) => [article, titles.get(query)]),
  );
  return records('articles.ndjson.gz').flatMap(({ id, paragraphs }) => {
    const title = (titleOf.get(id) ?? '').replace(/[\s\u3000]+/gu, ' ').trim();
    const texts = paragraphs.flatMap((text) => cutParagraphs(clean(text))).filter((text) => text.length >= 20 && /[。！？”]$/u.test(text));
    const named = /^\S{0,12}?(?:记者|通讯员|编辑|讯)/u.test(texts[0] ?? '') && !/^\S{2,5}[社网]/u.test(texts[0]);
    const usable = !named && title.length >= 6 && title.length <= 28 && !/相关链接|原标题/u.test(title) && texts.length > 0;
    return usable ? [{ id, source, title, paragraphs: texts }] : [];
  });
}

/** Marks of sites, agencies' endings and bare spaces are none of the printed text. */
function clean(text) {
  return text
    .replace(/[(（【]\s*(?:完|责任?编辑?|编辑)[^)）】]*[)）】]/gu, '')
    .replace(/^原标题[:：]\S*/u, '')
    .replace(/责任编辑[:：].*$/u, '')
    .replace(/(?<=[\p{Script=Han}，。；：？！、”）])(?<![电讯])[\s\u3000]+|[\s\u3000]+(?=[\p{Script=Han}，。；：？！、“（])/gu, '')
    .trim();
}

/** A text of one long paragraph in pieces of 60 to 220 characters, as papers set them. */
function cutParagraphs(text) {
  if (text.length <= 260) return [text];
  const pieces = [];
  let piece = '';
  for (const sentence of text.match(/[^。！？]+[。！？]+[”’」』）]*|[^。！？]+$/gu) ?? []) {
    piece += sentence;
    if (piece.length >= 60 + ((sentence.length * 37) % 120) && balanced(piece)) {
      pieces.push(piece);
      piece = '';
    }
  }
  return piece === '' ? pieces : [...pieces, piece];
}

function balanced(text) {
  return (text.match(/“/gu) ?? []).length === (text.match(/”/gu) ?? []).length;
}
