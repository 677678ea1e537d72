import type { Byline } from '../article/article.js';
import {
  creditsPicture,
  isAuthorNote,
  readBylineLine,
  readCaptionCredit,
  readDispatch,
  readPenName,
  readTailBracket,
  type Dispatch,
} from './byline.js';
import { beginsInside, countOf, squeeze, type Ending } from './characters.js';
import { isDayOnly } from './dates.js';
import { isAddressLine, isJumpLine, isMarksOnly, mayBePaperName } from './furniture.js';
import { beginsItem, type Block, type Layout } from './layout.js';
import { looksLikeName, readLoneName } from './names.js';
import { asPrinted } from './plain-twin.js';
import {
  ATTENDANCE,
  BODY_NAME,
  COLUMN_NAME,
  FORM_NAME,
  FULL_BODY,
  HOUSE_AUTHOR,
  NOTICE_NAME,
  PART_NAME,
  SECTION_NAME,
  SERIES_MARK,
  SIGNER,
  SOFT_LEAD,
  TAIL_NOTE,
  WEAK_LEAD,
} from './vocabulary.js';

/** The people and sources a block names. */
interface PeopleFeatures {
  /** Opens as a dispatch does: `本报讯（记者 甲）`. */
  readonly dispatch: Dispatch | undefined;
  /** Is a byline or credit and nothing else. */
  readonly byline: Byline | undefined;
  /** Such a line that credits a picture. */
  readonly picture: boolean;
  /** Ends in a picture credit after a sentence. */
  readonly captionCredit: Byline | undefined;
  /** Could be a name alone; `surnamed` when it begins with a surname. */
  readonly loneName: boolean;
  readonly surnamed: boolean;
  /** A bracket that says who the author is, or that the piece ends or goes on another day. */
  readonly note: boolean;
  /** Who it is and a name: `读者 甲`, as letters are signed. */
  readonly signer: boolean;
  /** Names the paper itself as the author. */
  readonly house: boolean;
}

/** How a block is put: marks, parts, opening and closing words. */
interface FormFeatures {
  /** Begins as only the rest of a sentence can. */
  readonly beginsInside: boolean;
  /** Opens as the first sentence of a story may: `近日`, a day, `记者从`. */
  readonly softLead: boolean;
  /** Such an opening that is as common in mid-story: `今年`, `目前`, `根据`. */
  readonly weakLead: boolean;
  readonly item: boolean;
  readonly speech: boolean;
  readonly salutation: boolean;
  readonly closing: boolean;
  readonly dash: boolean;
  readonly ornament: boolean;
  /** Two clauses or more of four characters and up, parted by spaces. */
  readonly twoParts: boolean;
  /** A row of four words or more, most of them of one or two characters. */
  readonly cells: boolean;
  /** Number of commas, stops and colons in the first 400 characters. */
  readonly clauses: number;
  readonly digits: boolean;
  /** Number of Han characters (of a long text, its length). */
  readonly han: number;
}

/** What a short line is by the words of the trade. */
interface TradeFeatures {
  readonly day: boolean;
  readonly bodyName: boolean;
  /** A body named in full: `青溪市公安局`. */
  readonly fullBody: boolean;
  /** Says who presided, spoke or came. */
  readonly attendance: boolean;
  /** Heads a part of a story by a standing name: `编者按`, `新闻链接`. */
  readonly part: boolean;
  readonly column: boolean;
  readonly series: boolean;
  readonly notice: boolean;
  readonly form: boolean;
  readonly section: boolean;
  readonly paperLike: boolean;
  readonly jump: boolean;
  readonly marks: boolean;
}

/** What can be seen of one block by itself. */
export interface BlockFeatures extends PeopleFeatures, FormFeatures, TradeFeatures {
  readonly block: Block;
  /** Non-space characters. */
  readonly length: number;
  readonly ending: Ending;
  /** Running text rather than a line of display type. */
  readonly body: boolean;
  /** Could stand in a headline. */
  readonly headlike: boolean;
  /** How much of it reads as furniture, 0 to 1. */
  readonly furniture: number;
  /** An imprint without a date, a paper or a role. */
  readonly address: boolean;
}

const SPEECH = /^(?:[问問答记記][：:]|记者[：:]|記者[：:]|[\p{Script=Han}·]{2,4}[：:](?=[“\p{Script=Han}]))/u;

/** A full stop within a line, or a clause that reports (`某某介绍，`, `近日，`): only running text has them. */
const INNER_STOP = /[。；][”’」』]?[^\s。；”’」』）)]/u;
const REPORTING =
  /(?:介绍|介紹|表示|指出|强调|強調|认为|認為|透露|告诉记者|告訴記者|坦言|回忆|回憶|[^据]说|說)，|^(?:近日|日前|目前|昨日|昨天|如今|随后|此外|同时|据悉|据了解|據了解|據悉)，/u;

/** Lines up to this length are looked at for everything a heading, a name or a scrap can be. */
const SHORT = 60;

/** Reads the features of a block. Cost is linear in its length, with small constants beyond the first and last 200 characters. */
export function readBlockFeatures(block: Block): BlockFeatures {
  const { length, furniture } = block;
  const { ending } = block;
  const people = readPeople(block);
  const form = readForm(block.text, length);
  const body = people.byline === undefined && furniture < 0.6 && readsAsText(block, ending, people, form);
  const headlike = !body && length >= 2 && length <= SHORT && people.byline === undefined && furniture < 0.75;
  const trade = readTrade(block.text, length, form.clauses);
  // One literal: objects put together from others by spreading or assigning are slow to make and to read in V8.
  return {
    block,
    length,
    ending,
    furniture,
    body,
    headlike,
    address: furniture >= 0.5 && isAddressLine(block.text),
    dispatch: people.dispatch,
    byline: people.byline,
    picture: people.picture,
    captionCredit: people.captionCredit,
    loneName: people.loneName,
    surnamed: people.surnamed,
    note: people.note,
    signer: people.signer,
    house: people.house,
    beginsInside: form.beginsInside,
    softLead: form.softLead,
    weakLead: form.weakLead,
    item: form.item,
    speech: form.speech,
    salutation: form.salutation,
    closing: form.closing,
    dash: form.dash,
    ornament: form.ornament,
    twoParts: form.twoParts,
    cells: form.cells,
    clauses: form.clauses,
    digits: form.digits,
    han: form.han,
    day: trade.day,
    bodyName: trade.bodyName,
    fullBody: trade.fullBody,
    attendance: trade.attendance,
    part: trade.part,
    column: trade.column,
    series: trade.series,
    notice: trade.notice,
    form: trade.form,
    section: trade.section,
    paperLike: trade.paperLike,
    jump: trade.jump,
    marks: trade.marks,
  };
}

function readPeople({ text, printedText, length, old, heading }: Block): PeopleFeatures {
  const printed = (found: Byline | undefined): Byline | undefined => found && asPrinted(found, text, printedText);
  const byline = heading === 4 ? undefined : ((length <= 80 ? readBylineLine(text) : undefined) ?? (old ? readPenName(text) : undefined));
  const loneName = length <= SHORT && !PART_NAME.test(squeeze(text)) ? readLoneName(text.replace(/^[□■◎◆●○▲△◇★☆]\s*/u, '')) : undefined;
  const dispatch = length > 12 && byline === undefined ? readDispatch(text) : undefined;
  const bracketed = length <= SHORT && /^[（(【].*[）)】]$/u.test(text);
  return {
    byline: printed(byline),
    dispatch: dispatch && { ...dispatch, byline: asPrinted(dispatch.byline, text, printedText) },
    picture: byline !== undefined && creditsPicture(byline),
    captionCredit: byline === undefined && length <= 200 ? printed(readCaptionCredit(text)) : undefined,
    loneName: loneName !== undefined,
    surnamed: loneName !== undefined && looksLikeName(loneName),
    note: isAuthorNote(text) || (bracketed && (TAIL_NOTE.test(squeeze(text)) || readTailBracket(`。${text}`) !== undefined)),
    signer: length <= 16 && isSigner(text),
    house: length <= 12 && HOUSE_AUTHOR.test(text),
  };
}

function readForm(text: string, length: number): FormFeatures {
  const short = length <= SHORT;
  return {
    beginsInside: beginsInside(text),
    softLead: SOFT_LEAD.test(text),
    weakLead: WEAK_LEAD.test(text),
    item: beginsItem(text),
    speech: SPEECH.test(text),
    salutation: length <= 14 && /[：:]$/u.test(text) && !/\d/u.test(text),
    closing: length <= 20 && /^(?:此致|敬礼|敬禮|特此|谨启|謹啟|祝好|即颂)|(?:谨|謹|敬)(?:启|啟|啓|告|上)$/u.test(squeeze(text)),
    dash: /^(?:——|—|──|--|－－|―)/u.test(text),
    ornament: /^[●○◆◇■□▲△★☆※►▶▪•◎◘◙]/u.test(text),
    twoParts: short && text.split(/\s+/u).filter((part) => part.length >= 4).length >= 2,
    cells: short && isRow(text),
    clauses: countOf(text.length > 400 ? text.slice(0, 400) : text, '，、。！？；：'),
    digits: short && /[\d０-９]/u.test(text),
    han: short ? (text.match(/\p{Script=Han}/gu) ?? []).length : length,
  };
}

/** `读者 甲`, `柳树村 乙`: who it is, a gap, and a name. */
function isSigner(text: string): boolean {
  const who = SIGNER.exec(text)?.[0];
  return who !== undefined && looksLikeName(squeeze(text.slice(who.length)));
}

function isRow(text: string): boolean {
  const words = text.trim().split(/\s+/u);
  return words.length >= 4 && words.filter((word) => word.length <= 2).length * 2 > words.length;
}

function readTrade(text: string, length: number, clauses: number): TradeFeatures {
  const tight = length <= SHORT ? squeeze(text) : '';
  const upTo = (limit: number, pattern: RegExp): boolean => length <= limit && pattern.test(tight);
  return {
    day: length <= SHORT && isDayOnly(text),
    fullBody: upTo(24, FULL_BODY),
    attendance: clauses === 0 && upTo(36, ATTENDANCE),
    part: upTo(6, PART_NAME),
    bodyName: clauses === 0 && upTo(26, BODY_NAME),
    column: upTo(10, COLUMN_NAME),
    series: length <= SHORT && SERIES_MARK.test(text),
    notice: upTo(30, NOTICE_NAME) && !upTo(6, PART_NAME),
    form: upTo(SHORT, FORM_NAME),
    section: upTo(8, SECTION_NAME),
    paperLike: length <= 12 && mayBePaperName(text),
    jump: length <= 18 && isJumpLine(text),
    marks: isMarksOnly(text),
  };
}

/** Tells running text from lines of display type: by length with clauses, by wrapping, by full stops and reporting verbs. */
function readsAsText(block: Block, ending: Ending, people: PeopleFeatures, form: FormFeatures): boolean {
  const { text, length } = block;
  const fullStop = length > 5 && ((block.old && ending === 'closed') || /[。…][”’」』）)》】]*$/u.test(squeeze(text.slice(-8))));
  if (people.dispatch !== undefined || length > SHORT || fullStop || (form.speech && ending === 'closed')) return true;
  return (
    hasClausesOfText(length, ending, form) ||
    (length >= 24 && block.lines.length > 1 && (form.clauses > 0 || block.lines.length > 3)) ||
    (length >= 16 && breaksOffQuoted(text, ending)) ||
    INNER_STOP.test(text.slice(0, 80)) ||
    (length >= 12 && REPORTING.test(text.slice(0, 40)))
  );
}

function hasClausesOfText(length: number, ending: Ending, { clauses, softLead }: FormFeatures): boolean {
  return (length >= 24 && clauses >= 2) || (length >= 32 && clauses >= 1 && ending === 'open') || (length >= 20 && clauses > 0 && softLead);
}

/** A quotation or bracket is opened and not closed: the text goes on elsewhere. */
function breaksOffQuoted(text: string, ending: Ending): boolean {
  if (ending !== 'open') return false;
  const head = text.slice(0, 400);
  return countOf(head, '“「（《') > countOf(head, '”」）》');
}

/** Features of every block of a layout, in order. */
export function readAllFeatures(layout: Layout): readonly BlockFeatures[] {
  const features = layout.blocks.map(readBlockFeatures);
  return features.map((one, at) =>
    breaksWord(one, features[at + 1]) || breaksOff(features[at - 1], one, features[at + 1])
      ? { ...one, body: true, headlike: false, furniture: 0 }
      : one,
  );
}

/** A clause between paragraphs too long for a heading: the first piece of a paragraph. */
function breaksOff(above: BlockFeatures | undefined, one: BlockFeatures, below: BlockFeatures | undefined): boolean {
  return (
    above !== undefined &&
    below !== undefined &&
    !one.body &&
    one.headlike &&
    one.length >= 28 &&
    one.clauses > 0 &&
    !one.twoParts &&
    !one.dash &&
    one.ending === 'open' &&
    above.body &&
    above.ending === 'closed' &&
    below.body &&
    below.dispatch === undefined &&
    !below.softLead
  );
}

/** A number or Latin word goes on below the gap: the line is text, whatever its length. */
function breaksWord(one: BlockFeatures, below: BlockFeatures | undefined): boolean {
  return (
    below !== undefined &&
    !one.body &&
    one.ending === 'open' &&
    one.length >= 12 &&
    (one.furniture < 0.75 || one.address) &&
    below.furniture < 0.75 &&
    one.block.group !== below.block.group &&
    /[\p{Script=Han}，]/u.test(one.block.text) &&
    /[0-9A-Za-z０-９][-.]?$/u.test(one.block.text) &&
    /^[-0-9A-Za-z０-９]/u.test(below.block.text) &&
    /[，。]/u.test(below.block.text)
  );
}
