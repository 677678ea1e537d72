/** The texts that were withheld or deleted, as far as they are known again: which of them does a new article hold? */
import type { Article } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { Standing, TextPrint } from '../archive/archive-change.js';
import { leastHeld, mayHold, PIECE_VALUES, piecesOf, sampleOf, shareHeld, type Fold, type Pieces } from './text-print.js';

/** The archive, as far as its taken-out texts are read. */
export type TakenOutArchive = Pick<Archive, 'takenOut' | 'standing' | 'article'>;

/** A print that is looked for. */
interface Held {
  readonly id: string;
  readonly standing: Standing;
  readonly print: TextPrint;
  readonly sample: readonly number[];
  /** Those of the sample by which it is found. */
  readonly keys: readonly number[];
  /** Folded; undefined where it is not known. */
  readonly paper: string | undefined;
}

/** Pieces of each print by which it is found; a text that holds 80 % of it has fewer than two of the twelve once in five million. */
const KEY_COUNT = 12;
/** They are the rarest of so many: what every article of a paper begins with finds nothing. */
const CHOSEN_FROM = 48;
const FEWEST_FOUND = 2;
/** Texts an article is held against, those that share most keys first. */
const MOST_COMPARED = 64;
/** Share of the sample from which the stored text is asked, where it is there: the sample may err by that much. */
const LEAST_SAMPLED = 0.65;

/**
 * A table from pieces to the texts that have them. Empty it costs nothing; else an article costs folding and a look at each of
 * its pieces, about 0.1 ms, and the few texts that may be it. Memory: about 3 kB a text.
 */
export class TakenOutTexts {
  readonly #held = new Map<string, readonly Held[]>();
  readonly #byPiece = new Map<number, Held[]>();
  #isLoaded = false;
  /** One bit a piece: most pieces of most articles are none of them. */
  #bits = new Uint8Array(0);

  readonly #archive: TakenOutArchive;
  readonly #fold: Fold;

  constructor(archive: TakenOutArchive, fold: Fold) {
    this.#archive = archive;
    this.#fold = fold;
  }

  /** True when there is nothing to look for. */
  get isEmpty(): boolean {
    this.#load();
    return this.#held.size === 0;
  }

  /** Takes note of how an article stands; before the archive has it, where it is given. */
  note(id: string, standing: Standing | undefined = this.#archive.standing(id)): void {
    this.#load();
    this.#forget(id);
    // What is out for its likeness is looked for by what it is like.
    if (standing?.prints === undefined || standing.like !== undefined) return;
    const held = standing.prints.map((print) => {
      const sample = sampleOf(print);
      return { id, standing, print, sample, keys: this.#keysOf(sample), paper: this.#paperOf(print) };
    });
    this.#held.set(id, held);
    if (this.#bits.length === 0) this.#bits = new Uint8Array(PIECE_VALUES / 8);
    for (const one of held) {
      for (const piece of one.keys) {
        const others = this.#byPiece.get(piece);
        if (others === undefined) this.#byPiece.set(piece, [one]);
        else others.push(one);
        this.#bits[piece >> 3]! |= 1 << (piece & 7);
      }
    }
  }

  /** Ids of the taken-out texts, but its own, of which an article holds enough to be much the same, those of no or the same paper. */
  async heldBy(article: Article): Promise<readonly { readonly id: string; readonly standing: Standing }[]> {
    if (this.isEmpty) return [];
    const pieces = piecesOf(article, this.#fold);
    const paper = this.#paperOf(article);
    const found = new Map<Held, number>();
    for (const piece of pieces) {
      if ((this.#bits[piece >> 3]! & (1 << (piece & 7))) === 0) continue;
      for (const held of this.#byPiece.get(piece) ?? []) found.set(held, (found.get(held) ?? 0) + 1);
    }
    const ids = new Map<string, Standing>();
    const isMeant = ({ id, paper: own, keys }: Held, count: number): boolean =>
      id !== article.id && count >= Math.min(FEWEST_FOUND, keys.length) && (own === undefined || paper === undefined || own === paper);
    const candidates = [...found]
      .filter(([held, count]) => isMeant(held, count))
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST_COMPARED);
    for (const [held] of candidates) {
      if (!ids.has(held.id) && (await this.#isHeld(held, pieces))) ids.set(held.id, held.standing);
    }
    return [...ids].map(([id, standing]) => ({ id, standing }));
  }

  /** By the text itself where it is there, else by the sample. */
  async #isHeld({ id, print, sample }: Held, pieces: Pieces): Promise<boolean> {
    const share = shareHeld(sample, pieces);
    if (share < LEAST_SAMPLED || !mayHold(pieces, print.pieceCount)) return false;
    const stored = await this.#archive.article(id);
    const own = stored === undefined ? undefined : piecesOf(stored.article, this.#fold);
    // The text under the id may be another by now.
    const isOfPrint = own !== undefined && own.size === print.pieceCount && sample.every((piece) => own.has(piece));
    return (isOfPrint ? shareHeld(own, pieces) : share) >= leastHeld(print.pieceCount);
  }

  #keysOf(sample: readonly number[]): readonly number[] {
    const holders = (piece: number): number => this.#byPiece.get(piece)?.length ?? 0;
    return sample
      .slice(0, CHOSEN_FROM)
      .sort((a, b) => holders(a) - holders(b))
      .slice(0, KEY_COUNT);
  }

  #paperOf({ paper }: { readonly paper?: string }): string | undefined {
    const folded = this.#fold(paper ?? '').replace(/\s+/gu, '');
    return folded === '' ? undefined : folded;
  }

  #load(): void {
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    for (const { id, standing } of this.#archive.takenOut()) this.note(id, standing);
  }

  #forget(id: string): void {
    for (const held of this.#held.get(id) ?? []) {
      for (const piece of held.keys) {
        const left = this.#byPiece.get(piece)?.filter((one) => one !== held) ?? [];
        if (left.length > 0) this.#byPiece.set(piece, left);
        else this.#byPiece.delete(piece);
      }
    }
    this.#held.delete(id);
  }
}
