/** A writer over HTTP that knows what it was promised: for each of its articles what must stand, and what may because no answer came. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../support/random.js';

/** How an article may stand: a text by its version, or gone with the answer 410. */
export type Standing = `version ${number}` | 'withheld' | 'deleted';

/** One article: what the last answer promised, and what an unanswered request asked for. */
export interface Promised {
  acknowledged: Standing | undefined;
  asked: Standing | undefined;
}

/** A page with two stories; they come together or not at all. */
export interface PromisedPage {
  readonly path: string;
  articleCount: number | undefined;
}

/** Everything the writers of one service were told. */
export class Promises {
  readonly articles = new Map<string, Promised>();
  readonly pages: PromisedPage[] = [];
  /** Answers by status, and faults that are no end of the connection. */
  readonly statuses = new Map<number, number>();

  async step(id: string, to: Standing, send: () => Promise<Response>): Promise<void> {
    const promised = this.articles.get(id) ?? { acknowledged: undefined, asked: undefined };
    this.articles.set(id, promised);
    promised.asked = to;
    const { status } = await this.counted(send());
    // A refusal stores nothing.
    if (status < 300) promised.acknowledged = to;
    promised.asked = undefined;
  }

  async counted(answer: Promise<Response>): Promise<Response> {
    const response = await answer;
    this.statuses.set(response.status, (this.statuses.get(response.status) ?? 0) + 1);
    return response;
  }
}

/** The phrase that finds exactly one version of one article. */
export function phraseOf(id: string, version: number): string {
  return `编号${id}之${version}号`;
}

function bodyOf(id: string, version: number): object {
  return {
    title: `${phraseOf(id, version)}渡口短讯`,
    paragraphs: [`库房清点第${version}次。`.repeat(8)],
    paper: '望渡晚报',
    date: '2031-05-04',
  };
}

function pageText(tag: string): string {
  const story = (part: string): string =>
    `${part}渡口新桥通车${tag}号\n\n本报讯（记者 闻一渡）望渡城的新桥昨天通车，两岸的行人不再绕路。${'老人们说，等了许多年。'.repeat(5)}\n\n`;
  return `望渡晚报\n\n2031年5月4日 星期日 第3版\n\n${story('东岸')}${story('西岸')}`;
}

const json = { 'content-type': 'application/json' };

/** Writes until the connection breaks or `over` is aborted. `name` is part of every id. */
export async function writeOverHttp(
  url: string,
  {
    name,
    promises,
    random,
    over,
  }: { readonly name: string; readonly promises: Promises; readonly random: Random; readonly over: AbortSignal },
): Promise<void> {
  const api = `${url}/api/v1`;
  const own: string[] = [];
  const put = (id: string, version: number) =>
    promises.step(id, `version ${version}`, () =>
      fetch(`${api}/articles/${id}`, { method: 'PUT', headers: json, body: JSON.stringify(bodyOf(id, version)) }),
    );
  const steps = [
    async (n: number) => {
      own.push(`${name}n${n}`);
      await put(own.at(-1)!, 1);
    },
    async (n: number) => {
      await put(random.pick(own), n + 2);
    },
    async () => {
      const id = own.splice(random.below(own.length), 1)[0]!;
      await promises.step(id, 'deleted', () => fetch(`${api}/articles/${id}`, { method: 'DELETE' }));
    },
    async () => {
      const id = own.splice(random.below(own.length), 1)[0]!;
      await promises.step(id, 'withheld', () =>
        fetch(`${api}/maintenance/withhold`, { method: 'POST', headers: json, body: JSON.stringify({ id, reason: '勘误' }) }),
      );
    },
    async (n: number) => {
      own.push(
        ...(await bulk(
          api,
          promises,
          Array.from({ length: 6 }, (_, at) => `${name}b${n}x${at}`),
        )),
      );
    },
    async (n: number) => {
      await addPage(api, promises, `${name}p${n}`);
    },
  ];
  try {
    for (let n = 0; !over.aborted; n += 1) await steps[own.length < 3 ? 0 : random.pick([0, 0, 1, 2, 3, 4, 5, 5, 5])]!(n);
  } catch {
    // The connection broke with the process.
  }
}

async function bulk(api: string, promises: Promises, ids: readonly string[]): Promise<readonly string[]> {
  for (const id of ids) promises.articles.set(id, { acknowledged: undefined, asked: 'version 1' });
  const body = ids.map((id) => `${JSON.stringify({ id, ...bodyOf(id, 1) })}\n`).join('');
  const response = await promises.counted(
    fetch(`${api}/articles`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body }),
  );
  let rest = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const { id, status } = JSON.parse(line) as { readonly id: string; readonly status: string };
      promises.articles.set(id, { acknowledged: status === 'failed' ? undefined : 'version 1', asked: undefined });
    }
  }
  return ids;
}

async function addPage(api: string, promises: Promises, tag: string): Promise<void> {
  const pageNumber = `A${promises.pages.length}`;
  const place = new URLSearchParams({ paper: `望渡晚报${tag}`, date: '2031-05-04', pageNumber });
  const page: PromisedPage = { path: `/pages/${encodeURIComponent(`望渡晚报${tag}`)}/2031-05-04/${pageNumber}`, articleCount: undefined };
  promises.pages.push(page);
  const response = await promises.counted(
    fetch(`${api}/pages?${place.toString()}`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: pageText(tag) }),
  );
  const { articles } = (await response.json()) as { readonly articles: readonly object[] };
  page.articleCount = articles.length;
}

/** What maintenance does all the while: the index anew, purged texts out, by turns. */
export async function tidyOverHttp(url: string, promises: Promises, over: AbortSignal): Promise<void> {
  try {
    for (let n = 0; !over.aborted; n += 1) {
      await promises.counted(fetch(`${url}/api/v1/maintenance/${n % 2 === 0 ? 'purge' : 'rebuild'}`, { method: 'POST' }));
      await delay(20);
    }
  } catch {
    // The connection broke with the process.
  }
}
