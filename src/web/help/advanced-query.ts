/** The advanced form -> a query of the language, as a reader could have typed it. */
import type { RawParameters } from '../../http/parameters.js';
import { readWrittenDate } from '../../notation/written-date.js';

/** Fields of the form, in its order. */
export const ADVANCED_FIELDS = [
  'all',
  'exact',
  'any',
  'none',
  'headline',
  'near',
  'reporter',
  'paper',
  'section',
  'page',
  'from',
  'to',
] as const;
/** One of them. */
export type AdvancedField = (typeof ADVANCED_FIELDS)[number];

/** What was filled in. */
export type AdvancedForm = Readonly<Record<AdvancedField, string>> & {
  /** Characters between words that stand near to each other. */
  readonly distance: number;
};

/** Characters of a field that are read. */
const MOST_CHARACTERS = 300;
/** Distances that can be chosen. */
export const DISTANCES = [5, 10, 20, 50] as const;
const USUAL_DISTANCE = 10;

/** The form as an address has it. */
export function readAdvancedForm(raw: RawParameters): AdvancedForm {
  const values = ADVANCED_FIELDS.map((name) => [name, (raw.get(name)?.[0] ?? '').trim().slice(0, MOST_CHARACTERS)] as const);
  const distance = DISTANCES.find((one) => String(one) === raw.get('distance')?.[0]) ?? USUAL_DISTANCE;
  return { ...(Object.fromEntries(values) as Record<AdvancedField, string>), distance };
}

/** A query, or the dates that are none. */
export type AdvancedQuery = { readonly query: string } | { readonly wrongDates: readonly string[] };

/** Writes the query; empty for an empty form. Words of a field are parted by spaces. */
export function writeQuery(form: AdvancedForm): AdvancedQuery {
  const { all, exact, any, none, headline, near, distance } = form;
  const [from, to] = [form.from, form.to].map(readDate);
  if (from === null || to === null) {
    return { wrongDates: [form.from, form.to].filter((value) => readDate(value) === null) };
  }
  const phrase = unquoted(exact);
  const nearWords = wordsOf(near).map(unquoted);
  const parts = [
    all,
    phrase === '' ? '' : `"${phrase}"`,
    oneOf(wordsOf(any)),
    ...wordsOf(none).map((word) => `-${quotedWord(word)}`),
    ...wordsOf(headline).map((word) => `标题:${quotedWord(word)}`),
    nearWords.length > 1 ? `"${nearWords.join(' ')}"~${distance}` : nearWords.map(quotedWord).join(''),
    fieldOf('记者', form.reporter),
    fieldOf('报', form.paper),
    fieldOf('栏目', form.section),
    form.page === '' ? '' : `版:${quotedWord(form.page)}`,
    datesOf(from!, to!),
  ];
  return { query: parts.filter((part) => part !== '').join(' ') };
}

/** As the language has it; null where it is none. */
function readDate(text: string): string | null {
  return text === '' ? '' : readWrittenDate(text.normalize('NFKC').replace(/\s/gu, ''));
}

function datesOf(from: string, to: string): string {
  if (from === '' && to === '') return '';
  return from === to ? `日期:${from}` : `日期:${from}..${to}`;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s/u).filter((word) => unquoted(word) !== '');
}

function oneOf(words: readonly string[]): string {
  const quoted = words.map(quotedWord);
  return quoted.length > 1 ? `(${quoted.join(' OR ')})` : quoted.join('');
}

function fieldOf(name: string, value: string): string {
  return unquoted(value) === '' ? '' : `${name}:${quotedWord(value)}`;
}

/** A word as it is; anything that the language could read otherwise in quotation marks. */
function quotedWord(text: string): string {
  return /^[\p{L}\p{N}]+$/u.test(text) && !/^(?:AND|OR|NOT)$/u.test(text) ? text : `"${unquoted(text)}"`;
}

function unquoted(text: string): string {
  return text.replace(/["＂“”„「」『』]/gu, '').trim();
}
