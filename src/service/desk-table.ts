/** The pages that want a look, as the heads of the archive tell them; kept up one page at a time. */
import { LOW_CONFIDENCE } from '../article/article.js';
import { isWholePlace, placeOf } from '../article/page-place.js';
import type { PageHead } from '../archive/archive-change.js';
import {
  DESK_WANTS,
  type DeskList,
  type DeskNeighbours,
  type DeskQuestion,
  type DeskRow,
  type DeskSort,
  type DeskWant,
} from '../http/desk-service.js';
import { fileNameOf } from '../intake/source-name.js';
import { SortedList } from './sorted-list.js';

const MOST_PAPERS = 200;
const NUMBER_WIDTH = 12;
const BY_NAME = new Intl.Collator('zh-CN');

/** A row and what it is sorted by among those of one day: its paper and number, or the name of its file. */
interface NamedRow {
  readonly row: DeskRow;
  readonly name: string;
}

/** About 400 bytes a page that wants something; none for any other. */
export class DeskTable {
  readonly #rows = new Map<string, NamedRow>();
  readonly #sorted: Readonly<Record<DeskSort, SortedList<NamedRow>>> = {
    sureness: new SortedList(bySureness),
    newest: new SortedList(byDate),
  };

  /** Takes a page as it stands now; undefined where it is there no more. */
  put(id: string, head: PageHead | undefined): void {
    const before = this.#rows.get(id);
    const wants = head === undefined ? [] : wantsOf(head);
    const after = head === undefined || wants.length === 0 ? undefined : named(rowOf(head, wants));
    if (after === undefined) this.#rows.delete(id);
    else this.#rows.set(id, after);
    for (const list of Object.values(this.#sorted)) {
      if (before !== undefined) list.delete(before);
      if (after !== undefined) list.add(after);
    }
  }

  /** A part of the pages that are asked for. */
  list(question: DeskQuestion, limit: number, offset: number): DeskList {
    const ofPaper = this.#ofPaper(question);
    const counts = Object.fromEntries(DESK_WANTS.map((want) => [want, 0])) as Record<DeskWant, number>;
    for (const { wants } of ofPaper) for (const want of wants) counts[want] += 1;
    const asked = wanting(ofPaper, question.want);
    return { counts, total: asked.length, rows: asked.slice(offset, offset + limit), papers: this.#papers() };
  }

  /** Those before and after a page of the same list. */
  neighbours(id: string, question: DeskQuestion): DeskNeighbours {
    const asked = wanting(this.#ofPaper(question), question.want);
    const at = asked.findIndex((row) => row.id === id);
    // One that has just been settled is on the list no more: what comes first is next.
    const [earlier, later] = at < 0 ? [undefined, asked[0]?.id] : [asked[at - 1]?.id, asked[at + 1]?.id];
    return { ...(earlier !== undefined && { earlier }), ...(later !== undefined && { later }) };
  }

  #ofPaper({ paper, sort }: DeskQuestion): readonly DeskRow[] {
    const all = Array.from(this.#sorted[sort], ({ row }) => row);
    return paper === undefined ? all : all.filter((row) => row.paper === (paper ?? undefined));
  }

  #papers(): readonly (string | null)[] {
    const names = new Set(Array.from(this.#rows.values(), ({ row }) => row.paper ?? null));
    return [...names].sort((a, b) => (a === null ? 1 : b === null ? -1 : BY_NAME.compare(a, b))).slice(0, MOST_PAPERS);
  }
}

function wanting(rows: readonly DeskRow[], want: DeskWant | undefined): readonly DeskRow[] {
  return want === undefined ? rows : rows.filter(({ wants }) => wants.includes(want));
}

function wantsOf(head: PageHead): readonly DeskWant[] {
  const { isPicture, confidence = 1, unsureCount = 0, isDivided, wants = [] } = head;
  const isUnsure = isPicture !== true && isDivided !== true && (confidence < LOW_CONFIDENCE || unsureCount > 0);
  return [
    ...(isWholePlace(head) ? [] : ['place' as const]),
    ...(isPicture === true ? ['picture' as const] : []),
    ...(isUnsure ? ['unsure' as const] : []),
    ...wants,
  ];
}

function rowOf(head: PageHead, wants: readonly DeskWant[]): DeskRow {
  const { id, source, confidence, unsureCount = 0 } = head;
  const file = fileNameOf(source);
  return { id, ...placeOf(head), ...(file !== undefined && { file }), wants, ...(confidence !== undefined && { confidence }), unsureCount };
}

function byDate(a: NamedRow, b: NamedRow): number {
  const [one, other] = [a.row.date ?? '', b.row.date ?? ''];
  return one === other ? byPage(a, b) : one > other ? -1 : 1;
}

function bySureness(a: NamedRow, b: NamedRow): number {
  return (a.row.confidence ?? 0) - (b.row.confidence ?? 0) || byDate(a, b);
}

/** Pages of one issue by number, pages without a place by the names of their files. */
function byPage(a: NamedRow, b: NamedRow): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.row.id < b.row.id ? -1 : 1;
}

/** Numbers are as wide as one another, so that page 2 comes before page 10: comparing plain strings takes a tenth of a collator's time. */
function named(row: DeskRow): NamedRow {
  const { paper = '', pageNumber, file = '' } = row;
  return { row, name: `${paper} ${pageNumber ?? file}`.replace(/\d+/g, (number) => number.padStart(NUMBER_WIDTH, '0')) };
}
