import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { squeeze } from '../../src/page/characters.js';
import { decodePage } from '../../src/page/decode.js';
import { parsePage } from '../../src/page/parse-page.js';
import { describeWithShared } from '../support/shared.js';

interface Gold {
  readonly page: Readonly<Record<string, string>>;
  readonly articles: readonly {
    readonly title: string;
    readonly kicker: readonly string[];
    readonly subtitle: readonly string[];
    readonly kind: string;
    readonly paragraphs: readonly string[];
  }[];
  readonly furniture: readonly string[];
}

function share(gold: readonly string[], got: readonly string[]): number {
  const left = got.map(squeeze);
  const found = gold.map(squeeze).filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return gold.length + got.length === 0 ? 1 : (2 * found.length) / (gold.length + got.length);
}

describeWithShared('pages with gold', (shared) => {
  const dir = path.join(shared, 'pages');
  const names = readdirSync(dir)
    .filter((file) => file.endsWith('.gold.json'))
    .map((file) => file.slice(0, -'.gold.json'.length));
  const read = (name: string): { readonly gold: Gold; readonly parsed: ReturnType<typeof parsePage> } => ({
    gold: JSON.parse(readFileSync(path.join(dir, `${name}.gold.json`), 'utf8')) as Gold,
    parsed: parsePage(decodePage(readFileSync(path.join(dir, `${name}.txt`))).text),
  });

  it('the first page comes out exactly as its gold', () => {
    const { gold, parsed } = read('00-real');
    expect({ page: parsed.page, articles: parsed.articles, furniture: parsed.furniture }).toEqual({
      page: gold.page,
      articles: gold.articles,
      furniture: gold.furniture,
    });
  });

  it.each(names)('%s: headlines, paragraphs, kinds and furniture', (name) => {
    const { gold, parsed } = read(name);
    const all = (articles: Gold['articles'], part: (one: Gold['articles'][number]) => readonly string[]): readonly string[] =>
      articles.flatMap(part);
    expect(
      share(
        all(gold.articles, (one) => [one.title]),
        all(parsed.articles, (one) => [one.title]),
      ),
    ).toBe(1);
    expect(
      share(
        all(gold.articles, (one) => [...one.kicker, ...one.subtitle]),
        all(parsed.articles, (one) => [...one.kicker, ...one.subtitle]),
      ),
    ).toBeGreaterThanOrEqual(0.85);
    expect(
      share(
        all(gold.articles, (one) => one.paragraphs),
        all(parsed.articles, (one) => one.paragraphs),
      ),
    ).toBeGreaterThanOrEqual(0.9);
    expect(
      share(
        all(gold.articles, (one) => [one.kind]),
        all(parsed.articles, (one) => [one.kind]),
      ),
    ).toBe(1);
    expect(share(gold.furniture, parsed.furniture)).toBe(1);
    expect(parsed.page).toMatchObject(gold.page);
  });
});
