import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Article } from '../../src/article/article.js';
import { Archive } from '../../src/archive/archive.js';
import { createIntake, type IntakeOptions } from '../../src/intake/create-intake.js';
import { IndexFeed } from '../../src/live-index/index-feed.js';
import { printedLines } from '../../src/intake/printed-text.js';
import type { Intake } from '../../src/intake/intake.js';

/** An intake over a fresh archive, with a map in the place of the index. */
export interface TemporaryIntake {
  readonly archive: Archive;
  /** Of the archive. */
  readonly folder: string;
  readonly intake: Intake;
  /** What the index would find now. */
  readonly indexed: Map<string, Article>;
  close(): Promise<void>;
}

export async function openTemporaryIntake(options: IntakeOptions = {}): Promise<TemporaryIntake> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-intake-'));
  const archive = await Archive.open(folder, { printedLines });
  const indexed = new Map<string, Article>();
  const sink = {
    apply: (changes: readonly { readonly id: string; readonly article: Article | null }[]) => {
      for (const { id, article } of changes) {
        if (article === null) indexed.delete(id);
        else indexed.set(id, article);
      }
      return Promise.resolve();
    },
    save: () => Promise.resolve(),
  };
  const fail = (error: unknown): never => {
    throw error;
  };
  const feed = new IndexFeed(sink, { onFailure: fail, onSaveFailure: fail });
  return {
    archive,
    folder,
    indexed,
    intake: createIntake(archive, feed, options),
    close: async () => {
      await feed.close();
      await archive.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A page of invented articles: headline and two paragraphs each, blank lines between. */
export function pageText(articles: readonly { readonly title: string; readonly paragraphs: readonly string[] }[], folio = ''): string {
  return (
    [folio, ...articles.flatMap(({ title, paragraphs }) => [title, ...paragraphs])].filter((block) => block !== '').join('\n\n') + '\n'
  );
}

/** Three invented articles that share no run of eight characters. */
export const THREE = [
  {
    title: '青陶桥下游船今起复航',
    paragraphs: [
      '本报讯（记者 林小舟）停航四个月的青陶桥夜游船昨晚重新开航，首日售出船票三百二十张，码头外排起了长队。',
      '船运公司负责人说，新换的六条电动船每条可坐四十人，船上不再有柴油味，噪声也小了许多。',
    ],
  },
  {
    title: '北塔区新添三处口袋公园',
    paragraphs: [
      '本报讯（记者 贺知雨）把拆违腾出来的边角地种上树、摆上椅，北塔区今年建成的三处口袋公园上周末开放。',
      '家住柳埠巷的居民杜阿婆每天清早都来走上两圈，她说以前这里堆满了旧砖，下雨天根本过不去。',
    ],
  },
  {
    title: '老厂房变身青年书店',
    paragraphs: [
      '本报讯（记者 尹一舟）荒了十年的纺纱厂三号车间，如今摆上了两万册图书，成了年轻人周末的去处。',
      '书店保留了原来的行车和天窗，设计师把梭子做成吊灯，晚上亮起来像一屋子萤火。',
    ],
  },
] as const;
