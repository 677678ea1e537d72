/** Random histories of one page against a model: which lines are whose, in which order, where the page stands, what can be taken back. */
import { parsePagePatch } from '../../../src/article/page-patch-schema.js';
import { readHandPage } from '../../../src/intake/by-hand/page-view.js';
import { readText } from '../../../src/intake/read-page.js';
import { Random } from '../../support/random.js';
import { openTemporaryIntake, pageText, THREE } from '../temporary-intake.js';

const STEPS = 12;
const TEXT = pageText(THREE);
const BLOCKS = [1, 3, 5, 7, 9, 11, 13, 15, 17];
const DAYS = ['2024-03-18', '2024-03-19', '2024-03-20'];

/** The page as it should stand. */
interface Model {
  readonly articles: readonly (readonly number[])[];
  readonly date: string | null;
}

/** Runs one; throws by `expect` where page and model differ. */
export async function checkRandomHistory(seed: number): Promise<void> {
  const random = new Random(seed);
  let isNewer = false;
  let source = '/in/a.txt';
  const room = await openTemporaryIntake({
    isGone: (name) => name !== source,
    readText: async (task) => {
      const read = await readText(task);
      const joined = (page: (typeof read.parsed)[number]) => ({
        ...page,
        articles: page.articles.slice(0, 1),
        lines: [{ ...page.lines[0]!, paragraphs: page.lines.flatMap(({ title, paragraphs }) => [title, ...paragraphs]) }],
        confidences: [0.5],
      });
      return isNewer ? { ...read, parsed: read.parsed.map(joined) } : read;
    },
  });
  try {
    const index = async (): Promise<string> => {
      const fromPath = { paper: '云湾工人报', date: DAYS[0]!, pageNumber: '3' };
      return (await room.intake.addPages({ bytes: Buffer.from(TEXT), given: {}, fromPath, source }))[0]!.page.id!;
    };
    const id = await index();
    const look = async () => (await readHandPage(room.archive, id, false))!;
    const edit = async (patch: object): Promise<void> => {
      const { version } = await look();
      const [receipt] = await room.intake.editPages([{ id, patch: parsePagePatch(patch), expected: [version] }], {
        by: `e${random.below(2)}`,
      });
      expect(receipt!.type).toBe('stored');
    };
    let model: Model = { articles: [BLOCKS.slice(0, 3), BLOCKS.slice(3, 6), BLOCKS.slice(6)], date: DAYS[0]! };
    let isDivided = false;
    /** What taking the last decision back leads to. */
    let before: { readonly model: Model; readonly n: number } | undefined;
    const last = async (): Promise<number> => (await room.archive.page(id))!.decisions?.at(-1)?.n ?? 0;
    const steps: Readonly<Record<string, () => Promise<void>>> = {
      divide: async () => {
        const articles = cutAnywhere(random);
        const was = model;
        const n = await last();
        await edit({ articles: articles.map((lines) => ({ lines })) });
        model = { ...model, articles };
        isDivided = true;
        before = (await last()) > n ? { model: was, n: await last() } : undefined;
      },
      place: async () => {
        const date = random.pick([...DAYS, null]);
        const was = model;
        await edit({ date });
        model = { ...model, date };
        before = date === was.date ? undefined : { model: was, n: await last() };
      },
      takeBack: async () => {
        if (before === undefined) return;
        await room.intake.takeBackPage(id, before.n, '*');
        ({ model } = before);
        before = undefined;
      },
      stale: async () => {
        const patch = parsePagePatch({ date: '2001-01-01' });
        const [receipt] = await room.intake.editPages([{ id, patch, expected: ['p0'] }]);
        expect(receipt!.type).toBe('stale');
      },
      index: async () => {
        expect(await index()).toBe(id);
      },
      rename: async () => {
        source = `/in/${random.below(1_000)}.txt`;
        expect(await index()).toBe(id);
      },
      compact: async () => {
        await room.archive.compact();
      },
      // A reading nobody has confirmed may be replaced; one that was decided may not.
      newer: async () => {
        if (!isDivided) return;
        isNewer = true;
        await index();
        isNewer = false;
      },
    };
    for (let step = 0; step < STEPS; step++) {
      const name = random.pick(Object.keys(steps));
      await steps[name]!();
      const { page } = await look();
      const seen = { step, name, articles: page.articles.map(({ lines }) => lines), date: page.date ?? null };
      expect(seen).toEqual({ step, name, ...model });
      const texts = await Promise.all(page.articles.map(async (one) => (await room.archive.article(one.id))!.article));
      expect(texts.map(({ date }) => date ?? null)).toEqual(texts.map(() => model.date));
      expect([...room.indexed.keys()].sort()).toEqual(page.articles.map((one) => one.id).sort());
      expect(textOf(texts)).toBe(textOf(THREE));
    }
  } finally {
    await room.close();
  }
}

/** All lines, in runs of one to all, in any order of the runs. */
function cutAnywhere(random: Random): readonly (readonly number[])[] {
  const articles: number[][] = [];
  for (const line of BLOCKS) {
    if (articles.length === 0 || random.below(3) === 0) articles.push([]);
    articles.at(-1)!.push(line);
  }
  return random.below(3) === 0 ? articles.reverse() : articles;
}

/** Every character there is, whatever its place: nothing may be lost. */
function textOf(articles: readonly { readonly title: string; readonly paragraphs: readonly string[] }[]): string {
  return [...articles.flatMap(({ title, paragraphs }) => [title, ...paragraphs]).join('')].sort().join('');
}
