/** Characters for tests of what reaches a terminal. */

/** One of each kind a terminal obeys or hides. */
export const HOSTILE =
  '\u001b]0;x\u0007\u001b[2J\b\u007f\u009b31m\u0085\u202e\u2066\u200f\u061c\u2028\u2029\u200b\u200d\u2060\ufeff\u00ad\u180e\u3164\u{e0041}';
/** Those of it that an article's fields may hold. */
export const UNSEEN = HOSTILE.replace(/\p{Cc}|\p{Zl}|\p{Zp}/gu, '');
/** None of these may reach it; line feeds, tabs and CR LF may. */
export const OBEYED =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff]|\r(?!\n)|\udb40/;
