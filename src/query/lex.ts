/** A reader's text into tokens: quoted phrases, brackets, bars, white space, and the text between them. Never fails. */
import { addWarning, type ParseWarning } from './query-warning.js';

export type Token =
  | { readonly type: 'space' }
  | { readonly type: 'bar' }
  | { readonly type: 'open' }
  | { readonly type: 'close' }
  /** A bracket that opens or closes nothing, or nested too deep: it only parts what stands beside it. */
  | { readonly type: 'break' }
  | { readonly type: 'phrase'; readonly text: string; readonly distance?: number }
  | { readonly type: 'text'; readonly text: string };

/** Brackets nested deeper are read as mere separators. */
const DEEPEST = 16;

const WHITE = /[\s\u0085]/;
const DOUBLE_MARKS = '“”"＂„';
const CORNER_MARKS: Readonly<Record<string, string>> = { '「': '」', '『': '』' };
const NEAR = /^[~～]([0-9０-９]{1,9})/;

/** Splits `text`, linear in its length. Warnings are added to `warnings`. */
export function lex(text: string, warnings: ParseWarning[]): Token[] {
  const fullWidthBars = /^[^\s|()（）“”"＂„「」『』]+$/.test(text) && /^[^｜]+(?:｜[^｜]+)+$/.test(text);
  const closers = new Closers(text);
  const tokens: Token[] = [];
  let run = '';
  const flush = (): void => {
    if (run !== '') tokens.push({ type: 'text', text: run });
    run = '';
  };
  const put = (token: Token): void => {
    flush();
    tokens.push(token);
  };
  for (let i = 0; i < text.length;) {
    const char = text[i]!;
    const closer = closers.of(char, i);
    if (closer >= 0) {
      const near = NEAR.exec(text.slice(closer + 1, closer + 11));
      const content = text.slice(i + 1, closer);
      put(
        near === null ? { type: 'phrase', text: content } : { type: 'phrase', text: content, distance: Number(near[1]!.normalize('NFKC')) },
      );
      i = closer + 1 + (near === null ? 0 : near[0].length);
      continue;
    }
    if (WHITE.test(char)) put({ type: 'space' });
    else if (char === '(' || char === '（') put({ type: 'open' });
    else if (char === ')' || char === '）') put({ type: 'close' });
    else if (char === '|' || (char === '｜' && (fullWidthBars || standsFree(text, i)))) put({ type: 'bar' });
    else {
      if (DOUBLE_MARKS.includes(char) || char in CORNER_MARKS) addWarning(warnings, 'QUOTE_UNBALANCED', char);
      run += char;
    }
    i += 1;
  }
  flush();
  return balance(isPasted(tokens) ? tokens.map((token) => (token.type === 'bar' ? SPACE : token)) : tokens, warnings);
}

const SPACE: Token = { type: 'space' };
/** What makes a text a query: an operator, a sign or a field name where a clause starts. */
const OPERATING = /^(?:AND|OR|NOT|[-－].+|[^:：]{1,8}[:：].*)$/;
/** What parts no run: marks that folding drops, and ASCII marks inside a word of letters and digits. */
const NOT_PARTING = /[·・•‧∙《》〈〉'‘’«»‹›]|(?<=[A-Za-z0-9])[!-~](?=[A-Za-z0-9])/g;
const BETWEEN_RUNS = /[^\p{L}\p{N}\p{M}?*]+/u;

/**
 * Whether a text was pasted, a headline with bars in it: no operators, brackets or quotes, and beside a bar more than one run. Then its
 * bars are no more than spaces.
 */
function isPasted(tokens: readonly Token[]): boolean {
  if (!tokens.some(({ type }) => type === 'bar')) return false;
  if (!tokens.every((token) => token.type === 'text' || token.type === 'space' || token.type === 'bar')) return false;
  const sides: number[] = [0];
  for (const token of tokens) {
    if (token.type === 'bar') sides.push(0);
    if (token.type !== 'text') continue;
    const text = token.text.normalize('NFKC');
    if (OPERATING.test(text)) return false;
    sides[sides.length - 1]! += text
      .replace(NOT_PARTING, '')
      .split(BETWEEN_RUNS)
      .filter((run) => run !== '').length;
  }
  return sides.every((runs) => runs > 0) && sides.some((runs) => runs > 1);
}

/** Finds the mark that closes the one at an offset; remembers that none is left, so that a text of marks stays linear. */
class Closers {
  readonly #none = new Set<string>();

  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  of(char: string, at: number): number {
    const double = DOUBLE_MARKS.includes(char);
    const corner = CORNER_MARKS[char];
    if (!double && corner === undefined) return -1;
    const key = double ? '"' : corner!;
    if (this.#none.has(key)) return -1;
    for (let i = at + 1; i < this.#text.length; i += 1) {
      const next = this.#text[i]!;
      if (double ? DOUBLE_MARKS.includes(next) : next === corner) return i;
    }
    this.#none.add(key);
    return -1;
  }
}

function standsFree(text: string, at: number): boolean {
  const edge = /[\s\u0085()（）]/;
  return edge.test(text[at - 1] ?? ' ') || edge.test(text[at + 1] ?? ' ');
}

/** Brackets without a partner, or too deep, become mere breaks. */
function balance(tokens: readonly Token[], warnings: ParseWarning[]): Token[] {
  const result = [...tokens];
  const open: number[] = [];
  const asBreak = (at: number, code: 'BRACKET_UNBALANCED' | 'TOO_DEEP'): void => {
    result[at] = { type: 'break' };
    addWarning(warnings, code, '( )');
  };
  tokens.forEach((token, i) => {
    if (token.type === 'open') open.push(i);
    if (token.type !== 'close') return;
    const opener = open.pop();
    if (opener === undefined) {
      asBreak(i, 'BRACKET_UNBALANCED');
    } else if (open.length >= DEEPEST) {
      asBreak(opener, 'TOO_DEEP');
      asBreak(i, 'TOO_DEEP');
    }
  });
  for (const opener of open) asBreak(opener, 'BRACKET_UNBALANCED');
  return result;
}
