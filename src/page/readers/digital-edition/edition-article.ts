/** An article file of a digital edition: its headlines, who wrote it, and its text. */
import { Parser } from 'htmlparser2';
import { squeeze } from '../../characters.js';
import { readDate } from '../../dates.js';
import { furnitureScore } from '../../furniture.js';
import { htmlLines } from '../html-text.js';

/** What an article file says. */
export interface EditionArticle {
  readonly kicker: readonly string[];
  /** Lines of the headline; none where the article has no headline. */
  readonly title: readonly string[];
  readonly subtitle: readonly string[];
  /** Who wrote it, as the edition says beside the text. */
  readonly author: string;
  /** As `YYYY-MM-DD`. */
  readonly date: string | undefined;
  /** Its text; blank lines where blocks part. */
  readonly lines: readonly string[];
}

/** What may hold the text, the surest first. */
const HOLDERS = ['founder', 'enp', 'npm', 'zoom', 'named'] as const;
type Holder = (typeof HOLDERS)[number];
type Role = 'kicker' | 'title' | 'subtitle';

/** A heading outside of the text; without a role it is one by its element alone. */
interface Heading {
  readonly level: number;
  readonly role: Role | undefined;
  text: string;
}

interface Stretch {
  readonly from: number;
  to: number;
}

const ROLES: readonly (readonly [Role, RegExp])[] = [
  ['kicker', /(?:^|[\s_-])(?:yin-?ti|intro-?title|pre-?title|kicker|shoulder)(?:$|[\s_-])/iu],
  ['subtitle', /(?:^|[\s_-])(?:fu-?ti|fu-?biao-?ti|sub-?title)(?:$|[\s_-])/iu],
  ['title', /(?:^|[\s_-])(?:zheng-?ti|biao-?ti|main-?title|article-?title)(?:$|[\s_-])/iu],
];
const NAMED = /(?:^|\s)(?:article-?content|content-?text|article-?body|main-?text)(?:$|\s)/iu;
const AT_COMMENT: readonly (readonly [Holder, RegExp])[] = [
  ['enp', /^\s*(\/?)\s*enpcontent\s*$/iu],
  ['npm', /^\s*<(\/?)npm:article-content\s*>\s*$/iu],
];
/** Nested deeper than any edition: reading would cost more with every level. */
const DEEPEST = 1_000;
/** A file without text says so with a headline like this. */
const ADVERTISEMENT = /广告|廣告/u;

/** Reads an article file; undefined where nothing in it holds the text of an article. Linear. */
export function readEditionArticle(html: string): EditionArticle | undefined {
  const { stretches, headings, siteTitle } = scan(html);
  const text = HOLDERS.map((holder) => stretches.get(holder)).find((stretch) => stretch !== undefined);
  if (text === undefined) return undefined;
  const property = propertiesOf(html);
  const outside = headings.map(({ text: words, ...rest }) => ({ ...rest, text: linesOf(words) }));
  const title = property('title') ?? headlineOf(outside) ?? titleOfSite(siteTitle);
  const near = nearHeadline(outside, title);
  const first = (...found: readonly (readonly string[] | undefined)[]): readonly string[] =>
    found.find((lines) => lines !== undefined && lines.length > 0) ?? [];
  const kicker = first(property('introtitle'), near.kicker);
  const subtitle = first(property('subtitle'), near.subtitle);
  const lines = withoutHeadlines(
    htmlLines(html.slice(text.from, text.to)).map((line) => line.text),
    [...kicker, ...title, ...subtitle],
  );
  const author = (property('author') ?? []).join(' ');
  return { kicker, title, subtitle, author, date: readDate((property('date') ?? []).join('')), lines };
}

/** True for the file of an advertisement whose text is in its picture. */
export function isEmptyArticle({ title, lines }: EditionArticle): boolean {
  return lines.every((line) => line.trim() === '') && (title.length === 0 || ADVERTISEMENT.test(title.join('')));
}

interface Scan {
  readonly stretches: ReadonlyMap<Holder, Stretch>;
  readonly headings: readonly Heading[];
  readonly siteTitle: string;
}

function scan(html: string): Scan {
  const stretches = new Map<Holder, Stretch>();
  const headings: Heading[] = [];
  const open: { readonly holder?: Holder; readonly heading?: Heading; readonly name: string }[] = [];
  let siteTitle = '';
  const begin = (holder: Holder): boolean => {
    if (stretches.has(holder)) return false;
    stretches.set(holder, { from: parser.endIndex + 1, to: html.length });
    return true;
  };
  const end = (holder: Holder): void => {
    stretches.get(holder)!.to = Math.min(stretches.get(holder)!.to, parser.startIndex);
  };
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const holder = holderOf(name, attributes);
      const heading = stretches.size === 0 ? headingOf(name, attributes) : undefined;
      if (heading !== undefined) headings.push(heading);
      if (name === 'br') for (const one of open) if (one.heading !== undefined) one.heading.text += '\n';
      open.push({ name, ...(heading && { heading }), ...(holder !== undefined && open.length < DEEPEST && begin(holder) && { holder }) });
    },
    ontext: (text) => {
      if (open.at(-1)?.name === 'title') siteTitle += text;
      const heading = open.findLast((one) => one.heading !== undefined)?.heading;
      if (heading !== undefined && heading.text.length < 10_000) heading.text += text;
    },
    onclosetag: () => {
      const closed = open.pop();
      if (closed?.holder !== undefined) end(closed.holder);
    },
    oncomment: (data) => {
      for (const [holder, mark] of AT_COMMENT) {
        const found = mark.exec(data);
        if (found === null) continue;
        if (found[1] === '') begin(holder);
        else if (stretches.has(holder)) end(holder);
      }
    },
  });
  parser.end(html);
  return { stretches, headings, siteTitle };
}

function holderOf(name: string, { id = '', class: named = '' }: Readonly<Record<string, string>>): Holder | undefined {
  if (name === 'founder-content') return 'founder';
  if (id.toLowerCase() === 'ozoom') return 'zoom';
  return NAMED.test(id) || NAMED.test(named) ? 'named' : undefined;
}

function headingOf(name: string, { id = '', class: named = '' }: Readonly<Record<string, string>>): Heading | undefined {
  const role = ROLES.find(([, words]) => words.test(named) || words.test(id))?.[0];
  const level = /^h[1-4]$/u.test(name) ? Number(name[1]) : 0;
  return role === undefined && level === 0 ? undefined : { level, role, text: '' };
}

/** What the file says of its article in a comment or in elements of its own; a part that is there and empty is known to be so. */
function propertiesOf(html: string): (name: string) => readonly string[] | undefined {
  const lower = html.toLowerCase();
  const comment = lower.indexOf('enpproperty');
  const commentEnd = comment < 0 ? -1 : lower.indexOf('-->', comment);
  const between = (name: string, from: number, to: number): string | undefined => {
    const start = lower.indexOf(`<${name}>`, from);
    const close = start < 0 ? -1 : lower.indexOf(`</${name}>`, start);
    return close < 0 || close > to ? undefined : html.slice(start + name.length + 2, close);
  };
  return (name) => {
    const found =
      between(`founder-${name}`, 0, html.length) ??
      (comment < 0 ? undefined : between(name, comment, commentEnd < 0 ? html.length : commentEnd));
    return found === undefined ? undefined : htmlLines(found).flatMap(({ text }) => linesOf(text));
  };
}

type ReadHeading = Omit<Heading, 'text'> & { readonly text: readonly string[] };

function headlineOf(headings: readonly ReadHeading[]): readonly string[] | undefined {
  const own = headings.filter(({ text }) => text.length === 0 || furnitureScore(text.join(' ')) < 0.75);
  return (own.find(({ role }) => role === 'title') ?? own.find(({ level }) => level === 1) ?? own.find(({ level }) => level === 2))?.text;
}

/** Headings with a role, and those right above and below the headline. */
function nearHeadline(headings: readonly ReadHeading[], title: readonly string[]): Record<'kicker' | 'subtitle', readonly string[]> {
  const at = headings.findIndex(({ text }) => squeeze(text.join('')) === squeeze(title.join('')));
  const beside = (place: number): readonly string[] => {
    const one = at < 0 ? undefined : headings[place];
    return one === undefined || one.role !== undefined || furnitureScore(one.text.join(' ')) >= 0.75 ? [] : one.text;
  };
  const ofRole = (role: Role): readonly string[] => headings.find((one) => one.role === role)?.text ?? [];
  const [above, below] = [ofRole('kicker'), ofRole('subtitle')];
  return { kicker: above.length > 0 ? above : beside(at - 1), subtitle: below.length > 0 ? below : beside(at + 1) };
}

/** The headline in the title of the document, before the name of the site. */
function titleOfSite(siteTitle: string): readonly string[] {
  const headline = siteTitle
    .split(/\s*(?:--+|__*|——|[|｜])\s*|\s+[-–]\s+/u)
    .find((piece) => piece.trim() !== '' && furnitureScore(piece) < 0.75);
  return headline === undefined ? [] : linesOf(headline);
}

/** Some editions repeat the headlines at the top of the text. */
function withoutHeadlines(lines: readonly string[], headlines: readonly string[]): readonly string[] {
  const known = new Set(headlines.map(squeeze));
  const first = lines.findIndex((line) => line.trim() !== '' && !known.has(squeeze(line)));
  return first < 0 ? [] : lines.slice(first);
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0]+/gu, ' ').trim())
    .filter((line) => line !== '');
}
