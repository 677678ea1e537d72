import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readNdjson } from '../../support/corpora.js';
import { Random } from '../../support/random.js';
import { describeWithShared, seed } from '../../support/shared.js';
import { readByHand } from './hand-pronunciations.js';
import { type Given, suggesterOf } from './suggest-kit.js';

const GOLD = fileURLToPath(new URL('../../../data/gold', import.meta.url));

const samples: readonly Given[] = readdirSync(GOLD)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) =>
    (JSON.parse(readFileSync(path.join(GOLD, file), 'utf8')) as { articles: Omit<Given, 'id'>[] }).articles.map((article, i) => ({
      ...article,
      id: `${file} ${i}`,
    })),
  );

interface Asked {
  readonly typed: string;
  readonly wanted: string;
}

/**
 * Queries for parts of headlines that the hand-written pronunciations cover: whole pinyin of 2 to 6 characters, or initials of 4
 * to 6. A part that more than five headlines have is passed over: no list of five could hold them all.
 */
function queriesOf(articles: readonly Given[], count: number): readonly Asked[] {
  const random = new Random(seed);
  const titles = articles.flatMap(({ title }) => (title === undefined ? [] : [title]));
  const parts = titles
    .flatMap((title) =>
      [2, 3, 4, 5, 6].flatMap((length) =>
        Array.from({ length: Math.max(0, title.length - length + 1) }, (_, at) => ({ title, part: title.slice(at, at + length) })),
      ),
    )
    .filter(({ part }) => readByHand(part) !== undefined);
  const asked: Asked[] = [];
  for (let tries = 0; asked.length < count && tries < count * 100; tries += 1) {
    const { title, part } = random.pick(parts);
    const isInitials = asked.length % 2 === 1;
    if ((isInitials && part.length < 4) || titles.filter((other) => other.includes(part)).length > 5) continue;
    asked.push({
      typed: readByHand(part)!
        .map((syllable) => (isInitials ? syllable[0]! : syllable))
        .join(''),
      wanted: title,
    });
  }
  return asked;
}

async function shareFound(
  articles: readonly Given[],
  asked: readonly Asked[],
): Promise<{ readonly share: number; readonly missed: readonly Asked[] }> {
  const suggester = await suggesterOf(articles);
  const missed: Asked[] = [];
  for (const one of asked) {
    const found = await suggester.suggest(one.typed, 8);
    if (!found.slice(0, 5).some(({ text, kind }) => text === one.wanted && kind === 'headline')) missed.push(one);
  }
  return { share: 1 - missed.length / asked.length, missed };
}

describe('the headlines of the samples', () => {
  it('are among the first five for 95 of 100 pinyin and initial queries', async () => {
    const asked = queriesOf(samples, 100);
    expect(asked.length).toBe(100);
    const { share, missed } = await shareFound(samples, asked);
    expect({ share, missed, seed, isEnough: share >= 0.95 }).toMatchObject({ isEnough: true });
  });
});

describeWithShared('the headlines of known-xinhua', (shared) => {
  it('are among the first five for 95 % of 200 pinyin and initial queries, samples beside them', async () => {
    const corpus = path.join(shared, 'corpora/known-xinhua');
    const headlines = new Map(readNdjson(`${corpus}.queries.ndjson.gz`, 10_000).map(({ id, text }) => [id, text as string]));
    const titleOf = new Map(
      readFileSync(`${corpus}.qrels.tsv`, 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('\t'))
        .map(([query, article]) => [article, headlines.get(query)]),
    );
    const articles = [
      ...samples,
      ...readNdjson(`${corpus}.articles.ndjson.gz`, 10_000).flatMap((article) => {
        const title = titleOf.get(article['id'] as string);
        return title === undefined
          ? []
          : [{ ...(article as unknown as Given), byline: { reporters: [], correspondents: [], photographers: [] }, title }];
      }),
    ];
    expect(articles.length).toBeGreaterThan(900);
    const asked = queriesOf(articles, 200);
    expect(asked.length).toBe(200);
    const { share, missed } = await shareFound(articles, asked);
    expect({ share, missed, seed, isEnough: share >= 0.95 }).toMatchObject({ isEnough: true });
  });
});
