/** A house's own way of naming files, as a pattern: `{paper}_{date}_{page}_{section}`. */
import type { PageInfo } from '../../article/article.js';
import { SearchServiceError } from '../../search-service-error.js';
import { bareName } from './path-names.js';
import { dayDoubt, plainParts, type PathReading } from './read-path.js';
import { readNumber, writtenDay } from './read-value.js';

type Placeholder = 'paper' | 'date' | 'page' | 'section' | '*';

/** Literal text, or what a placeholder stands for. */
type Piece = { readonly text: string } | { readonly placeholder: Placeholder };

/** A pattern that was read. */
export interface NamePattern {
  readonly pieces: readonly Piece[];
  /** Parts of a path that it spans. */
  readonly partCount: number;
}

/** UTF-16 units of a pattern, and pieces of one. */
const LONGEST = 200;
const MOST_PIECES = 20;
const PLACEHOLDERS: readonly string[] = ['paper', 'date', 'page', 'section', '*'];
/** UTF-16 units a day or a page may take. */
const LONGEST_VALUE: Readonly<Partial<Record<Placeholder, number>>> = { date: 24, page: 12 };

/**
 * Reads a pattern: literal text, `/` between folders, `{paper}` `{date}` `{page}` `{section}` each once, `{*}` for anything within a part.
 * Throws PARAMETER_INVALID.
 */
export function readPattern(pattern: string): NamePattern {
  const fault = (what: string): SearchServiceError =>
    new SearchServiceError(
      'PARAMETER_INVALID',
      `--names ${JSON.stringify(pattern.slice(0, LONGEST))}: ${what}. Example: '{paper}_{date}_{page}_{section}', with {*} for anything.`,
    );
  if (pattern.length > LONGEST) throw fault(`it is longer than ${LONGEST} characters`);
  const pieces: Piece[] = [];
  for (const piece of pattern
    .normalize('NFKC')
    .split(/(\{[^{}]*\})/u)
    .filter((one) => one !== '')) {
    const name = /^\{(.*)\}$/u.exec(piece)?.[1];
    if (name === undefined && /[{}]/u.test(piece)) throw fault('a bracket stands alone');
    if (name !== undefined && !PLACEHOLDERS.includes(name)) throw fault(`{${name}} is not known`);
    pieces.push(name === undefined ? { text: piece.replaceAll('\\', '/') } : { placeholder: name as Placeholder });
  }
  const named = pieces.flatMap((piece) => ('placeholder' in piece && piece.placeholder !== '*' ? [piece.placeholder] : []));
  if (named.length === 0) throw fault('it says none of {paper}, {date}, {page}, {section}');
  if (new Set(named).size < named.length) throw fault('a part stands in it twice');
  if (pieces.length > MOST_PIECES) throw fault('it has too many parts');
  const isText = (piece: Piece | undefined): boolean =>
    piece !== undefined && 'placeholder' in piece && LONGEST_VALUE[piece.placeholder] === undefined;
  if (pieces.some((piece, at) => isText(piece) && isText(pieces[at + 1]))) throw fault('nothing parts two names');
  return { pieces, partCount: pieces.reduce((count, piece) => count + ('text' in piece ? piece.text.split('/').length - 1 : 0), 1) };
}

/** What a path says by a pattern; undefined where it is not named so. Each piece is tried at each place of the name once. */
export function readByPattern(file: string, { pieces, partCount }: NamePattern): PathReading | undefined {
  const parts = plainParts(file, partCount);
  if (parts.length < partCount) return undefined;
  const text = parts.join('/');
  const values = new Match(text, pieces).find(0, 0);
  return values === undefined ? undefined : readingOf(values);
}

type Values = ReadonlyMap<Placeholder, string>;

/** Tries each piece at each place once. */
class Match {
  readonly #failed = new Set<number>();

  readonly #text: string;
  readonly #pieces: readonly Piece[];

  constructor(text: string, pieces: readonly Piece[]) {
    this.#text = text;
    this.#pieces = pieces;
  }

  /** What the placeholders from a piece on stand for, with the text from a place on; the shortest that fits goes first. */
  find(at: number, from: number): Values | undefined {
    const piece = this.#pieces[at];
    if (piece === undefined) return from === this.#text.length ? new Map() : undefined;
    const key = at * (this.#text.length + 1) + from;
    if (this.#failed.has(key)) return undefined;
    const found = 'text' in piece ? this.#literal(piece.text, at, from) : this.#value(piece.placeholder, at, from);
    if (found === undefined) this.#failed.add(key);
    return found;
  }

  #literal(text: string, at: number, from: number): Values | undefined {
    return this.#text.startsWith(text, from) ? this.find(at + 1, from + text.length) : undefined;
  }

  #value(placeholder: Placeholder, at: number, from: number): Values | undefined {
    const slash = placeholder === 'date' ? -1 : this.#text.indexOf('/', from);
    const end = Math.min(slash < 0 ? this.#text.length : slash, from + (LONGEST_VALUE[placeholder] ?? Infinity));
    for (let to = placeholder === '*' ? from : from + 1; to <= end; to += 1) {
      const value = this.#text.slice(from, to);
      if (!fits(placeholder, value)) continue;
      const rest = this.find(at + 1, to);
      if (rest !== undefined) return new Map([[placeholder, value], ...rest]);
    }
    return undefined;
  }
}

function fits(placeholder: Placeholder, value: string): boolean {
  if (placeholder === 'date') return writtenDay(value) !== undefined;
  if (placeholder === 'page') return readNumber(value) !== undefined;
  return placeholder === '*' || bareName(value) !== '';
}

function readingOf(values: Values): PathReading {
  const [paper, section] = [values.get('paper'), values.get('section')];
  const day = writtenDay(values.get('date') ?? '');
  const pageNumber = readNumber(values.get('page') ?? '');
  const page: PageInfo = {
    ...(paper !== undefined && { paper: bareName(paper) }),
    ...(day?.date !== undefined && { date: day.date }),
    ...(pageNumber !== undefined && { pageNumber }),
    ...(section !== undefined && { section: bareName(section) }),
  };
  return { page, doubts: day !== undefined && day.date === undefined ? [dayDoubt(day)] : [] };
}
