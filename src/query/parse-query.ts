/**
 * The query language (docs/query-language.md#forms): a reader's text into a clause tree. Written by hand, linear, never
 * throws: what cannot be read is taken as words, and a warning says so.
 */
import type { Analyzer } from '../analysis/analyzer.js';
import { allOf, anyOf, type Clause, type ExactClause, type FieldName, literal, type Needle } from './clause.js';
import { readDates } from './dates.js';
import { withoutFields } from './field-clauses.js';
import { lex, type Token } from './lex.js';
import { addWarning, type ParseWarning } from './query-warning.js';
import { readRuns } from './runs.js';

/** What a reader's text was read as. */
export interface ParsedQuery {
  /** The text that was read: at most 1,000 characters of what came. */
  readonly text: string;
  readonly clause: Clause;
  readonly warnings: readonly ParseWarning[];
}

/** Characters of a query that are read. */
export const LONGEST_QUERY = 1000;
/** Clauses that look for something; more are left out. */
export const MOST_CLAUSES = 100;

const FIELDS: Readonly<Record<string, FieldName | 'date'>> = {
  标题: 'title',
  记者: 'reporter',
  版: 'page',
  栏目: 'section',
  报: 'paper',
  日期: 'date',
  title: 'title',
  reporter: 'reporter',
  page: 'page',
  section: 'section',
  paper: 'paper',
  date: 'date',
};
const FIELD = /^([^:：]{1,8})[:：]/;
const SMALL_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'not']);

/** Reads a query. An empty one is all articles; one in which nothing can be read is none. */
export function parseQuery(text: string, analyzer: Analyzer): ParsedQuery {
  const warnings: ParseWarning[] = [];
  // Twice the units is always enough for the characters, and keeps a huge text from being split whole.
  const characters = Array.from(text.slice(0, 2 * LONGEST_QUERY + 2));
  const read = characters.slice(0, LONGEST_QUERY).join('');
  if (read.length < text.length) addWarning(warnings, 'QUERY_CUT', `${LONGEST_QUERY}`);
  if (read.trim() === '') return { text: read, clause: { type: 'all' }, warnings };
  const clause = new Parser(lex(withPlainCodes(read.trim()), warnings), analyzer, warnings).either();
  if (clause === null) addWarning(warnings, 'NOTHING_READ', read);
  return { text: read, clause: clause ?? { type: 'none' }, warnings };
}

const CODE_IN_BRACKETS = /[(（]([0-9０-９]{3,5})[)）][-－ ]?(?=[0-9０-９]{3,8})/g;
const QUOTED = /[“”"＂„「」『』]/;

/** The brackets round the first group of a telephone number are no group of the query. Nothing is changed where marks quote. */
function withPlainCodes(text: string): string {
  return QUOTED.test(text) ? text : text.replace(CODE_IN_BRACKETS, '$1-');
}

class Parser {
  #at = 0;
  #clauseCount = 0;

  readonly #tokens: readonly Token[];
  readonly #analyzer: Analyzer;
  readonly #warnings: ParseWarning[];

  constructor(tokens: readonly Token[], analyzer: Analyzer, warnings: ParseWarning[]) {
    this.#tokens = tokens;
    this.#analyzer = analyzer;
    this.#warnings = warnings;
  }

  /** What stands up to the end or a closing bracket; null where nothing in it can be read. */
  either(): Clause | null {
    const branches: Clause[] = [];
    let owed = '';
    for (;;) {
      const branch = this.#all();
      if (branch !== null) branches.push(branch);
      if (owed !== '' && branch === null) addWarning(this.#warnings, 'OPERATOR_DROPPED', owed);
      const operator = this.#takeOr();
      if (operator === '') break;
      if (branches.length === 0) addWarning(this.#warnings, 'OPERATOR_DROPPED', operator);
      owed = operator;
    }
    return branches.length === 0 ? null : anyOf(branches);
  }

  #all(): Clause | null {
    const clauses: Clause[] = [];
    let owed = false;
    for (;;) {
      this.#skipSpace();
      const token = this.#tokens[this.#at];
      if (token === undefined || token.type === 'close' || token.type === 'bar' || this.#isOperator('OR')) break;
      if (this.#isOperator('AND')) {
        this.#at += 1;
        if (clauses.length === 0 || owed) addWarning(this.#warnings, 'OPERATOR_DROPPED', 'AND');
        else owed = true;
        continue;
      }
      const read = this.#unary();
      if (read.length > 0) owed = false;
      clauses.push(...read);
    }
    if (owed) addWarning(this.#warnings, 'OPERATOR_DROPPED', 'AND');
    const meant = clauses.filter((clause) => clause.type !== 'run' || !SMALL_OPERATORS.has(clause.needle.text));
    const kept = meant.length > 0 ? meant : clauses;
    return kept.length === 0 ? null : allOf(kept);
  }

  #takeOr(): string {
    this.#skipSpace();
    if (this.#tokens[this.#at]?.type === 'bar') {
      this.#at += 1;
      return '|';
    }
    if (!this.#isOperator('OR')) return '';
    this.#at += 1;
    return 'OR';
  }

  /** The clauses of one stretch; several where punctuation parts it. */
  #unary(): Clause[] {
    if (this.#isOperator('NOT')) {
      this.#at += 1;
      this.#skipSpace();
      return this.#negated('NOT');
    }
    const token = this.#tokens[this.#at]!;
    if (token.type === 'text' && this.#startsClause() && /^[-－]/.test(token.text)) {
      const rest = token.text.slice(1);
      if (this.#at === 0 && /^[0-9０-９]/.test(rest)) return this.#text(rest);
      if (rest === '' && this.#isAdjacentOperand(this.#at + 1)) {
        this.#at += 1;
        return this.#negated('-');
      }
      if (rest !== '' && !/^[-－]/.test(rest)) return this.#negative(this.#text(rest, true), token.text);
    }
    return this.#primary();
  }

  #negated(operator: string): Clause[] {
    const token = this.#tokens[this.#at];
    const missing =
      token === undefined || token.type === 'close' || token.type === 'bar' || this.#isOperator('AND') || this.#isOperator('OR');
    return this.#negative(missing ? [] : this.#unary(), operator);
  }

  #negative(operand: readonly Clause[], what: string): Clause[] {
    if (operand.length > 0) return [{ type: 'not', clause: allOf(operand) }];
    addWarning(this.#warnings, 'OPERATOR_DROPPED', what);
    return [];
  }

  #primary(): Clause[] {
    const token = this.#tokens[this.#at]!;
    switch (token.type) {
      case 'phrase': {
        const isInRun = this.#isBesideText(this.#at);
        this.#at += 1;
        const [phrase] = this.#exactly(this.#phrase(token.text, token.distance));
        if (phrase === undefined) return [];
        return this.#counted([isInRun && phrase.needle.type === 'literal' ? { ...phrase, isInRun } : phrase]);
      }
      case 'open': {
        this.#at += 1;
        const inner = this.either();
        this.#at += 1;
        return inner === null ? [] : [inner];
      }
      case 'text':
        return this.#text(token.text, this.#startsClause());
      case 'space':
      case 'bar':
      case 'close':
      case 'break':
        this.#at += 1;
        return [];
    }
  }

  /** The text token at hand, `text` being what is left of it; a field name counts only where a clause starts. */
  #text(text: string, mayBeField = false): Clause[] {
    this.#at += 1;
    if (mayBeField) {
      const field = this.#field(text);
      if (field !== null) return field;
    }
    return this.#counted(readRuns(text, this.#analyzer));
  }

  #field(text: string): Clause[] | null {
    const match = FIELD.exec(text);
    if (match === null) return null;
    const name = this.#fieldNamed(match[1]!);
    if (name === undefined) return null;
    const value = text.slice(match[0].length);
    if (name === 'date') return this.#date(value, text);
    const clauses = value === '' ? this.#adjacentValue() : this.#counted(readRuns(value, this.#analyzer));
    if (clauses.length === 0) return null;
    const label = readRuns(match[1]!, this.#analyzer);
    const inner = withoutFields(allOf(clauses));
    return [{ type: 'field', field: name, clause: inner, asWords: { type: 'and', clauses: [...label, inner] } }];
  }

  #fieldNamed(name: string): FieldName | 'date' | undefined {
    const folded = this.#analyzer.fold(name).text;
    return Object.hasOwn(FIELDS, folded) ? FIELDS[folded] : undefined;
  }

  #adjacentValue(): Clause[] {
    return this.#isAdjacentOperand(this.#at) ? this.#primary() : [];
  }

  #date(value: string, text: string): Clause[] | null {
    const quoted = this.#tokens[this.#at];
    const inQuotes = value === '' && quoted?.type === 'phrase' && quoted.distance === undefined;
    const dates = readDates(this.#analyzer.fold(inQuotes ? quoted.text : value).text);
    if (dates === null) {
      addWarning(this.#warnings, 'DATE_READ_AS_WORDS', text);
      return null;
    }
    if (inQuotes) this.#at += 1;
    return this.#counted([dates]);
  }

  /** Whether text that is no sign and no name of a field touches the token. */
  #isBesideText(at: number): boolean {
    const [before, behind] = [this.#tokens[at - 1], this.#tokens[at + 1]];
    if (behind?.type === 'text' && /[\p{L}\p{N}]/u.test(behind.text)) return true;
    if (before?.type !== 'text' || !/[\p{L}\p{N}]/u.test(before.text)) return false;
    const name = FIELD.exec(before.text.replace(/^[-－]/, ''));
    return name === null || this.#fieldNamed(name[1]!) === undefined;
  }

  #phrase(text: string, distance: number | undefined): Needle | null {
    if (distance !== undefined) {
      const parts = text
        .split(/[\s\u0085]+/)
        .map((part) => this.#analyzer.fold(part).text)
        .filter((part) => part !== '');
      if (parts.length > 1) return { type: 'near', parts, distance };
    }
    const folded = this.#analyzer.fold(text).text;
    return folded === '' ? null : literal(folded);
  }

  #exactly(needle: Needle | null): ExactClause[] {
    return needle === null ? [] : [{ type: 'exact', needle }];
  }

  #counted<C extends Clause>(clauses: readonly C[]): C[] {
    const left = MOST_CLAUSES - this.#clauseCount;
    this.#clauseCount += clauses.length;
    if (clauses.length > left) addWarning(this.#warnings, 'CLAUSES_CUT', `${MOST_CLAUSES}`);
    return clauses.slice(0, Math.max(0, left));
  }

  #isOperator(word: 'AND' | 'OR' | 'NOT'): boolean {
    const token = this.#tokens[this.#at];
    // Full-width letters too: an input method leaves them so.
    if (token?.type !== 'text' || token.text.normalize('NFKC') !== word) return false;
    return this.#isEdge(this.#at - 1) && this.#isEdge(this.#at + 1);
  }

  #isEdge(at: number): boolean {
    const type = this.#tokens[at]?.type;
    return type === undefined || type === 'space' || type === 'open' || type === 'close' || type === 'break';
  }

  #startsClause(): boolean {
    return this.#isEdge(this.#at - 1) || this.#tokens[this.#at - 1]?.type === 'bar';
  }

  #isAdjacentOperand(at: number): boolean {
    const type = this.#tokens[at]?.type;
    return type === 'phrase' || type === 'open';
  }

  #skipSpace(): void {
    while (this.#tokens[this.#at]?.type === 'space' || this.#tokens[this.#at]?.type === 'break') this.#at += 1;
  }
}
