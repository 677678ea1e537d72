import { readCount } from '../notation/read-count.js';
import { isAllHan, narrow, squeeze } from './characters.js';
import { readDate } from './dates.js';
import { isSiteFrame } from './site-frame.js';
import { IMPRINT, PAGE_ROLE, PAPER_NAME, PAPER_NAME_LOOSE, SECTION_NAME, WEEKDAY } from './vocabulary.js';

/** What one word of a furniture line is. `loose` = unknown. */
export type FurnitureWordKind =
  'paper' | 'date' | 'weekday' | 'folio' | 'section' | 'role' | 'name' | 'imprint' | 'number' | 'mark' | 'loose';

/** One word of a furniture line with its reading. */
export interface FurnitureWord {
  readonly kind: FurnitureWordKind;
  readonly text: string;
}

const FOLIO =
  /^(?:第?(\d{1,3})版|第([一二三四五六七八九十]{1,3})版|([一二三四五六七八九十]{1,3})版|([A-Z]{1,2}-?\d{1,3})版?|第([A-Z]{1,2}\d{1,3})版|第?(\d{1,3})[页頁])$/u;
const BARE_FOLIO = /^(\d{1,3})$/u;
const PHONE = /^[（(]?\d{2,4}[）)]?-?\d[\d\-转轉、,]{2,}$/u;
const CALENDAR = new RegExp(
  String.raw`^(?:农历|農曆|夏历|.{2}年.{1,3}月.{2,3}$|(?:闰|閏)?[正一二三四五六七八九十冬腊臘]{1,2}月[初十廿三][一二三四五六七八九十]$` +
    String.raw`|今日\d{1,2}版|总第|總第|第\d+[期号號]|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)`,
  'u',
);
const MONEY = /^(?:零售|定价|售价|每份).{0,12}(?:元|角)$|^\d+(?:\.\d+)?元$/u;

/** True for a jump line like `上接第1版`: only the rest of a story begins so, with or without its headline below. */
export function comesFrom(jump: string): boolean {
  return /^[\p{P}\p{S}]*(?:紧接|緊接|上接|接)/u.test(narrow(squeeze(jump)));
}

/** True for a line that sends the reader to another page: `（下转第4版）`, `上接A1版`. */
export function isJumpLine(text: string): boolean {
  if (text.length > 60 || !/[版頁页]/u.test(text)) return false;
  const tight = squeeze(text);
  return (
    tight.length <= 18 &&
    /^[\p{P}\p{S}]*(?:紧接|緊接|下转|下轉|上接|转|轉|接)(?:第|本版|[A-Z]?\d|[一二三四五六七八九十])[^，。！？]{0,8}[版頁页][^，。！？]{0,5}$/u.test(
      narrow(tight),
    )
  );
}

/** True for a line without any letter or digit: recognition marks, rules, ornaments. */
export function isMarksOnly(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}

/** Longer lines and words, in UTF-16 units, are no furniture. */
const LONGEST = 120;

/** Printed number of a page as readers say it (`07` -> `7`, `第三版` -> `3`, `A06` stays), or undefined. */
export function readFolio(word: string): string | undefined {
  if (word.length > LONGEST) return undefined;
  const plain = narrow(squeeze(word)).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (BARE_FOLIO.test(plain)) return String(Number(plain));
  const found = FOLIO.exec(plain);
  if (!found) return undefined;
  const han = found[2] ?? found[3];
  if (han !== undefined) return readCount(han)?.toString();
  const letters = found[4] ?? found[5];
  return letters ?? String(Number(found[1] ?? found[6]));
}

/** Splits a line into words and says what each is. Only lines of up to 120 characters are read; longer ones are loose. */
export function readFurnitureWords(line: string): readonly FurnitureWord[] {
  if (line.length > LONGEST) return [{ kind: 'loose', text: line }];
  const tight = squeeze(line).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (tight === '') return [{ kind: 'mark', text: line }];
  if (PAPER_NAME.test(tight)) return [{ kind: 'paper', text: tight }];
  const words: FurnitureWord[] = [];
  for (const raw of splitWords(narrow(line))) {
    const kind = kindOfWord(raw, words.at(-1));
    words.push({ kind, text: raw });
  }
  return words;
}

/** Dates may be printed with spaces inside (`2031 年 4 月`), and a colon may stand apart from its label. */
function splitWords(printed: string): readonly string[] {
  const line = printed.replace(/^\s*(?:出版|发布|發布|刊登|见报|見報)?(?:日期|时间|時間)[:：]\s*(?=\d)/u, '');
  const dated = !/[年版期礼禮]/u.test(line)
    ? line
    : line
        .replace(/(中[华華]民[国國]|民[国國]|公元|西元)?\s*(\d{2,4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/gu, ' $1$2年$3月$4日 ')
        .replace(/([〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)/gu, ' $1 ')
        .replace(/(第[\d一二三四五六七八九十]{1,3})[·、,，\-—～~至](?:第?[\d一二三四五六七八九十]{1,3})(?=版)/gu, '$1')
        .replace(/第[\d一二三四五六七八九十]{1,2}[张張](?=第)/gu, ' ')
        .replace(/(第\s*[\d一二三四五六七八九十]{1,3}\s*版|^[A-Z]?\d{1,3}版)\s*[:：]?/gu, ' $1 ')
        .replace(/((?:星期|礼拜|禮拜)[一二三四五六日天])/gu, ' $1 ');
  const glued = /[:：/／]/u.test(dated) ? dated.replace(/(?<! ) *([:：/／]) */gu, '$1') : dated;
  return glued.split(/[\s|｜·•丨／,，;；、。！]+/u).filter((word) => word !== '');
}

// At least one of these is in every sure word of furniture; most lines of text are done with after this one look.
const HINT =
  /[\da-z０-９A-ZＡ-Ｚ版报報刊末周週责責编編校址邮郵电電热熱线線专專传傳箱售价價份刷印投例订訂稿函网網号號页頁年值委式设設图圖划劃筹監监美插签审審总總办辦管证證端微址元]/iu;

/** What a word is by itself, in the order the readings are tried. */
const WORD_READINGS: readonly (readonly [FurnitureWordKind, (word: string) => boolean])[] = [
  ['mark', (word) => word === ''],
  ['date', (word) => readDate(word) !== undefined],
  ['weekday', (word) => WEEKDAY.test(word) || CALENDAR.test(word)],
  ['paper', (word) => PAPER_NAME.test(word)],
  ['role', (word) => (PAGE_ROLE.exec(word)?.index ?? 9) <= 4],
  ['imprint', (word) => PHONE.test(word) || MONEY.test(word) || /^\d{6}$/u.test(word)],
  ['folio', (word) => readFolio(word) !== undefined],
  ['imprint', isImprintWord],
  ['section', (word) => SECTION_NAME.test(word)],
  ['number', (word) => /^[\d.\-–—]+$/u.test(word)],
];

/** Most words have nothing that the other readings look for. */
const PLAIN_READINGS = WORD_READINGS.filter(([kind]) => kind === 'mark' || kind === 'section');
const CALENDAR_HINT = /[星期周週礼禮拜农農历曆夏月闰閏今总總第]/u;

function isPlainWord(word: string): boolean {
  return !HINT.test(word) && !CALENDAR_HINT.test(word);
}

/** A label of the imprint begins the word (`邮编：661203`), or an address of the net ends it. */
function isImprintWord(word: string): boolean {
  const found = IMPRINT.exec(word);
  if (!found || found.index > 4) return false;
  return /^[a-z@]/iu.test(found[0]) ? /^[^\x00-\x7f]{0,6}[\x21-\x7e]+$/u.test(word) : word.length <= 40;
}

function kindOfWord(word: string, before: FurnitureWord | undefined): FurnitureWordKind {
  const bare = word.replace(/^[^\p{L}\p{N}(]+|[^\p{L}\p{N})]+$/gu, '');
  const kind = (isPlainWord(bare) ? PLAIN_READINGS : WORD_READINGS).find(([, reads]) => reads(bare))?.[0];
  if (kind === 'role') return roleKind(bare, PAGE_ROLE.exec(bare)!);
  if (kind !== undefined) return kind;
  if ((before?.kind === 'role' || before?.kind === 'name') && isAllHan(bare) && bare.length <= 4) return 'name';
  return before?.kind === 'imprint' && /\d/u.test(bare) ? 'imprint' : 'loose';
}

function roleKind(word: string, role: RegExpExecArray): FurnitureWordKind {
  const prefix = word.slice(0, role.index);
  const rest = word.slice(role.index + role[0].length).replace(/^[:：/／]/u, '');
  if (/^(?:同志|先生|女士|老师|老師|部|们|們)/u.test(rest)) return 'loose';
  const known = prefix === '' || /^(?:本版|本刊|本期|本报|[一二三四五六七八九十\d]版|首席|责任|執行|执行|美术|文字|图片)$/u.test(prefix);
  return known && (rest === '' || (isAllHan(rest) && rest.length <= 4)) ? 'role' : 'loose';
}

const STRONG: ReadonlySet<FurnitureWordKind> = new Set(['paper', 'date', 'folio', 'role', 'imprint']);

/** A note on all of the page: `本版稿件除署名外均据……`, `本版图片由……提供`. */
function isPageNote(line: string): boolean {
  return (
    line.length <= 50 &&
    /^[\s*＊]*本[版期刊](?:稿件|图片|圖片|文字|照片|供图|摄影|攝影|制图|撰文|采写|撰稿|内容|除|未署名|署名|均)/u.test(line)
  );
}

/** An imprint in sentences (`本版邮箱：……，欢迎投稿。`) speaks of the paper itself and gives a number or address. */
function isWordyImprint(line: string): boolean {
  return (
    /本[报報刊版]|零售|发行|發行|邮发|郵發|刊号|刊號|印刷|承印|定价|投稿|来稿|來稿/u.test(line) &&
    /\d{4}|@|www\.|元/u.test(line) &&
    (line.match(/[：:]|\s|电话|邮箱|热线|邮编|地址/gu) ?? []).length >= 2
  );
}

/**
 * How much of a line reads as furniture, 0 to 1: the share of its characters in words that only furniture has. 0
 * unless one of them is sure (a paper's name, a date with its year, a folio, a page credit, an imprint).
 */
export function furnitureScore(line: string): number {
  if (line.length > 120) return 0;
  if (isMarksOnly(line) || (line.length <= 30 && isJumpLine(line)) || isPageNote(line) || isSiteFrame(line)) return 1;
  if (/[。！？，]/u.test(line) ? !isWordyImprint(line) : !HINT.test(line)) return 0;
  const words = readFurnitureWords(line);
  const numbered = /[\d０-９@：:/元角]/u.test(line);
  if (!words.some((word) => STRONG.has(word.kind) && (numbered || word.kind !== 'imprint'))) return 0;
  const size = (list: readonly FurnitureWord[]): number => list.reduce((sum, word) => sum + word.text.length, 0);
  const top = words.some((word) => word.kind === 'folio' || word.kind === 'date' || word.kind === 'paper');
  // Beside a date or folio a short unknown word is the name of the section.
  const sure = words.filter((word) => word.kind !== 'loose' || (top && word.text.length <= 6 && isAllHan(word.text)));
  return size(sure) / Math.max(1, size(words));
}

/** True for a line of addresses and telephones alone: in mid-page it may as well belong to a notice. */
export function isAddressLine(line: string): boolean {
  const kinds = new Set(readFurnitureWords(line).map((word) => word.kind));
  return kinds.has('imprint') && !kinds.has('role') && !kinds.has('date') && !kinds.has('paper');
}

/** True for a line that may be the name of a paper when it stands at the head of a page. */
export function mayBePaperName(line: string): boolean {
  const tight = line.length <= LONGEST ? squeeze(line).replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '') : '';
  return PAPER_NAME_LOOSE.test(tight) || PAPER_NAME.test(tight);
}
