/** Writers that know what they were promised, and what a copy of the archive must hold of it. */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { readRecords } from '../../src/archive/read-archive.js';

/** Beyond every version: taken out. */
const TAKEN_OUT = 1e9;
const HAN = '渡桥船港岸街灯会新旧东西南北工农商学春秋山水云雨楼台车路门市村镇田园林木花草';
const PAUSE_MS = 5;

/** How far each article and page has come, by its tag: a version, or taken out. What a copy has must be as far, or further. */
export type Progress = Map<string, number>;

const titleOf = (tag: string, version: number): string => `短讯编号${tag}之${version}号`;

/** Text that no other tag has. */
function textOf(tag: string, version: number): string {
  const digest = createHash('sha256').update(`${tag}/${version}`).digest();
  return [...digest].map((byte) => HAN[byte % HAN.length]).join('');
}

/** Writes to a service until `over` is aborted, and notes in `progress` what was acknowledged. `name` is part of every tag. */
export async function writeNoting(url: string, name: string, progress: Progress, over: AbortSignal): Promise<void> {
  const api = `${url}/api/v1`;
  const live: string[] = [];
  const send = async (method: string, path: string, expected: readonly number[], type?: string, body?: string): Promise<void> => {
    const { status } = await fetch(`${api}${path}`, {
      method,
      ...(type !== undefined && { headers: { 'content-type': type } }),
      ...(body !== undefined && { body }),
    });
    if (!expected.includes(status)) throw new Error(`${method} ${path} was answered ${status}`);
  };
  const put = async (tag: string, version: number): Promise<void> => {
    await send(
      'PUT',
      `/articles/${tag}`,
      [200, 201],
      'application/json',
      JSON.stringify({ title: titleOf(tag, version), paragraphs: [`${textOf(tag, version)}。`] }),
    );
    progress.set(tag, version);
  };
  const page = async (tag: string, version: number): Promise<void> => {
    const text = `${titleOf(tag, version)}\n\n本报讯（记者 闻一渡）${textOf(tag, version)}，${textOf(`${tag}b`, version)}。\n`;
    await send('POST', `/pages?paper=${encodeURIComponent(`望渡晚报${tag}`)}&date=2031-05-04&pageNumber=1`, [201], 'text/plain', text);
    progress.set(tag, version);
  };
  for (let n = 0; !over.aborted; n += 1) {
    const tag = `${name}n${n}`;
    if (n % 3 === 0) await page(`${name}p${(n / 3) % 20}`, n);
    else if (n % 10 === 7 && live.length > 0) await put(live.at(-1)!, n);
    else if (n % 10 === 8 && live.length > 4) await takeOut(live.shift()!, n, send, progress);
    else {
      await put(tag, n);
      live.push(tag);
    }
    await delay(PAUSE_MS);
  }
}

async function takeOut(
  tag: string,
  n: number,
  send: (method: string, path: string, expected: readonly number[], type?: string, body?: string) => Promise<void>,
  progress: Progress,
): Promise<void> {
  if (n % 20 < 10) await send('DELETE', `/articles/${tag}`, [204]);
  else await send('POST', '/maintenance/withhold', [204], 'application/json', JSON.stringify({ id: tag, reason: '勘误' }));
  progress.set(tag, TAKEN_OUT);
}

/** What of `promised` an archive folder has not: tags with what was promised and what is there. */
export async function lacking(folder: string, promised: ReadonlyMap<string, number>): Promise<readonly string[]> {
  const found = new Map<string, number>();
  for await (const { id, status, article } of readRecords(folder)) {
    if (status !== 'live') found.set(id, TAKEN_OUT);
    const [, tag, version] = /编号(\w+)之(\d+)号/.exec(article?.title ?? '') ?? [];
    if (status === 'live' && tag !== undefined) found.set(tag, Math.max(found.get(tag) ?? 0, Number(version)));
  }
  return [...promised]
    .filter(([tag, version]) => (found.get(tag) ?? -1) < version)
    .map(([tag, version]) => `${tag}: ${version}, found ${found.get(tag)}`);
}
