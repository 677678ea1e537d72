import type { Byline } from '../article/article.js';
import { squeeze } from './characters.js';
import { NO_BYLINE, readCredits, type Credits } from './credits.js';
import { looksLikeName, readLoneName } from './names.js';

const HOUSE_OPENING = /^\s*[[【（(]?\s*本\s*[报報刊台网社]\s*(?:综合)?\s*([\p{Script=Han}\d\s]{0,16}?)\s*[讯訊电電]\s*[\]】）)]?/u;
const AGENCY_OPENING = /^\s*[[【（(]?\s*(?:据|據|综合)?\s*([\p{Script=Han}]{1,5}(?:社|通讯社|通訊社|新闻网|新聞網))\s*([\p{Script=Han}\d、\s]{0,20}?)\s*(?:专电|專電|电讯|電訊|电|電|讯|訊|消息|报道|報導)\s*[\]】）)]?/u;
const BRACKET = /^\s*[（(【[]([^（()）】\]]{2,120})[）)】\]]/u;
const PEOPLE_WORD = /记\s*者|記\s*者|通\s*讯\s*员|通\s*訊\s*員|实习生|摄影|文\s*[/／]\s*图/u;

/** What the first sentence of a story says about where it comes from. */
export interface Dispatch {
  readonly byline: Byline;
  /** Number of UTF-16 units of the text that the opening takes. */
  readonly length: number;
}

/**
 * Reads the opening of a story: `本报讯（记者 甲 通讯员 乙）`, `【本報訊】（記者 甲）`, `新华社望渡11月30日电（记者 甲、乙）`,
 * `据新华社电`, `本报北京3月1日电`, `（记者 甲）`, `本报记者 甲 报道`. Undefined when the text opens otherwise.
 */
export function readDispatch(text: string): Dispatch | undefined {
  const head = text.slice(0, 200);
  const source = readSource(head);
  const taken = source?.length ?? 0;
  const people = readOpeningPeople(head.slice(taken), source !== undefined);
  if (!source && !people) return undefined;
  const byline: Byline = {
    ...NO_BYLINE,
    ...(people && { reporters: people.credits.reporters, correspondents: people.credits.correspondents, photographers: people.credits.photographers }),
    ...(source?.agency !== undefined && { agency: source.agency }), ...(source?.dateline !== undefined && { dateline: source.dateline }),
  };
  return { byline, length: taken + (people?.length ?? 0) };
}

/** `本报讯`, `新华社望渡11月30日电`: who sends the story, from where and when. */
function readSource(head: string): { readonly length: number; readonly agency?: string; readonly dateline?: string } | undefined {
  const house = HOUSE_OPENING.exec(head);
  const agency = house ? null : AGENCY_OPENING.exec(head);
  const length = (house ?? agency)?.[0].length;
  if (length === undefined) return undefined;
  const place = squeeze((house ? house[1] : agency?.[2]) ?? '');
  return {
    length, ...(agency && { agency: squeeze(agency[1]!).replace(/^(?:据|據|综合)/u, '') }),
    ...(/[日号號]$|^[\p{Script=Han}]{2,8}$/u.test(place) && { dateline: place }),
  };
}

/** The bracket with the people, or `记者 甲 报道` without brackets where a source stands before it. */
function readOpeningPeople(rest: string, afterSource: boolean): { readonly credits: Credits; readonly length: number } | undefined {
  const bracket = BRACKET.exec(rest);
  if (bracket && PEOPLE_WORD.test(bracket[1]!)) {
    const credits = readCredits(bracket[1]!);
    if (credits.hasRole || afterSource) return { credits, length: bracket[0].length };
  }
  return afterSource ? readBareReporters(rest) : undefined;
}

function readBareReporters(rest: string): { readonly credits: Credits; readonly length: number } | undefined {
  const found = /^\s*((?:本报|本報)?(?:见习|首席|特派)?(?:记者|記者|通讯员|通訊員)[\p{Script=Han}\s、]{2,24}?)(?:报道|報導|報道)[：:\s]?/u.exec(rest);
  if (!found) return undefined;
  const credits = readCredits(found[1]!);
  return credits.understood > 0.9 ? { credits, length: found[0].length } : undefined;
}

/** What a line that is nothing but a byline says, or undefined: `□本报记者 甲 乙 文/图`, `文/图 甲`, `甲 摄`, `新华社记者 甲`. */
export function readBylineLine(text: string): Byline | undefined {
  if (text.length > 90 || !/[记記员員摄攝影图圖文社者稿写寫]/u.test(text) || /[。！？!?]/u.test(text)) return undefined;
  const plain = text.replace(/^[（(【[]([^（()）]{2,80})[）)】\]]$/u, '$1');
  const agency = /^[\s□■◎○●◆·—-]*(?:据|據)?\s*([\p{Script=Han}]{2,4}社)\s*(?=记者|記者|发|發|特派|$)/u.exec(plain);
  const rest = (agency ? plain.slice(agency[0].length) : plain).replace(/^[发發]\s*[（(]|[）)]$/gu, '');
  const credits = readCredits(rest);
  if (agency && squeeze(rest) === '') return { ...NO_BYLINE, agency: agency[1]! };
  if (!credits.hasRole || credits.understood < 0.85) return undefined;
  const people = credits.reporters.length + credits.correspondents.length + credits.photographers.length + credits.authors.length;
  if (people === 0) return undefined;
  return {
    reporters: credits.reporters, correspondents: credits.correspondents, photographers: credits.photographers,
    ...(credits.authors.length > 0 && { authors: credits.authors }), ...(agency && { agency: agency[1]! }),
  };
}

/** True when a byline line credits a picture: such a line ends a photo story or a caption. */
export function creditsPicture(byline: Byline): boolean {
  return byline.photographers.length > 0;
}

/** The picture credit that ends a caption (`……新装的电梯。 纪兰舟 摄`), as a byline, or undefined. */
export function readCaptionCredit(text: string): Byline | undefined {
  const tail = text.slice(-48);
  const found = /(?:[。！？”」）)\s]|^)\s*[（(]?\s*((?:(?:本报|本報|新华社|新華社)\s*)?(?:(?:记者|記者|通讯员|通訊員)\s*)?[\p{Script=Han}·\s]{2,14}?\s*(?:摄影报道|摄影|攝影|供图|供圖|摄|攝)|(?:文\s*[/／]\s*[图圖]|摄影|攝影|[图圖])\s*[/／：:\s]\s*(?:(?:本报|本報)?(?:记者|記者|通讯员|通訊員)\s*)?[\p{Script=Han}\s]{2,10})\s*[）)]?$/u.exec(tail);
  if (!found || found.index + 2 > tail.length) return undefined;
  const byline = readBylineLine(found[1]!);
  return byline && creditsPicture(byline) ? byline : undefined;
}

/** What the bracket at the very end of an article says: `（言川）`, `（记者 甲）`, `（据新华社）`, `（作者系……律师 段启明）`. */
export function readTailBracket(text: string): Byline | undefined {
  const tail = text.slice(-90);
  const found = /[（(]([^（()）]{2,80})[）)]\s*$/u.exec(tail);
  if (!found) return undefined;
  const inside = found[1]!.trim();
  const note = /^作\s*者\s*(?:系|係|为|為|是|单位|單位|[:：])?\s*(.*)$/u.exec(inside);
  if (note) {
    const words = note[1]!.trim().split(/\s+/u);
    const last = words.at(-1) ?? '';
    const name = words.length > 1 || /[:：]/u.test(inside) ? readLoneName(last) : undefined;
    return { ...NO_BYLINE, ...(name !== undefined && { authors: [name] }) };
  }
  const line = readBylineLine(inside);
  if (line) return line;
  const agency = /^(?:据|據|来源[:：]|來源[:：])\s*([\p{Script=Han}]{2,6}社)(?:电|電)?$/u.exec(squeeze(inside));
  if (agency) return { ...NO_BYLINE, agency: agency[1]! };
  const before = text.slice(0, text.length - tail.length + found.index).trimEnd();
  const name = readLoneName(inside);
  const afterStop = /[。！？…”’」』]$/u.test(before);
  return name !== undefined && afterStop && (looksLikeName(name) || name.length === 2) ? { ...NO_BYLINE, authors: [name] } : undefined;
}

/** True for the note that tells who an author is: `（作者系……）`. */
export function isAuthorNote(text: string): boolean {
  return text.length < 120 && /^\s*[（(]\s*作\s*者/u.test(text);
}

/** Several bylines as one; nobody is named twice, the first agency and dateline count. */
export function mergeBylines(bylines: readonly Byline[]): Byline {
  const all = (field: 'reporters' | 'correspondents' | 'photographers' | 'authors'): readonly string[] => [...new Set(bylines.flatMap((byline) => byline[field] ?? []))];
  const authors = all('authors');
  const agency = bylines.find((byline) => byline.agency !== undefined)?.agency;
  const dateline = bylines.find((byline) => byline.dateline !== undefined)?.dateline;
  return {
    reporters: all('reporters'), correspondents: all('correspondents'), photographers: all('photographers'),
    ...(authors.length > 0 && { authors }), ...(agency !== undefined && { agency }), ...(dateline !== undefined && { dateline }),
  };
}
