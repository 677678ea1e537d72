import type { Byline } from '../article/article.js';
import { narrow, squeeze } from './characters.js';
import { NO_BYLINE, readCredits, type Credits } from './credits.js';
import { looksLikeName, readLoneName, splitNames } from './names.js';
import { AUTHOR_NOTE } from './vocabulary.js';

const HOUSE_OPENING =
  /^\s*[[【（(]?\s*本\s*[报報刊台网社]\s*(?:综合)?\s*([\p{Script=Han}\d\s]{0,16}?)\s*(?:[专專][电電]|[讯訊电電])\s*[\]】）)]?/u;
/** `南都讯`, `【特訊】`: other names of the house before a bracket, a reporter or the end of a bracket. */
const OTHER_OPENING = new RegExp(
  String.raw`^\s*(?:[【〔[（(]\s*\p{Script=Han}{1,4}(?<![通短喜资資音简簡快腾])[讯訊]\s*[】〕\]）)]|\p{Script=Han}{1,3}(?<![通短喜资資音简簡快腾` +
    String.raw`])[讯訊](?=\s*[（(]\s*(?:本报|本報)?(?:首席|见习)?[记記通实實]|\s+(?:本报)?[记記]者))`,
  'u',
);
const AGENCY_OPENING = new RegExp(
  String.raw`^\s*[[【（(]?\s*(?:据|據|综合)?\s*([\p{Script=Han}]{1,5}(?:社|通讯社|通訊社|新闻网|新聞網)|中新网|新华网` +
    String.raw`|人民网|央广网|央视新闻(?:客户端)?)\s*([\p{Script=Han}\d、\s]{0,20}?)\s*(?:专电|專電|电讯|電訊|电|電` +
    String.raw`|讯|訊|消息|报道|報導)\s*[\]】）)]?`,
  'u',
);
/** Agencies that may stand before the text without a mark or a day between. */
const WELL_KNOWN =
  /(?:新[华華]|中新|中央|中通|法新|路透|美[联聯]|塔斯|俄新|共同|[韩韓][联聯]|朝中|埃菲|安莎|德新)社$|通[讯訊]社$|[网網]$|央视新闻(?:客户端)?$/u;
/** Houses that send no news: `青山合作社`, `旅行社`, `出版社`, and `全社会`. */
const NO_AGENCY = /(?:合作|出版|旅行|[杂雜][志誌]|[报報]|[书書]|印|[学學]|[诗詩]|茶|公|全|[农農])社$/u;
/** `社区`, `社会`, `社员`: the word goes on. */
const GOES_ON = /^[区區会會员員团團群保]/u;
/** `〔記者甲／東嶼報導〕`, `記者甲、乙／綜合報導`: the form of Taiwan and Hong Kong. */
const PLACED_REPORTER = new RegExp(
  String.raw`^\s*[〔[【（(]?\s*(?:本[報报]\s*)?(?:特[派約约]|駐地?|实习|實習)?[記记]者\s*([\p{Script=Han}·、\s]{2,24}?)\s*[／/]\s*([\p{Script=Han}` +
    String.raw`]{2,8}?)\s*(?:專訪|特稿|連線)?(?:報導|報道|报道|電|电)\s*[〕\]】）)]?`,
  'u',
);
/** `中央社記者甲東嶼7日電`: the reporter stands before the place, without a mark between them. */
const REPORTER_BEFORE_PLACE = /^[記记]者([\p{Script=Han}]{4,})(?=\d|$)/u;
const BRACKET = /^\s*[（(【〔[]([^（()）】〕\]]{2,120})[）)】〕\]]/u;
const REPORTER_ROLE = '(?:记者|記者|通讯员|通訊員)';
/** What a caption may end with, in text without runs of spaces. */
const CAPTION_CREDIT = new RegExp(
  String.raw`(?:[。！？”」）)\s]|^|社[发發]) ?[（(]? ?(` +
    String.raw`(?:(?:本报|本報|新华社|新華社) ?)?(?:${REPORTER_ROLE} ?)?[\p{Script=Han}·\s]{2,14}?[\s/／]*(?:摄影报道|摄影|攝影|供图|供圖|摄|攝)` +
    String.raw`|(?:文 ?[/／] ?[图圖]|摄影|攝影|[图圖]) ?[/／：:\s] ?(?:(?:本报|本報)?${REPORTER_ROLE} ?)?[\p{Script=Han}\s]{2,10}) ?[）)]?$`,
  'u',
);
const PEOPLE_WORD = /记\s*者|記\s*者|通\s*讯\s*员|通\s*訊\s*員|实习生|摄影|文\s*[/／]\s*图/u;

/** What the first sentence of a story says about where it comes from. */
export interface Dispatch {
  readonly byline: Byline;
  /** Number of UTF-16 units of the text that the opening takes. */
  readonly length: number;
}

/**
 * Reads the opening of a story: `本报讯（记者 甲 通讯员 乙）`, `【本報訊】（記者 甲）`, `新华社望渡11月30日电（记者 甲、乙）`,
 * `据新华社电`, `本报北京3月1日电`, `（记者 甲）`, `本报记者 甲 报道`, `〔記者甲／東嶼報導〕`, `（中央社記者甲東嶼7日電）`.
 * Undefined when the text opens otherwise.
 */
export function readDispatch(text: string): Dispatch | undefined {
  // Digits and brackets may be set in full width; one for one, so lengths stay.
  const head = narrow(text.slice(0, 200));
  const jump = /^\s*[（(](?:上接|紧接|緊接)[^（()）]{1,12}[）)]\s*/u.exec(head)?.[0].length ?? 0;
  const opening = readOpening(head.slice(jump));
  return opening && { ...opening, length: opening.length + jump };
}

function readOpening(head: string): Dispatch | undefined {
  const placed = readPlacedReporters(head);
  if (placed) return placed;
  const source = readSource(head);
  const taken = source?.length ?? 0;
  const people = readOpeningPeople(head.slice(taken), source !== undefined);
  if (!source && !people) return undefined;
  const byline: Byline = {
    ...NO_BYLINE,
    ...(source?.reporters && { reporters: source.reporters }),
    ...(people && {
      reporters: people.credits.reporters,
      correspondents: people.credits.correspondents,
      photographers: people.credits.photographers,
    }),
    ...(source?.agency !== undefined && { agency: source.agency }),
    ...(source?.dateline !== undefined && { dateline: source.dateline }),
  };
  return { byline, length: taken + (people?.length ?? 0) };
}

interface Source {
  readonly length: number;
  readonly agency?: string;
  readonly dateline?: string;
  /** A reporter named between agency and place. */
  readonly reporters?: readonly string[];
}

function readPlacedReporters(head: string): Dispatch | undefined {
  const found = PLACED_REPORTER.exec(head);
  if (!found) return undefined;
  const reporters = splitNames(found[1]!.split(/[、\s]+/u).filter((word) => word !== ''));
  if (reporters.length === 0) return undefined;
  const dateline = /^[綜综]合$/u.test(found[2]!) ? undefined : found[2]!;
  return { byline: { ...NO_BYLINE, reporters, ...(dateline !== undefined && { dateline }) }, length: found[0].length };
}

/** Cuts `記者江若水東嶼7日` into the reporter and the dateline: a name has three characters more often than two. */
function cutReporter(place: string): { readonly reporters?: readonly string[]; readonly place: string } {
  const run = REPORTER_BEFORE_PLACE.exec(place)?.[1];
  const name =
    run === undefined ? undefined : [run.slice(0, 3), run.slice(0, 2)].find((one) => looksLikeName(one) && run.length - one.length >= 2);
  return name === undefined ? { place } : { reporters: [name], place: place.slice(2 + name.length) };
}

/** `本报讯`, `新华社望渡11月30日电`: who sends the story, from where and when. */
function readSource(head: string): Source | undefined {
  const house = HOUSE_OPENING.exec(head) ?? OTHER_OPENING.exec(head);
  const agency = house ? null : AGENCY_OPENING.exec(head);
  const found = house ?? agency;
  if (!found || !endsAsSource(found[0], squeeze((house ? house[1] : agency?.[2]) ?? ''), head.slice(found[0].length), agency?.[1]))
    return undefined;
  const { length } = found[0];
  const { reporters, place } = cutReporter(squeeze((house ? house[1] : agency?.[2]) ?? ''));
  return {
    length,
    ...(reporters && { reporters }),
    ...(agency && { agency: squeeze(agency[1]!).replace(/^(?:据|據|综合)/u, '') }),
    ...(/[日号號]$|^[\p{Script=Han}]{2,8}$/u.test(place) && { dateline: place }),
  };
}

/**
 * Whether what looks like a source is one: a day, a mark, a space or a reporter ends it. Words of headlines and of first
 * sentences hold the same characters (`全社会用电量`, `老旧社区加装电梯`, `本报记者从国家电网获悉`).
 */
function endsAsSource(opening: string, place: string, rest: string, agency: string | undefined): boolean {
  const ended =
    !/^\p{Script=Han}/u.test(rest) ||
    /^(?:[见見][习習]|首席|特派)?(?:[记記]者|通[讯訊][员員])/u.test(rest) ||
    /[\]】）)]$/u.test(opening) ||
    /[日号號]$/u.test(place);
  if (agency === undefined) return ended || (!/[电電]$/u.test(opening) && !/^[员員息问問]/u.test(rest));
  if (NO_AGENCY.test(squeeze(agency)) || GOES_ON.test(place)) return false;
  return ended || (place === '' && WELL_KNOWN.test(squeeze(agency)));
}

/** The bracket with the people, or `记者 甲 报道` without brackets where a source stands before it. */
function readOpeningPeople(rest: string, afterSource: boolean): { readonly credits: Credits; readonly length: number } | undefined {
  const bracket = BRACKET.exec(rest);
  if (bracket && PEOPLE_WORD.test(bracket[1]!)) {
    const credits = readCredits(bracket[1]!);
    if (credits.hasRole || afterSource) return { credits, length: bracket[0].length };
  }
  // `本报讯（甲 乙）`: after a source names alone say who reports.
  const names = afterSource && bracket ? readNameList(bracket[1]!) : [];
  if (names.length > 0)
    return {
      credits: { reporters: names, correspondents: [], photographers: [], authors: [], understood: 1, hasRole: false },
      length: bracket![0].length,
    };
  return readBareReporters(rest, afterSource) ?? (afterSource ? readSpacedReporters(rest) : undefined);
}

/** Names and nothing else, each beginning with a surname; none otherwise. */
function readNameList(text: string): readonly string[] {
  if (text.length > 40) return [];
  const names = splitNames(text.split(/[\s、，,]+/u).filter((word) => word !== ''));
  return names.every(looksLikeName) && names.join('') === text.replace(/[\s、，,]+/gu, '') ? names : [];
}

/** `记者甲报道`: after a source; by itself only where a mark or space ends it, for `记者甲报道了此事` is a sentence. */
function readBareReporters(rest: string, afterSource: boolean): { readonly credits: Credits; readonly length: number } | undefined {
  const found =
    /^\s*((?:本报|本報)?(?:见习|首席|特派)?(?:记者|記者|通讯员|通訊員)[\p{Script=Han}\s、]{2,24}?)(?:摄影|攝影)?(?:报道|報導|報道)([：:\s]?)/u.exec(
      rest,
    );
  if (!found || (found[2] === '' && !afterSource)) return undefined;
  const credits = readCredits(found[1]!);
  return credits.understood > 0.9 && credits.reporters.length + credits.correspondents.length > 0
    ? { credits, length: found[0].length }
    : undefined;
}

/** `记者 甲 通讯员 乙 近日，……`: names parted by spaces and nothing that ends them; the first word that is no name is text. */
function readSpacedReporters(rest: string): { readonly credits: Credits; readonly length: number } | undefined {
  if (!/^\s*(?:见习|見習|首席|特派)?(?:记者|記者|通讯员|通訊員)/u.test(rest)) return undefined;
  let best: { readonly credits: Credits; readonly length: number } | undefined;
  for (const word of [...rest.slice(0, 60).matchAll(/[^\s：:，]+[\s：:]/gu)].slice(0, 8)) {
    const length = word.index + word[0].length;
    const credits = readCredits(rest.slice(0, length));
    const names = [...credits.reporters, ...credits.correspondents];
    if (credits.understood < 1 || !names.every(looksLikeName)) break;
    if (names.length > 0) best = { credits, length };
  }
  return best;
}

/** What a line that is nothing but a byline says, or undefined: `□本报记者 甲 乙 文/图`, `文/图 甲`, `甲 摄`, `新华社记者 甲`. */
export function readBylineLine(text: string): Byline | undefined {
  if (text.length > 90 || !/[记記员員摄攝影图圖文社者稿写寫著述□◎]/u.test(text) || /[。！？!?]/u.test(text)) return undefined;
  const placed = readPlacedReporters(text);
  if (placed) return placed.length >= text.trimEnd().length ? placed.byline : undefined;
  // `甲 摄（影像青溪）`: the picture's library stands behind the credit.
  const marked = /^\s*[□◎]\s*(.{4,30})$/u.exec(text);
  const authors = marked ? readNameList(marked[1]!) : [];
  if (authors.length > 1) return { ...NO_BYLINE, authors };
  const plain = text.replace(/^[（(【[]([^（()）]{2,80})[）)】\]]$/u, '$1').replace(/([摄攝])\s*[（(][^（()）]{2,12}[）)]$/u, '$1');
  const agency = /^[\s□■◎○●◆·—-]*(?:据|據)?\s*([\p{Script=Han}]{2,4}社)\s*(?=记者|記者|发|發|特派|$)/u.exec(plain);
  const rest = (agency ? plain.slice(agency[0].length) : plain).replace(/^[发發]\s*[（(]|[）)]$/gu, '');
  const credits = readCredits(rest);
  if (agency && squeeze(rest) === '') return { ...NO_BYLINE, agency: agency[1]! };
  if (!credits.hasRole || credits.understood < 0.85) return undefined;
  const people = credits.reporters.length + credits.correspondents.length + credits.photographers.length + credits.authors.length;
  if (people === 0) return undefined;
  return {
    reporters: credits.reporters,
    correspondents: credits.correspondents,
    photographers: credits.photographers,
    ...(credits.authors.length > 0 && { authors: credits.authors }),
    ...(agency && { agency: agency[1]! }),
  };
}

/** A pen name in brackets below a headline, as papers about 1920 sign: `（半帆）`, `（半帆代覆）`. */
export function readPenName(text: string): Byline | undefined {
  const name = /^[（(]\s*([\p{Script=Han}·]{1,6})\s*[）)]$/u.exec(text.trim())?.[1];
  return name === undefined || /^[一二三四五六七八九十〇]+$/u.test(name) ? undefined : { ...NO_BYLINE, authors: [name] };
}

/** True when a byline line credits a picture: such a line ends a photo story or a caption. */
export function creditsPicture(byline: Byline): boolean {
  return byline.photographers.length > 0;
}

/** The picture credit that ends a caption (`……新装的电梯。 纪兰舟 摄`), as a byline, or undefined. */
export function readCaptionCredit(text: string): Byline | undefined {
  // One space stands for a run of them: no place is kept, and patterns with spaces at several places would try them all.
  const tail = text.slice(-48).replace(/\s+/gu, ' ');
  const found = /[摄攝影图圖]/u.test(tail) ? CAPTION_CREDIT.exec(tail) : null;
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
    const named = /^作\s*者\s*[:：]?\s*([\p{Script=Han}]{2,4}?)\s*[，,]?\s*(?:系|係|为|為|是)/u.exec(inside)?.[1];
    if (named !== undefined && looksLikeName(named)) return { ...NO_BYLINE, authors: [named] };
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
  const several = afterStop ? readNameList(inside) : [];
  if (several.length > 1) return { ...NO_BYLINE, authors: several };
  return name !== undefined && afterStop && (looksLikeName(name) || name.length === 2) ? { ...NO_BYLINE, authors: [name] } : undefined;
}

/** True for the note that tells who an author is: `（作者系……）`. */
export function isAuthorNote(text: string): boolean {
  return text.length < 120 && AUTHOR_NOTE.test(text);
}

/** Several bylines as one; nobody is named twice, the first agency and dateline count. */
export function mergeBylines(bylines: readonly Byline[]): Byline {
  const all = (field: 'reporters' | 'correspondents' | 'photographers' | 'authors'): readonly string[] => [
    ...new Set(bylines.flatMap((byline) => byline[field] ?? [])),
  ];
  const authors = all('authors');
  const agency = bylines.find((byline) => byline.agency !== undefined)?.agency;
  const dateline = bylines.find((byline) => byline.dateline !== undefined)?.dateline;
  return {
    reporters: all('reporters'),
    correspondents: all('correspondents'),
    photographers: all('photographers'),
    ...(authors.length > 0 && { authors }),
    ...(agency !== undefined && { agency }),
    ...(dateline !== undefined && { dateline }),
  };
}
