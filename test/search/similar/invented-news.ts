/** Invented news by the piece: dispatches, forms with other figures every day, and what editors do to a text. */
import type { Article } from '../../../src/article/article.js';
import { article } from '../../contract/contract-kit.js';
import { Random } from '../../support/random.js';

const ENDS = ['，', '，', '，', '。', '。', '；'];
const HAN_START = 0x4e00;
const HAN_COUNT = 5_000;

/** A Han character without a meaning here. */
export function anyHan(random: Random): string {
  return String.fromCharCode(HAN_START + random.below(HAN_COUNT));
}

/** Writes dispatches out of one vocabulary, its words as uneven in use as those of a language. */
export class Newsroom {
  readonly #words: readonly string[];

  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;

    this.#words = Array.from({ length: 3_000 }, () => anyHan(random) + anyHan(random));
  }

  /** A text of about `length` characters with numbers in it. */
  text(length: number): string {
    let text = '';
    while (text.length < length) {
      const clause = Array.from({ length: 3 + this.#random.below(5) }, () => this.#word()).join('');
      const number = this.#random.below(3) === 0 ? `${this.#random.below(3_000)}` : '';
      text += `${clause}${number}${this.#random.pick(ENDS)}`;
    }
    return text;
  }

  #word(): string {
    return this.#words[Math.floor(this.#words.length * this.#random.next() ** 3)]!;
  }
}

export const EDITS = [
  'replaced',
  'inserted',
  'deleted',
  'cut',
  'beheaded',
  'passage replaced',
  'passage deleted',
  'passage inserted',
] as const;
export type Edit = (typeof EDITS)[number];

/** The text with `share` of its characters edited. */
export function edited(text: string, share: number, edit: Edit, random: Random): string {
  const chars = [...text];
  const count = Math.round(chars.length * share);
  const some = Array.from({ length: count }, () => anyHan(random));
  const from = random.below(chars.length - count + 1);
  switch (edit) {
    case 'replaced':
      for (const char of some) chars[random.below(chars.length)] = char;
      break;
    case 'inserted':
      for (const char of some) chars.splice(random.below(chars.length + 1), 0, char);
      break;
    case 'deleted':
      for (let i = 0; i < count; i += 1) chars.splice(random.below(chars.length), 1);
      break;
    case 'cut':
      chars.length -= count;
      break;
    case 'beheaded':
      chars.splice(0, count);
      break;
    case 'passage replaced':
      chars.splice(from, count, ...some);
      break;
    case 'passage deleted':
      chars.splice(from, count);
      break;
    case 'passage inserted':
      chars.splice(from, 0, ...some);
  }
  return chars.join('');
}

/** An article of one paragraph a text. */
export function piece(id: string, ...paragraphs: readonly string[]): Article {
  return article(id, { title: `标题${id}`, paragraphs });
}
