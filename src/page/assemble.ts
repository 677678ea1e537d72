import type { ArticleContent, ArticleLines, Byline } from '../article/article.js';
import { creditsPicture, mergeBylines, readBylineLine, readTailBracket } from './byline.js';
import { NO_BYLINE } from './credits.js';
import type { Seen } from './context.js';
import { dropNoiseSpaces, joinText } from './join-text.js';
import { squeeze } from './characters.js';
import { comesFrom } from './furniture.js';
import { kindOf } from './kind.js';
import { creditOfFrame } from './rules.js';
import type { Labelled } from './label-sequence.js';
import type { Label } from './labels.js';
import type { Line } from './lines.js';
import { readLoneName } from './names.js';

/** A part of an article as printed. */
export interface Part {
  readonly label: Label;
  readonly text: string;
  readonly lines: readonly number[];
  readonly seen: Seen;
}

/** An article being put together: its parts in printed order. */
export interface Draft {
  /** UTF-16 units of all parts so far. */
  size: number;
  readonly banner: Part[];
  readonly kicker: Part[];
  readonly title: Part[];
  readonly subtitle: Part[];
  readonly body: Part[];
  /** People named beside the text, in a line that is none of it. */
  readonly beside: Byline[];
  /** Jump lines of the story, as printed. */
  readonly jumps: string[];
  /** The labels of its blocks, and how far each is ahead. */
  readonly margins: Labelled[];
}

/**
 * UTF-16 units after which a paragraph goes on in a new one: a whole page holds fewer, and a text without an end is joined piece by
 * piece.
 */
const LONGEST_PARAGRAPH = 20_000;
/** UTF-16 units after which an article goes on in one without a headline: so that all of it is searched, and taken where it is imported. */
const LONGEST_ARTICLE = 150_000;

/** What a labelled page comes to. */
export interface Assembled {
  /** One an article; each has a headline or text. */
  readonly drafts: readonly Draft[];
  readonly furniture: readonly Line[];
}

/** Puts labelled blocks together: parts to articles, the rest to furniture. Every block goes to exactly one of them. */
export function assemble(blocks: readonly Seen[], labels: readonly Labelled[]): Assembled {
  const drafts: Draft[] = [];
  const furniture: Line[] = [];
  // Jump lines that say where the next story comes from, printed above it.
  let announced: string[] = [];
  blocks.forEach((seen, at) => {
    const { label } = labels[at]!;
    const draft = drafts.at(-1);
    if (label === 'furniture' || label === 'inside') {
      furniture.push(...seen.own.block.lines);
      if (creditOfFrame(seen)) draft?.beside.push(seen.own.byline!);
      if (seen.own.jump && draft !== undefined && draft.body.length > 0 && comesFrom(seen.own.block.printedText))
        announced.push(seen.own.block.printedText);
      else if (seen.own.jump) noteJump(drafts, seen, draft);
      return;
    }
    const part: Part = { label, text: textOf(seen, label), lines: seen.own.block.lines.map((line) => line.number), seen };
    const target = draft && announced.length === 0 && !beginsArticle(draft, part, blocks[at - 1]) ? draft : emptyDraft();
    if (target !== draft) drafts.push(target);
    target.jumps.push(...announced);
    announced = [];
    target.margins.push(labels[at]!);
    for (const piece of piecesOf(part)) {
      if (drafts.at(-1)!.size > LONGEST_ARTICLE) drafts.push({ ...emptyDraft(), margins: [labels[at]!] });
      place(drafts.at(-1)!, piece);
    }
  });
  drafts.at(-1)?.jumps.push(...announced);
  return { drafts: drafts.map(withHeadline).filter(({ title, body }) => title.length > 0 || body.length > 0), furniture };
}

function emptyDraft(): Draft {
  return { size: 0, banner: [], kicker: [], title: [], subtitle: [], body: [], beside: [], jumps: [], margins: [] };
}

function noteJump(drafts: Draft[], seen: Seen, draft: Draft | undefined): void {
  if (draft) draft.jumps.push(seen.own.block.printedText);
  else {
    // A page may open with the rest of a story: the jump line then comes before all else.
    const first = emptyDraft();
    first.jumps.push(seen.own.block.printedText);
    drafts.push(first);
  }
}

function textOf(seen: Seen, label: Label): string {
  const running = label === 'paragraph' || label === 'continuation' || label === 'caption' || label === 'insideCaption';
  return seen.noisy && (running || label === 'title' || label === 'subhead')
    ? dropNoiseSpaces(seen.own.block.printedText)
    : seen.own.block.printedText;
}

/** A part of a page that is one endless line, in pieces; any other as it is. */
function piecesOf(part: Part): readonly Part[] {
  if (part.text.length <= LONGEST_PARAGRAPH) return [part];
  const pieces = part.text.match(new RegExp(`.{1,${LONGEST_PARAGRAPH / 2}}`, 'gsu')) ?? [];
  return pieces.map((text) => ({ ...part, text }));
}

function beginsArticle(draft: Draft, part: Part, before: Seen | undefined): boolean {
  if (part.seen.own.block.printed?.beginsStory === true) return true;
  const started = draft.body.length > 0;
  const titled = draft.title.length > 0;
  if (part.label === 'banner') return started || titled || draft.kicker.length > 0;
  if (part.label === 'kicker') return started || titled;
  if (part.seen.own.block.old && startsBriefs(draft, part)) return true;
  if (part.label !== 'title') return false;
  return started || (titled && before?.own.block.group !== part.seen.own.block.group);
}

/** In papers about 1920 a mark opens news in brief of its own, unless the piece it follows is made of such items. */
function startsBriefs(draft: Draft, part: Part): boolean {
  const paragraphs = draft.body.filter((one) => one.label !== 'byline');
  return part.seen.own.ornament && paragraphs.length > 0 && !paragraphs.some((one) => one.seen.own.ornament);
}

function place(draft: Draft, part: Part): void {
  const { label } = part;
  draft.size += part.text.length;
  if (label === 'continuation') goOn(draft, part);
  else if (label === 'banner' || label === 'kicker' || label === 'title') draft[label].push(part);
  else if (label === 'subtitle' && draft.body.length === 0) draft.subtitle.push(part);
  else draft.body.push(part);
}

/** Joins the rest of a paragraph to its beginning, over captions and credits that stand between. */
function goOn(draft: Draft, part: Part): void {
  const at = draft.body.findLastIndex((one) => one.label === 'paragraph');
  const begun = draft.body[at];
  if (!begun || begun.text.length + part.text.length > LONGEST_PARAGRAPH) {
    draft.body.push({ ...part, label: 'paragraph' });
    return;
  }
  draft.body[at] = { ...begun, text: joinText(begun.text, part.text), lines: [...begun.lines, ...part.lines] };
}

/** An article needs a headline or text: a lone banner, kicker or subtitle becomes the headline. */
function withHeadline(draft: Draft): Draft {
  if (draft.title.length > 0 || draft.body.length > 0) return draft;
  if (draft.kicker.length > 0) return { ...draft, title: draft.kicker, kicker: [] };
  if (draft.banner.length > 0) return { ...draft, title: draft.banner, banner: [] };
  return { ...draft, title: draft.subtitle, subtitle: [] };
}

/** The article of a draft, without place on the page. */
export function articleOf(draft: Draft): ArticleContent {
  const byline = bylineOf(draft);
  const texts = (parts: readonly Part[]): readonly string[] => parts.map((part) => part.text);
  const extra = extraOf(draft);
  return {
    title: texts(draft.title).join(' '),
    kicker: texts(draft.kicker),
    subtitle: texts(draft.subtitle),
    ...(draft.banner.length > 0 && { banner: texts(draft.banner).join('\n') }),
    byline,
    paragraphs: texts(draft.body),
    kind: kindOf(draft, byline),
    ...(Object.keys(extra).length > 0 && { extra }),
  };
}

/** The printed lines of a draft's parts. */
export function linesOf(draft: Draft): ArticleLines {
  const each = (parts: readonly Part[]): readonly (readonly number[])[] => parts.map((part) => part.lines);
  return {
    banner: each(draft.banner).flat(),
    kicker: each(draft.kicker),
    title: each(draft.title).flat(),
    subtitle: each(draft.subtitle),
    paragraphs: each(draft.body),
  };
}

function extraOf(draft: Draft): Readonly<Record<string, unknown>> {
  const of = (...labels: readonly Label[]): readonly string[] =>
    draft.body.filter((part) => labels.includes(part.label)).map((part) => part.text);
  const lists = {
    subheads: of('subhead'),
    captions: of('caption', 'insideCaption'),
    bylineBlocks: of('byline'),
    listItems: draft.body
      .filter((part) => part.seen.own.item && (part.label === 'paragraph' || part.label === 'list'))
      .map((part) => part.text),
  };
  const inline = /[（(]\s*((?:下转|下轉|上接|紧接|緊接)[^（()）]{1,12}[版頁页])\s*[）)]/u;
  const found = draft.body
    .map((part) => inline.exec(part.text.slice(0, 30))?.[0] ?? inline.exec(part.text.slice(-30))?.[0])
    .filter((jump) => jump !== undefined);
  const jumps = [...draft.jumps, ...found];
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    ...(jumps.length > 0 && { jump: jumps.join('') }),
  };
}

function bylineOf(draft: Draft): Byline {
  const bylines: Byline[] = [...draft.beside];
  const paragraphs = draft.body.filter((part) => part.label === 'paragraph');
  for (const part of draft.body) {
    if (part.label === 'byline' || part.label === 'credit') bylines.push(peopleOfLine(part));
    else if (part.seen.own.captionCredit) bylines.push(pictureOnly(part.seen.own.captionCredit));
    else if (part === paragraphs[0] && part.seen.own.dispatch) bylines.push(part.seen.own.dispatch.byline);
  }
  const tail = draft.body.findLast((part) => part.label === 'paragraph' || part.label === 'credit');
  const bracket = tail && !tail.seen.own.captionCredit ? readTailBracket(tail.text) : undefined;
  if (bracket && (tail!.label === 'credit' || tail === paragraphs.at(-1))) bylines.push(bracket);
  const byline = mergeBylines(bylines);
  return Object.values(byline).every((people: readonly string[] | undefined) => !people?.length) ? authorOf(draft) : byline;
}

/** Who is named beside the text counts where the text names nobody. */
function authorOf({ kicker, title, body }: Draft): Byline {
  const author = [...kicker, ...title, ...body][0]?.seen.own.block.printed?.author;
  if (author === undefined) return NO_BYLINE;
  const names = author.split(/[\s、，,;；]+/u).flatMap((word) => readLoneName(word) ?? []);
  return readBylineLine(author) ?? (names.length > 0 ? { ...NO_BYLINE, authors: names } : NO_BYLINE);
}

function peopleOfLine(part: Part): Byline {
  if (part.seen.own.byline) return part.seen.own.byline;
  const name = part.label === 'byline' ? readLoneName(squeeze(part.text).replace(/^[\p{P}\p{S}]+/u, '')) : undefined;
  return name === undefined ? NO_BYLINE : { ...NO_BYLINE, authors: [name] };
}

/** A caption names who took the picture; who wrote the story stands elsewhere. */
function pictureOnly(byline: Byline): Byline {
  return creditsPicture(byline) ? { ...NO_BYLINE, photographers: byline.photographers } : byline;
}
