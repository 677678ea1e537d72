/** What is on the desk: the table of pages that want a look, kept up with the archive. */
import type { Archive } from '../archive/archive.js';
import { WorkSlices } from '../archive/work-slices.js';
import type { DeskList, DeskNeighbours, DeskQuestion, DeskService } from '../http/desk-service.js';
import { DeskTable } from './desk-table.js';

type FollowedArchive = Pick<Archive, 'pages' | 'pageHead' | 'pageStatus' | 'follow'>;

/** The table is made of the heads of all pages when it is first asked for (from memory, in slices), and follows the archive from then. */
export class ArchiveDeskService implements DeskService {
  readonly #table = new DeskTable();
  #built: Promise<void> | undefined;

  readonly #archive: FollowedArchive;

  constructor(archive: FollowedArchive) {
    this.#archive = archive;

    archive.follow(({ kind, id }) => {
      if (kind === 'page' && this.#built !== undefined) this.#take(id);
    });
  }

  async list(question: DeskQuestion, limit: number, offset: number): Promise<DeskList> {
    await this.#build();
    return this.#table.list(question, limit, offset);
  }

  async neighbours(id: string, question: DeskQuestion): Promise<DeskNeighbours> {
    await this.#build();
    return this.#table.neighbours(id, question);
  }

  #build(): Promise<void> {
    this.#built ??= this.#takeAll();
    return this.#built;
  }

  async #takeAll(): Promise<void> {
    const slices = new WorkSlices();
    for (const { id } of this.#archive.pages()) {
      this.#take(id);
      await slices.rest();
    }
  }

  #take(id: string): void {
    this.#table.put(id, this.#archive.pageStatus(id) === 'live' ? this.#archive.pageHead(id) : undefined);
  }
}
