/** Warnings of the parser in words for people, Chinese first. */
import type { ParseWarning } from '../query/query-warning.js';
import type { QueryWarning } from './search-answer.js';

/** The warning with its message; `what` is quoted as the reader typed it. */
export function warningMessage({ code, what }: ParseWarning): QueryWarning {
  return { code, message: MESSAGES[code](what) };
}

const MESSAGES: Readonly<Record<ParseWarning['code'], (what: string) => string>> = {
  QUERY_CUT: (what) => `查询过长，只读前 ${what} 个字符。The query is too long; its first ${what} characters were read.`,
  CLAUSES_CUT: (what) => `查询条件过多，只读前 ${what} 个。Too many clauses; the first ${what} were read.`,
  TOO_DEEP: () => '括号嵌套过深，里层括号当作分隔。Brackets are nested too deep; the inner ones were read as separators.',
  NOTHING_READ: () => '查询里没有可以检索的字词。Nothing in the query can be searched.',
  OPERATOR_DROPPED: (what) => `“${what}”没有作用的对象，已忽略。“${what}” has nothing to work on and was dropped.`,
  BRACKET_UNBALANCED: () => '括号不成对，当作分隔。A bracket has no partner and was read as a separator.',
  QUOTE_UNBALANCED: () => '引号不成对，当作普通文字。A quotation mark has no partner and was read as text.',
  DATE_READ_AS_WORDS: (what) => `“${what}”不是日期，按文字检索。“${what}” is no date and was read as words.`,
  FIELD_READ_AS_WORDS: (what) => `“${what}”没有结果，按文字检索。“${what}” finds nothing and was read as words.`,
  READING_CUT: (what) => `要逐篇读的文字过多，这些条件未用：“${what}”。Deciding the query would read too many texts; left out: “${what}”.`,
  NOT_LOOSENED: (what) =>
    `没有报道全部符合；这 ${what} 个条件太费时，没有放宽。No article has all of it; its ${what} parts would read too many texts to be let go one by one.`,
};
