/** A search document read out of its segment, each part when it is asked for: a slice, a view, a few labels. */
import type { ArticleKind } from '../../article/article.js';
import { WordBits } from '../../analysis/word-bits.js';
import type { Label, SearchDocument } from '../../search/search-document.js';
import { FIELD_STARTS } from './segment-data.js';
import type { Segment } from './segment.js';

const NO_BORDERS: readonly number[] = [];

/** Long enough for most texts to be copied through. */
const scratch = Buffer.allocUnsafe(1 << 16);

/** Costs next to nothing until something is asked of it; good as long as its segment. */
export class PackedDocument implements SearchDocument {
  #folded: string | undefined;
  #bits: WordBits | undefined;
  #heldBorders: readonly number[] | undefined;

  readonly #isRead: boolean;

  /** `isRead`: its text will be read character by character, which is eight times quicker in a string of its own. */
  constructor(
    readonly segment: Segment,
    readonly doc: number,
    isRead = false,
  ) {
    this.#isRead = isRead;
  }

  get id(): string {
    return this.segment.ids.get(this.doc);
  }

  get text(): string {
    this.#folded ??= this.#isRead ? flat(this.segment.textOf(this.doc)) : this.segment.textOf(this.doc);
    return this.#folded;
  }

  get borders(): readonly number[] {
    if (this.#heldBorders === undefined) {
      const { borderStarts, borders } = this.segment.arrays;
      const [from, to] = [borderStarts[this.doc]!, borderStarts[this.doc + 1]!];
      this.#heldBorders = from === to ? NO_BORDERS : Array.from(borders.subarray(from, to));
    }
    return this.#heldBorders;
  }

  get fieldStarts(): Uint32Array {
    return this.segment.arrays.fieldStarts.subarray(this.doc * FIELD_STARTS, (this.doc + 1) * FIELD_STARTS);
  }

  get words(): WordBits {
    const { wordBitStarts, wordBits } = this.segment.arrays;
    this.#bits ??= new WordBits(0, wordBits.subarray(wordBitStarts[this.doc], wordBitStarts[this.doc + 1]));
    return this.#bits;
  }

  get leadEnd(): number {
    return this.segment.arrays.leadEnds[this.doc]!;
  }

  get kind(): ArticleKind {
    return this.segment.kinds.keys.get(this.segment.arrays.kindColumn[this.doc]! - 1) as ArticleKind;
  }

  get people(): readonly Label[] {
    const { peopleStarts, people } = this.segment.arrays;
    return Array.from(people.subarray(peopleStarts[this.doc], peopleStarts[this.doc + 1]), (number) => this.segment.persons.label(number));
  }

  // Absent parts answer undefined, which no reader of a document tells from absence.
  get paper(): Label {
    return this.segment.papers.optionalLabel(this.segment.arrays.paperColumn[this.doc]!)!;
  }

  get section(): Label {
    return this.segment.sections.optionalLabel(this.segment.arrays.sectionColumn[this.doc]!)!;
  }

  get pageNumber(): string {
    return this.segment.pages.optionalKey(this.segment.arrays.pageColumn[this.doc]!)!;
  }

  get date(): string {
    return this.segment.dates.optionalKey(this.segment.arrays.dateColumn[this.doc]!)!;
  }
}

function flat(slice: string): string {
  const buffer = slice.length * 2 <= scratch.length ? scratch : Buffer.allocUnsafe(slice.length * 2);
  return buffer.toString('utf16le', 0, buffer.write(slice, 0, 'utf16le'));
}
