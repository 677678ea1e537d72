/** Kind 13: a page and the same page in the other script come out alike, unit for unit. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ArticleContent } from '../../src/article/article.js';
import { asPrinted, plainTwin } from '../../src/page/plain-twin.js';
import { parsePage } from '../../src/page/parse-page.js';
import { describeWithShared } from '../support/shared.js';
import { decodePage } from '../../src/page/decode.js';
import { traditionalTwin } from './traditional-twin.js';

const PAGES = path.resolve('data/pages');
const SAMPLES = readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.txt'));

/** What an article says, without what only one of the scripts can have in other places. */
function said({ title, kicker, subtitle, banner, byline, paragraphs, kind }: ArticleContent): unknown {
  return { title, kicker, subtitle, banner, byline, paragraphs, kind };
}

function comesOutAlike(text: string): void {
  const [one, twin] = [parsePage(text), parsePage(traditionalTwin(text))];
  expect(twin.articles.map(said)).toEqual(one.articles.map((article) => JSON.parse(traditionalTwin(JSON.stringify(said(article))))));
  expect(twin.furniture).toEqual(one.furniture.map(traditionalTwin));
}

describe('kind 13: the other script', () => {
  it.each(SAMPLES)('%s comes out alike', (file) => {
    comesOutAlike(readFileSync(path.join(PAGES, file), 'utf8'));
  });

  it('a twin is as long as its text, and people are named as they are printed', () => {
    const text = '本報訊(記者 龔麗)澄湖渡口裝上救生筐,每筐六件。比分3:1';
    const twin = plainTwin(text);
    expect(twin).toBe('本报讯(记者 龚丽)澄湖渡口装上救生筐，每筐六件。比分3:1');
    expect(twin).toHaveLength(text.length);
    const [article] = parsePage(`渡船裝上救生筐\n\n${text}`).articles;
    expect(article!.byline.reporters).toEqual(['龔麗']);
    expect(article!.paragraphs).toEqual([text]);
    expect(asPrinted({ reporters: ['龚 丽'], correspondents: [], photographers: [] }, twin, text).reporters).toEqual(['龚 丽']);
  });
});

describeWithShared('kind 13: known pages in the other script', (shared) => {
  const dir = path.join(shared, 'pages');
  it.each(readdirSync(dir).filter((file) => file.endsWith('.txt')))('%s comes out alike', (file) => {
    comesOutAlike(decodePage(readFileSync(path.join(dir, file))).text);
  });
});
