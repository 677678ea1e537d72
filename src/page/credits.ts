import type { Byline } from '../article/article.js';
import { splitNames } from './names.js';

/** The people a stretch of byline text names. */
export interface Credits {
  readonly reporters: readonly string[];
  readonly correspondents: readonly string[];
  readonly photographers: readonly string[];
  readonly authors: readonly string[];
  /** Share of the text's characters that were understood, 0 to 1. */
  readonly understood: number;
  /** Whether a role word stands in the text. */
  readonly hasRole: boolean;
}

/** Nobody named. */
export const NO_BYLINE: Byline = { reporters: [], correspondents: [], photographers: [] };

type Task = 'reporter' | 'correspondent' | 'photographer' | 'both' | 'author' | 'none';

interface Role {
  readonly task: Task;
  /** `before` its names (记者 甲), or on `either` side (甲 摄, 摄影 甲). */
  readonly side: 'before' | 'either';
}

const RANK =
  '(?:见习|見習|实习|實習|首席|特派|特约|特約|高级|高級|资深|資深|全媒体|融媒体|融媒|文字|客座|驻[\\p{Script=Han}]{1,4}|駐[\\p{Script=Han}]{1,4})';
const HOUSE = '(?:本报|本報|本刊|本版|本社|本台|本网)';
const gap = (word: string): string => Array.from(word).join('\\s*');
const oneOf = (...words: readonly string[]): string => `(?:${words.map(gap).join('|')})`;

/** Words for who wrote and took the picture too. */
const BOTH_TASKS = [
  '文/图',
  '图/文',
  '文／图',
  '图／文',
  '文/圖',
  '圖/文',
  '文／圖',
  '文、图',
  '图、文',
  '文并图',
  '文并摄',
  '文並攝',
  '文图',
  '图文',
  '圖文',
  '文/摄',
  '文/攝',
  '摄影报道',
  '攝影報導',
  '攝影報道',
  '图片报道',
  '图文报道',
  '采写/摄影',
  '摄影/报道',
  '文/摄影',
  '撰文/摄影',
];
/** Role words in the order they are tried; between their characters recognition may have put spaces. */
const ROLES: readonly (readonly [RegExp, Role])[] = [
  [new RegExp(`^(?:${HOUSE}\\s*)?${oneOf('摄影记者', '攝影記者', '图片记者')}`, 'u'), { task: 'photographer', side: 'before' }],
  [
    new RegExp(
      `^(?:${oneOf('本报', '本報', '本刊', '本版', '本社', '本台', '本网')}\\s*)?(?:${RANK}\\s*)*${oneOf('记者', '記者', '特派员', '实习生', '實習生')}`,
      'u',
    ),
    { task: 'reporter', side: 'before' },
  ],
  [
    new RegExp(
      `^(?:${oneOf('本报', '本報', '本刊')}\\s*)?(?:${RANK}\\s*)*${oneOf('通讯员', '通訊員', '特约撰稿人', '特约撰稿', '撰稿')}`,
      'u',
    ),
    { task: 'correspondent', side: 'before' },
  ],
  [new RegExp(`^${oneOf(...BOTH_TASKS)}`, 'u'), { task: 'both', side: 'either' }],
  [
    new RegExp(
      `^${oneOf('摄影', '攝影', '供图', '供圖', '图片', '圖片', '图', '圖', '摄', '攝', '制图', '製圖', '绘图', '漫画', '插图', '配图')}`,
      'u',
    ),
    { task: 'photographer', side: 'either' },
  ],
  [
    new RegExp(
      `^${oneOf('采访整理', '采写', '采寫', '撰文', '采访', '採訪', '整理', '执笔', '文')}(?=[\\s/／:：]|$|[\\p{Script=Han}])`,
      'u',
    ),
    { task: 'reporter', side: 'either' },
  ],
  [
    new RegExp(
      `^${oneOf('作者', '口述', '编译', '編譯', '翻译', '原著', '本报评论员', '本报特约评论员', '特约评论员', '评论员', '評論員')}`,
      'u',
    ),
    { task: 'author', side: 'before' },
  ],
  [/^[著着](?=\s*$)/u, { task: 'author', side: 'either' }],
  [
    new RegExp(`^${oneOf('综合报道', '综合报導', '报道', '報導', '報道', '综合', '发自', '编辑', '責編', '责编')}`, 'u'),
    { task: 'none', side: 'either' },
  ],
];

interface Run {
  readonly role: Role | undefined;
  readonly names: readonly string[];
  /** Characters of the role word and the names: what was understood. */
  readonly size: number;
}

/**
 * Reads who did what from the text of a byline (`记者 甲 乙 通讯员 丙`, `甲 文/图`, `文/甲 图/乙`). Characters that are
 * neither a role nor a name count as not understood. Texts over 160 characters are not read.
 */
export function readCredits(text: string): Credits {
  if (text.length > 160) return { reporters: [], correspondents: [], photographers: [], authors: [], understood: 0, hasRole: false };
  const runs = readRuns(text.replace(/^[\s□■◎○●◆◇▲△★☆※◤◥\-—·*＊]+/u, ''));
  const people = { reporter: [] as string[], correspondent: [] as string[], photographer: [] as string[], author: [] as string[] };
  const give = (task: Task, names: readonly string[], already: boolean): void => {
    for (const one of tasksOf(task, already)) for (const name of names) if (!people[one].includes(name)) people[one].push(name);
  };
  assign(runs, give);
  const understood = runs.reduce((sum, run) => sum + run.size, 0);
  const whole = text.replace(/[\s\p{P}\p{S}]+/gu, '').length;
  return {
    reporters: people.reporter,
    correspondents: people.correspondent,
    photographers: people.photographer,
    authors: people.author,
    understood: whole === 0 ? 0 : Math.min(1, understood / whole),
    hasRole: runs.some((run) => run.role !== undefined),
  };
}

function tasksOf(task: Task, already: boolean): readonly Exclude<Task, 'both' | 'none'>[] {
  if (task === 'none') return [];
  if (task === 'both') return already ? ['photographer'] : ['reporter', 'photographer'];
  return [task];
}

/**
 * Gives each run of names its role. `before` roles take the names behind them. An `either` role takes the names behind
 * it when the names in front are taken or absent, else those in front: `记者 甲 摄影 乙`, but `记者 甲 摄`.
 */
function assign(runs: readonly Run[], give: (task: Task, names: readonly string[], already: boolean) => void): void {
  let waiting: readonly string[] = [];
  let heldBy: Task | undefined;
  const settle = (): void => {
    if (heldBy !== undefined) give(heldBy, waiting, false);
    waiting = [];
    heldBy = undefined;
  };
  let pending: Task | undefined; // an either-role that leads: 文/图 本报记者 甲
  let leading = false; // the first did, so the others do: 文/本报记者 甲 图/本报记者 乙
  runs.forEach((run, at) => {
    if (run.role === undefined) {
      waiting = run.names;
      return;
    }
    if (run.role.side === 'before') {
      settle();
      heldBy = run.role.task;
      waiting = run.names;
      if (pending !== undefined) {
        give(pending, run.names, run.role.task !== 'reporter' || pending === 'both');
        if (pending === 'photographer') heldBy = undefined;
        pending = undefined;
      }
      return;
    }
    if (leading && run.names.length === 0 && runs[at + 1]?.role?.side === 'before') {
      settle();
      pending = run.role.task;
      return;
    }
    const takesBehind = run.names.length > 0 && (waiting.length === 0 || (heldBy !== undefined && at === runs.length - 1));
    if (takesBehind) {
      settle();
      give(run.role.task, run.names, false);
      return;
    }
    if (waiting.length === 0) {
      if (at + 1 < runs.length && run.names.length === 0) {
        pending = run.role.task;
        leading = true;
      }
      return;
    }
    takeFront(run.role.task, waiting, heldBy, give);
    // `记者 甲 通讯员 乙 文/图`: words and pictures are by all of them.
    if (run.role.task === 'both' && at === runs.length - 1)
      give(
        'photographer',
        runs.flatMap((one) => (one.role?.side === 'before' ? one.names : [])),
        false,
      );
    waiting = run.names;
    heldBy = undefined;
  });
  if (heldBy !== undefined) settle();
}

function takeFront(
  task: Task,
  names: readonly string[],
  heldBy: Task | undefined,
  give: (task: Task, names: readonly string[], already: boolean) => void,
): void {
  // `通讯员 甲 文`: who writes keeps the role named before.
  if (heldBy !== undefined && task === 'reporter') {
    give(heldBy, names, false);
    return;
  }
  // `记者 甲 摄`: the reporter took the picture; `记者 甲 摄影报道`: picture and report.
  if (heldBy !== undefined && (task !== 'photographer' || heldBy !== 'reporter')) give(heldBy, names, false);
  give(task, names, heldBy === 'correspondent');
}

function readRuns(text: string): readonly Run[] {
  const runs: Run[] = [];
  let role: Role | undefined;
  let size = 0;
  let words: string[] = [];
  const close = (): void => {
    const names = splitNames(words);
    if (role !== undefined || words.length > 0) {
      runs.push({ role, names, size: size + names.reduce((sum, name) => sum + name.length, 0) });
    }
    role = undefined;
    size = 0;
    words = [];
  };
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const found = matchRole(rest, words.length > 0 || role !== undefined);
    if (found) {
      close();
      role = found.role;
      size = found.text.replace(/[\s\p{P}\p{S}]+/gu, '').length;
      at += found.text.length;
      continue;
    }
    const word = /^[^\s、，,;；/／|｜（）()【】[\]：:＆&+]+/u.exec(rest)?.[0];
    if (word === undefined) {
      at += 1;
      continue;
    }
    const inner = cutAtRole(word);
    words.push(inner);
    at += inner.length;
  }
  close();
  return runs;
}

function matchRole(rest: string, afterName: boolean): { readonly role: Role; readonly text: string } | undefined {
  for (const [pattern, role] of ROLES) {
    const text = pattern.exec(rest)?.[0];
    if (text === undefined) continue;
    // A name may begin with a role's character (文天明): one character alone is a role only when it stands apart.
    const next = rest.charAt(text.length);
    if (text.length === 1 && next !== '' && !/[\s/／:：、，|]/u.test(next) && (!afterName || role.task === 'reporter')) continue;
    return { role, text };
  }
  return undefined;
}

/** Cuts a word before a role printed without a space: `祝丹青通讯员`, `卓一鸣摄`. */
function cutAtRole(word: string): string {
  const long = /(?:本报记者|本報記者|记者|記者|通讯员|通訊員|摄影报道|摄影|攝影)/u.exec(word);
  if (long && long.index > 0) return word.slice(0, long.index);
  const last = /^(.{2,4})[摄攝著]$/u.exec(word);
  return last ? last[1]! : word;
}
