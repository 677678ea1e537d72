/** Random histories of pages and articles against a plain model: which texts are out, and what people said of places and headlines. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ArticleInput } from '../../src/article/article.js';
import { readRecord, writeRecordLine } from '../../src/intake/record-line.js';
import { readPath } from '../../src/intake/path/read-path.js';
import type { App } from '../../src/service/app.js';
import type { Random } from '../support/random.js';

/** Where histories happen: one service for many of them. */
export interface Stage {
  readonly app: App;
  readonly url: string;
  /** Folder of the files. */
  readonly folder: string;
}

/** Invented texts of common characters: each has a word that stands in it alone. */
const CHARACTERS = [
  ...'山水云田风雨日月江河湖海春夏秋冬东西南北城乡村镇桥路车船灯塔门窗花草树木鱼鸟牛羊米面茶酒书画琴棋笔墨纸砚金银铜铁石玉丝麻',
];
const TEXTS = 4;
const STEPS = 14;

interface Text {
  readonly title: string;
  readonly marker: string;
  paragraphs: string[];
  /** By what it is out: the article that was named. */
  out: string | undefined;
}

/** One history. Throws with what was done where something is shown that is out, or not found though it is not. */
export class History {
  readonly #texts: Text[];
  readonly #paper: string;
  readonly #done: string[] = [];
  #file: string;
  #given: { date?: string } = {};
  #copies = 0;
  /** How many decisions the history of an article has at least, while it is there. */
  readonly #decided = new Map<string, number>();

  readonly #stage: Stage;
  readonly #random: Random;
  readonly #name: string;

  constructor(stage: Stage, random: Random, name: string) {
    this.#stage = stage;
    this.#random = random;
    this.#name = name;

    this.#paper = `${this.#word(4)}报`;
    this.#texts = Array.from({ length: TEXTS }, () => this.#text());
    this.#file = path.join(stage.folder, name, 'a.txt');
  }

  async run(): Promise<void> {
    await this.#index(true);
    for (let step = 0; step < STEPS; step += 1) {
      const [what, work] = this.#random.pick(this.#steps());
      this.#done.push(what);
      await work();
      await this.#check(step % 4 === 3 || step === STEPS - 1);
    }
    rmSync(path.dirname(this.#file), { recursive: true, force: true });
  }

  #steps(): readonly (readonly [string, () => Promise<unknown>])[] {
    const { app } = this.#stage;
    const text = this.#random.pick(this.#texts);
    return [
      ['index', () => this.#index()],
      [
        'index at a day that is given',
        () => {
          this.#given = { date: `2031-05-0${1 + this.#random.below(9)}` };
          return this.#index(true);
        },
      ],
      ['put under another id', () => this.#put(text)],
      [
        'put by hand as a page',
        () =>
          app.intake.addPage({
            bytes: this.#bytes([text]),
            given: { paper: this.#paper, date: '2032-01-01', pageNumber: String((this.#copies += 1)) },
            source: 'api',
          }),
      ],
      [
        'import as another article',
        () =>
          app.intake.importRecord(
            readRecord({ ...this.#article(text), id: `${this.#name}-i${(this.#copies += 1)}`, archive: { source: '/x.txt' } }),
          ),
      ],
      ['withhold', () => this.#takeOut(text, true)],
      ['withhold', () => this.#takeOut(text, true)],
      ['delete', () => this.#takeOut(text, false)],
      ['restore', () => this.#restore(text)],
      [
        'change a word and index',
        () => {
          this.#edit(text);
          return this.#index();
        },
      ],
      [
        'rename and index',
        () => {
          this.#move(`b${(this.#copies += 1)}.txt`);
          return this.#index();
        },
      ],
      [
        'move, change a word and index',
        () => {
          this.#move(`m${(this.#copies += 1)}/a.txt`);
          this.#edit(text);
          return this.#index();
        },
      ],
      [
        'prune after a rename',
        async () => {
          this.#move(`p${(this.#copies += 1)}.txt`);
          await this.#index();
          await this.#prune();
        },
      ],
      ['delete the page and put it again', () => this.#again()],
      [
        'purge',
        async () => {
          await app.maintenance.purge();
          for (const id of this.#decided.keys()) if (app.archive.status(id) !== 'live') this.#decided.delete(id);
        },
      ],
      ['compact', () => app.archive.compact()],
      ['rebuild', () => app.maintenance.rebuild()],
      ['export and import', () => this.#exportAndImport()],
      ['correct', () => this.#correct(text)],
      ['patch', () => this.#patch(text)],
      ['patch', () => this.#patch(text)],
    ];
  }

  async #index(isGiven = false): Promise<void> {
    mkdirSync(path.dirname(this.#file), { recursive: true });
    const bytes = this.#bytes(this.#texts);
    writeFileSync(this.#file, bytes);
    const receipts = await this.#stage.app.intake.addPages({
      bytes,
      given: isGiven ? { paper: this.#paper, ...this.#given } : {},
      fromPath: readPath(this.#file).page,
      source: this.#file,
    });
    const { paper, date } = receipts[0]!.page;
    this.#expect({ paper, date }, { paper: this.#paper, date: this.#given.date }, 'a place that was given holds');
  }

  #bytes(texts: readonly Text[]): Buffer {
    return Buffer.from(`${texts.flatMap(({ title, paragraphs }) => [title, ...paragraphs]).join('\n\n')}\n`);
  }

  #article({ title, paragraphs }: Text): ArticleInput {
    return {
      title,
      kicker: [],
      subtitle: [],
      byline: { reporters: [], correspondents: [], photographers: [] },
      paragraphs,
      kind: 'news',
      paper: this.#paper,
    };
  }

  async #put(text: Text): Promise<void> {
    await this.#stage.app.intake.putArticle({ ...this.#article(text), id: `${this.#name}-c${(this.#copies += 1)}` }, 'api');
    if (text.out === undefined) this.#expect((await this.#found(text)).length > 0, true, 'a text that is not out is found when it is put');
  }

  async #takeOut(text: Text, withheld: boolean): Promise<void> {
    const found = await this.#found(text);
    if (found.length === 0) return;
    if (withheld) await this.#stage.app.intake.withhold(found[0]!, '当事人要求');
    else for (const id of found) await this.#stage.app.intake.deleteArticle(id);
    text.out = found[0]!;
  }

  async #restore(text: Text): Promise<void> {
    if (text.out === undefined) return;
    const { archive, intake } = this.#stage.app;
    const hasText = (await archive.article(text.out)) !== undefined;
    await intake.restore(text.out);
    // Other copies that were deleted by name stay so.
    text.out = undefined;
    if (hasText) this.#expect((await this.#found(text)).length > 0, true, 'a text that was restored is found');
    for (const { id } of [...archive.takenOut()]) {
      const other = await archive.article(id);
      if (other?.article.paper === this.#paper && other.article.paragraphs.join('').includes(text.marker)) await intake.restore(id);
    }
  }

  #edit(text: Text): void {
    text.paragraphs = text.paragraphs.map((paragraph, at) => (at === 0 ? `${paragraph.slice(0, -3)}${this.#word(2)}。` : paragraph));
  }

  #move(name: string): void {
    const to = path.join(this.#stage.folder, this.#name, name);
    mkdirSync(path.dirname(to), { recursive: true });
    renameSync(this.#file, to);
    this.#file = to;
  }

  async #prune(): Promise<void> {
    const { archive, intake } = this.#stage.app;
    const gone = archive
      .pages()
      .filter(({ source }) => source !== undefined && source.includes(`/${this.#name}/`) && source !== this.#file);
    this.#expect(gone.length, 0, 'a page goes with its file');
    for (const { id } of gone) await intake.removePage(id);
  }

  async #again(): Promise<void> {
    const { archive, intake } = this.#stage.app;
    const page = archive.pages().find(({ source }) => source === this.#file);
    if (page === undefined) return;
    await intake.deletePage(page.id);
    await intake.addPage({ bytes: this.#bytes(this.#texts), given: { paper: this.#paper, ...this.#given }, source: 'api' });
    await this.#index();
  }

  async #exportAndImport(): Promise<void> {
    const { archive, intake } = this.#stage.app;
    const lines: string[] = [];
    for await (const record of archive.records()) if (record.article?.paper === this.#paper) lines.push(writeRecordLine(record));
    const settled = await intake.importRecords(lines.map((line) => readRecord(JSON.parse(line))));
    this.#expect(settled.filter((one) => one.status === 'rejected' || one.value !== 'unchanged').length, 0, 'what was exported is there');
  }

  /** A headline that a person has changed stands while its page does. */
  async #correct(text: Text): Promise<void> {
    const { archive, intake } = this.#stage.app;
    const [id] = (await this.#found(text)).filter((one) => archive.status(one) === 'live');
    if (id === undefined) return;
    const { article } = (await archive.article(id))!;
    const title = `${text.title}${this.#word(2)}`;
    await intake.putArticleAt(id, { ...article, title });
    if (archive.pages().some(({ source }) => source === this.#file)) await this.#index();
    this.#expect((await archive.article(id))?.article.title, title, 'a correction stands');
  }

  /** Two editors have read the same: the first one's headline stands, the second is told; perhaps the first takes it back. */
  async #patch(text: Text): Promise<void> {
    const { archive } = this.#stage.app;
    const [id] = (await this.#found(text)).filter((one) => archive.status(one) === 'live');
    if (id === undefined) return;
    const address = `${this.#stage.url}/api/v1/articles/${encodeURIComponent(id)}`;
    const read = await fetch(address);
    const before = ((await read.json()) as { readonly article: { readonly title: string } }).article.title;
    const title = `${text.title}${this.#word(2)}`;
    const headers = { 'Content-Type': 'application/merge-patch+json', 'If-Match': read.headers.get('etag')! };
    const send = async (given: string): Promise<number> =>
      (await fetch(address, { method: 'PATCH', headers, body: JSON.stringify({ title: given }) })).status;
    this.#expect([await send(title), await send('后来的')], [200, 412], 'the second of two editors is told');
    const history = (await archive.article(id))?.decisions ?? [];
    this.#expect([history.at(-1)?.before, history.at(-1)?.after], [before, title], 'a patch is kept as a decision');
    const isTakenBack = this.#random.below(2) === 0;
    if (isTakenBack) await fetch(`${address}/history/${history.at(-1)!.n}`, { method: 'DELETE' });
    this.#decided.set(id, history.length + (isTakenBack ? 1 : 0));
    if (archive.pages().some(({ source }) => source === this.#file)) await this.#index();
    this.#expect((await archive.article(id))?.article.title, isTakenBack ? before : title, 'what was decided stands');
  }

  /** A history goes with its article, whatever becomes of that. */
  async #checkDecisions(): Promise<void> {
    const { archive } = this.#stage.app;
    for (const [id, count] of this.#decided) {
      if (archive.status(id) === undefined) this.#decided.delete(id);
      else this.#expect(((await archive.article(id))?.decisions?.length ?? 0) >= count, true, `the history of ${id} is there`);
    }
  }

  async #found({ marker }: Text): Promise<readonly string[]> {
    const answer = await this.#stage.app.searcher.search(
      { text: `"${marker}"`, filters: {}, sort: 'newest', limit: 100, offset: 0, facets: [], explain: false },
      {},
    );
    return answer.hits.map(({ id }) => id);
  }

  /** `everywhere`: on the pages for people, in feeds, suggestions, similar articles and the archive too. */
  async #check(everywhere: boolean): Promise<void> {
    const { app, url } = this.#stage;
    await this.#checkDecisions();
    const out = this.#texts.filter(({ out: by }) => by !== undefined);
    for (const text of out) this.#expect(await this.#found(text), [], 'what is out is not found');
    if (out.length === 0 || !everywhere) return;
    const filters = { paper: [this.#paper] };
    const all = await app.searcher.search(
      { text: '', filters, sort: 'newest', limit: 100, offset: 0, facets: ['kind'], explain: false },
      {},
    );
    const places = app.archive
      .pages()
      .filter(({ paper }) => paper === this.#paper)
      .map(({ paper, date, pageNumber }) => `/pages/${encodeURIComponent(paper!)}/${date ?? '-'}/${encodeURIComponent(pageNumber ?? '-')}`);
    const paper = encodeURIComponent(this.#paper);
    const addresses = ['/feed.atom', '/', '/pages', '/api/v1/search'].map((address) => `${address}?q=&paper=${paper}&limit=100`);
    const shown: string[] = [JSON.stringify(all)];
    for (const address of [...addresses, ...places, ...all.hits.flatMap(({ id }) => [`/articles/${id}`, `/articles/${id}/trail`])])
      shown.push(`${address} ${await (await fetch(url + address)).text()}`);
    for (const { id } of all.hits) shown.push(JSON.stringify(await app.similar.similar(id, 10)));
    for (const text of out) {
      shown.push(JSON.stringify(await app.suggester.suggest(text.title.slice(0, 3), 10)));
      this.#expect(
        shown.filter((one) => one.includes(text.marker) || one.includes(text.title)),
        [],
        'what is out is nowhere',
      );
    }
    this.#expect(all.facets?.kind?.reduce((sum, { count }) => sum + count, 0) ?? 0, all.total, 'a facet counts what is found');
    for await (const record of app.archive.records()) {
      if (record.article === undefined || record.status !== 'live') continue;
      const said = `${record.article.paragraphs.join('')}${JSON.stringify(record.decisions ?? [])}`;
      this.#expect(
        out.some(({ marker }) => said.includes(marker)),
        false,
        'nothing live of an export holds it',
      );
    }
  }

  #expect(got: unknown, wanted: unknown, what: string): void {
    const [said, hoped] = [JSON.stringify([got]), JSON.stringify([wanted])];
    if (said !== hoped)
      throw new Error(`${what}: ${said.slice(0, 2_000)} and not ${hoped}; history ${this.#name}, after ${this.#done.join(', ')}`);
  }

  #word(length: number): string {
    return Array.from({ length }, () => this.#random.pick(CHARACTERS)).join('');
  }

  #text(): Text {
    const marker = this.#word(6);
    const sentence = (): string => `${this.#word(11)}，${this.#word(13)}，${this.#word(12)}。`;
    return {
      title: this.#word(9),
      marker,
      paragraphs: [`本报讯（记者 ${this.#word(2)}）${sentence()}${sentence()}`, `${sentence()}${marker}，${sentence()}${this.#word(7)}。`],
      out: undefined,
    };
  }
}
