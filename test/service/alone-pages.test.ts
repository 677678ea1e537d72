/** Pages whose place is not whole: each stands alone, under the name of its file. */
import { readPage } from '../../src/http/read-pages.js';
import type { AppServices } from '../../src/http/services.js';
import { ArchiveIssueService } from '../../src/service/issue-service.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from '../intake/temporary-intake.js';

let room: TemporaryIntake;
let gone: Set<string>;
let service: ArchiveIssueService;
let services: Pick<AppServices, 'issues'>;

beforeEach(async () => {
  gone = new Set();
  room = await openTemporaryIntake({ isGone: (source) => gone.has(source) });
  service = new ArchiveIssueService(room.archive);
  services = { issues: service };
});
afterEach(() => room.close());

async function add(source: string, text: string, given = {}): Promise<string> {
  const [receipt] = await room.intake.addPages({ bytes: Buffer.from(text), given, source });
  return receipt!.page.id!;
}

async function shown(): Promise<readonly unknown[]> {
  const { issues } = await service.list({ limit: 10, offset: 0 });
  return issues.flatMap(({ pages }) => pages.map(({ id, file, articleCount }) => [id, file, articleCount]));
}

const texts = THREE.map((article) => pageText([article]));

it('are as many as there are files, in the order of their names', async () => {
  await service.list({ limit: 1, offset: 0 });
  const ids = [await add('/in/scan0010.txt', texts[0]!), await add('/in/scan0002.txt', texts[1]!), await add('/other/x.txt', texts[2]!)];
  const expected = [
    [ids[1], 'scan0002.txt', 1],
    [ids[0], 'scan0010.txt', 1],
    [ids[2], 'x.txt', 1],
  ];
  expect(await shown()).toEqual(expected);
  expect((await service.list({ limit: 1, offset: 0 })).issues).toEqual([expect.objectContaining({ pageCount: 3 })]);
  // A service that is opened later reads the same from the archive.
  service = new ArchiveIssueService(room.archive);
  expect(await shown()).toEqual(expected);
});

it('are told apart by their ids; articles that came without a page are none of them', async () => {
  const id = await add('/in/b.txt', texts[1]!);
  await add('/in/a.txt', texts[0]!);
  await room.intake.putArticle({ id: 'own', title: '渡口', kicker: [], subtitle: [], paragraphs: [], kind: 'news', byline: BYLINE }, 'api');
  expect(await readPage(services, { id })).toMatchObject({ file: 'b.txt', pageIds: [id], total: 1, articles: [{ title: THREE[1].title }] });
  expect(await readPage(services, {})).toMatchObject({ pageIds: [], total: 1, articles: [{ id: 'own' }] });
});

it('are told apart where they print the same number', async () => {
  await add('/in/a.txt', texts[0]!, { pageNumber: '3' });
  await add('/in/b.txt', texts[1]!, { pageNumber: '3' });
  expect((await shown()).map((page) => (page as unknown[]).slice(1))).toEqual([
    ['a.txt', 1],
    ['b.txt', 1],
  ]);
});

it('are two where two files have the same text, and stay so', async () => {
  const first = await add('/in/a/scan.txt', texts[0]!);
  const second = await add('/in/b/scan.txt', texts[0]!);
  expect(second).not.toBe(first);
  expect([await add('/in/b/scan.txt', texts[0]!), await add('/in/a/scan.txt', texts[0]!)]).toEqual([second, first]);
  gone.add('/in/a/scan.txt');
  expect(await add('/in/b/scan.txt', texts[0]!)).toBe(second);
});

it('stay the same when their text changes, when the file is renamed and when they get a place', async () => {
  const id = await add('/in/a.txt', texts[0]!);
  expect(await add('/in/a.txt', texts[1]!)).toBe(id);
  gone.add('/in/a.txt');
  expect(await add('/in/b.txt', texts[1]!)).toBe(id);
  expect(await shown()).toEqual([[id, 'b.txt', 1]]);
  expect(await add('/in/b.txt', texts[1]!, { paper: '云湾日报', date: '2031-05-06', pageNumber: '3' })).toBe(id);
  expect(await shown()).toEqual([[id, undefined, 1]]);
});

it('are one where the same bytes come through the API again', async () => {
  const id = await add('api', texts[0]!);
  expect(await add('api', texts[0]!)).toBe(id);
  expect(await add('api', texts[1]!)).not.toBe(id);
  expect((await shown()).length).toBe(2);
});

const BYLINE = { reporters: [], correspondents: [], photographers: [] };
