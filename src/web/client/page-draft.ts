/** Corrections of a page before it is stored: an article as a row of parts, and what can be done to one. Pure data. */

/** What a part is on the page. */
export type PartRole = 'banner' | 'kicker' | 'title' | 'subtitle' | 'paragraph';

/** One printed part of an article. */
export interface Part {
  readonly role: PartRole;
  readonly text: string;
  /** Numbers of the lines it was read from. */
  readonly lines: readonly number[];
}

/** What of an article can be corrected, as the API writes it; the rest of it goes along. */
export interface DraftContent {
  readonly banner?: string;
  readonly kicker: readonly string[];
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly paragraphs: readonly string[];
}

/** The printed lines of each part. */
export interface DraftLines {
  readonly banner: readonly number[];
  readonly kicker: readonly (readonly number[])[];
  readonly title: readonly number[];
  readonly subtitle: readonly (readonly number[])[];
  readonly paragraphs: readonly (readonly number[])[];
}

const ROLES: readonly PartRole[] = ['banner', 'kicker', 'title', 'subtitle', 'paragraph'];

/** The parts in printed order. A headline stands among them also where it is empty, so that one can be written. */
export function partsOf(content: DraftContent, lines: DraftLines): readonly Part[] {
  const several = (role: PartRole, texts: readonly string[], numbers: readonly (readonly number[])[]): Part[] =>
    texts.map((text, index) => ({ role, text, lines: numbers[index] ?? [] }));
  return [
    ...(content.banner === undefined ? [] : [{ role: 'banner' as const, text: content.banner, lines: lines.banner }]),
    ...several('kicker', content.kicker, lines.kicker),
    { role: 'title', text: content.title, lines: lines.title },
    ...several('subtitle', content.subtitle, lines.subtitle),
    ...several('paragraph', content.paragraphs, lines.paragraphs),
  ];
}

/** The content with these parts in the place of its own; parts that are empty are left out. */
export function contentOf(content: DraftContent, parts: readonly Part[]): DraftContent {
  const textsOf = (role: PartRole): string[] =>
    parts
      .filter((part) => part.role === role)
      .map(({ text }) => text.trim())
      .filter((text) => text !== '');
  const banner = textsOf('banner').join('\n');
  const rest = Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'banner'));
  return {
    ...rest,
    ...(banner !== '' && { banner }),
    kicker: textsOf('kicker'),
    title: textsOf('title').join(' '),
    subtitle: textsOf('subtitle'),
    paragraphs: textsOf('paragraph'),
  };
}

/** The printed lines of the content that `contentOf` makes of the same parts. */
export function linesOf(parts: readonly Part[]): DraftLines {
  const linesBy = (role: PartRole): (readonly number[])[] =>
    parts.filter((part) => part.role === role && part.text.trim() !== '').map(({ lines }) => lines);
  return {
    banner: linesBy('banner').flat(),
    kicker: linesBy('kicker'),
    title: linesBy('title').flat(),
    subtitle: linesBy('subtitle'),
    paragraphs: linesBy('paragraph'),
  };
}

/** With another text in one part. */
export function withText(parts: readonly Part[], at: number, text: string): readonly Part[] {
  return parts.map((part, index) => (index === at ? { ...part, text } : part));
}

/** Whether a part and the one behind it are two paragraphs. */
export function canJoin(parts: readonly Part[], at: number): boolean {
  return parts[at]?.role === 'paragraph' && parts[at + 1]?.role === 'paragraph';
}

/** One paragraph of two. Words of Latin letters keep a space between them. */
export function joinWithNext(parts: readonly Part[], at: number): readonly Part[] {
  const [part, next] = [parts[at], parts[at + 1]];
  if (part === undefined || next === undefined || !canJoin(parts, at)) return parts;
  const space = /[\w,.;:]$/.test(part.text) && /^\w/.test(next.text) ? ' ' : '';
  const joined: Part = { role: 'paragraph', text: `${part.text}${space}${next.text}`, lines: [...part.lines, ...next.lines] };
  return [...parts.slice(0, at), joined, ...parts.slice(at + 2)];
}

/** Two parts of one, parted at a UTF-16 offset; the same parts where one of them would be empty. */
export function splitPart(parts: readonly Part[], at: number, offset: number): readonly Part[] {
  const part = parts[at];
  if (part === undefined || part.role === 'title') return parts;
  const [before, after] = [part.text.slice(0, offset).trim(), part.text.slice(offset).trim()];
  if (before === '' || after === '') return parts;
  return [...parts.slice(0, at), { ...part, text: before }, { ...part, text: after }, ...parts.slice(at + 1)];
}

/** A part in another role, behind what has that role; what was the headline becomes the first paragraph. */
export function withRole(parts: readonly Part[], at: number, role: PartRole): readonly Part[] {
  const part = parts[at];
  if (part === undefined || part.role === role) return parts;
  const rest = parts.filter((_, index) => index !== at);
  if (role === 'title') {
    const former = rest
      .filter((other) => other.role === 'title' && other.text.trim() !== '')
      .map((other): Part => ({ ...other, role: 'paragraph' }));
    return inOrder([...former, ...rest.filter((other) => other.role !== 'title')], [{ ...part, role }]);
  }
  const placed = inOrder(role === 'paragraph' ? [{ ...part, role }, ...rest] : rest, role === 'paragraph' ? [] : [{ ...part, role }]);
  return placed.some((other) => other.role === 'title') ? placed : inOrder(placed, [{ role: 'title', text: '', lines: [] }]);
}

/** Without one part; a headline is emptied. */
export function withoutPart(parts: readonly Part[], at: number): readonly Part[] {
  return parts[at]?.role === 'title'
    ? parts.map((part, index) => (index === at ? { role: 'title', text: '', lines: [] } : part))
    : parts.filter((_, index) => index !== at);
}

/** Parts by role, those of one role in the order they had, `more` behind. */
export function inOrder(parts: readonly Part[], more: readonly Part[]): readonly Part[] {
  return ROLES.flatMap((role) => [...parts, ...more].filter((part) => part.role === role));
}

/**
 * Line -> index of the article that has it; of several, the first. A blank line between two of an article is its too; `printed` are all
 * lines.
 */
export function lineOwners(articles: readonly (readonly Part[])[], printed: readonly string[] = []): ReadonlyMap<number, number> {
  const owners = new Map<number, number>();
  articles.forEach((parts, index) => {
    for (const line of parts.flatMap((part) => part.lines)) if (!owners.has(line)) owners.set(line, index);
  });
  let last = 0;
  for (const [line, owner] of [...owners].sort(([a], [b]) => a - b)) {
    const between = printed.slice(last, line - 1);
    if (last > 0 && owners.get(last) === owner && between.every((text) => text.trim() === ''))
      between.forEach((_, index) => owners.set(last + index + 1, owner));
    last = line;
  }
  return owners;
}
