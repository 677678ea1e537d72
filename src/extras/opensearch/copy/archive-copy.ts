/**
 * The archive's copy on a cluster: every record and the bytes of every page in an index of its own, written with versions
 * that only grow, so that whatever is written twice or late ends as the archive has it. It knows up to which sequence it is
 * whole, and who writes to it.
 */
import { randomUUID } from 'node:crypto';
import { filesOf, type ArchiveContent } from './content-sum.js';
import { sha256Of } from '../../../archive/page-files.js';
import type { StoredRecord } from '../../../archive/stored-record.js';
import { retried } from '../cluster/backoff.js';
import { writeBulk } from '../cluster/bulk-writer.js';
import type { ClusterConnection } from '../cluster/cluster-connection.js';
import { ClusterFault } from '../cluster/cluster-fault.js';
import { IndexAdmin } from '../cluster/index-admin.js';
import { SearchServiceError } from '../../../search-service-error.js';
import { COPY_FORMAT, copyDefinition, filePartId, fileOperations, recordOperation, type ReadPart } from './copy-document.js';
import { pagesOfHits } from './copy-pages.js';
import { presentQuery } from './copy-records.js';

/** What a copy says of itself. */
export interface CopyState {
  /** The marker file of the archive it is a copy of. */
  readonly marker: string;
  /** Everything up to this sequence is in it. */
  readonly sequence: number;
  /** What was removed up to this sequence may have left no trace in it. */
  readonly horizon: number;
  /** False while it is filled for the first time. */
  readonly isWhole: boolean;
  /** Counts and checksum when they were last compared, and the sequence at which. */
  readonly verified?: { readonly sequence: number; readonly content: ArchiveContent };
}

const STATE_ID = 'state';
const STATE_PATIENCE_MS = 20_000;
/** How long a write waits for a cluster that does not answer: whoever waits for it is told then. */
const WRITE_PATIENCE_MS = 20_000;
/** Names asked for at once when it is looked which page files are there. */
const FILE_BATCH = 200;

/** Speaks to the one copy of the connection's prefix. Nothing is asked before the first call; requests are tried again for 20 s. */
export class ArchiveCopy {
  /** Name of its index on the cluster. */
  readonly index: string;
  readonly #admin: IndexAdmin;
  readonly #writer = randomUUID();
  #place: { readonly seqNo: number; readonly primaryTerm: number } | undefined;

  readonly #connection: ClusterConnection;

  constructor(connection: ClusterConnection) {
    this.#connection = connection;

    this.index = `${connection.settings.prefix}-archive`;
    this.#admin = new IndexAdmin(connection);
  }

  /** What it says of itself; undefined where there is none. Throws COPY_MISMATCH for another format, ClusterFault. */
  async state(): Promise<CopyState | undefined> {
    const index = await this.#admin.read(this.index);
    if (index === null) return undefined;
    if (index.meta['format'] !== COPY_FORMAT) {
      throw new SearchServiceError(
        'COPY_MISMATCH',
        `the index ${this.index} is no copy of an archive that this program can read (format ${String(index.meta['format'])}, ` +
          `not ${COPY_FORMAT}). Nothing was changed. Use the version of xunbao that wrote it, or another prefix.`,
      );
    }
    return (await this.#read())?.state;
  }

  /** Makes an empty copy where there is none. */
  async create(marker: string): Promise<void> {
    await this.#admin.create(this.index, copyDefinition(this.#connection.settings));
    if ((await this.#read()) === undefined) await this.save({ marker, sequence: 0, horizon: 0, isWhole: false });
  }

  /** Throws all of it away. */
  async remove(): Promise<void> {
    await this.#admin.remove(this.index);
    this.#place = undefined;
  }

  /** From now on this process is the one that writes to it; whoever did before hears of it at the next save. */
  async claim(): Promise<CopyState> {
    const found = await this.#read();
    if (found === undefined) throw copyNotFound(this.index);
    this.#place = found.place;
    await this.save(found.state);
    return found.state;
  }

  /** Writes what it says of itself. Throws COPY_TAKEN when another process has claimed it since. */
  async save(state: CopyState): Promise<void> {
    const body = { kind: 'state', state: { ...state, writer: this.#writer } };
    await retried(async () => {
      const place = this.#place;
      const only = place === undefined ? { op_type: 'create' } : { if_seq_no: place.seqNo, if_primary_term: place.primaryTerm };
      try {
        const answer = (await this.#connection.request({
          method: 'PUT',
          path: `/${this.index}/_doc/${STATE_ID}`,
          query: only,
          body,
        })) as Placed;
        this.#place = placeOf(answer);
      } catch (error) {
        if (!(error instanceof ClusterFault) || error.status !== 409) throw error;
        // An earlier try of ours may have been written, though its answer was lost.
        const found = await this.#read();
        if (found?.writer !== this.#writer)
          throw new SearchServiceError(
            'COPY_TAKEN',
            `another process writes to the archive's copy ${this.index} now. This one has stopped doing so; what it stored is ` +
              'safe in its archive. Stop one of the two: only one may write.',
          );
        this.#place = found.place;
        await this.save(state);
      }
    }, STATE_PATIENCE_MS);
  }

  /** Writes records with the bytes of their pages, the bytes first. Durable when it resolves. Throws ClusterFault. */
  async write(records: readonly StoredRecord[], readFile: (sha256: string) => Promise<Uint8Array>): Promise<void> {
    for (const sha256 of await this.#lacking(new Set(records.flatMap(filesOf)))) {
      await writeBulk(this.#connection, fileOperations(this.index, sha256, await readFile(sha256)), { patienceMs: WRITE_PATIENCE_MS });
    }
    await writeBulk(
      this.#connection,
      records.map((record) => recordOperation(this.index, record)),
      { patienceMs: WRITE_PATIENCE_MS },
    );
  }

  /** Those of the page files whose last part is not there: it is written after the others. */
  async #lacking(names: ReadonlySet<string>): Promise<readonly string[]> {
    const lacking: string[] = [];
    const all = [...names];
    for (let from = 0; from < all.length; from += FILE_BATCH) {
      const some = all.slice(from, from + FILE_BATCH);
      const { docs } = (await this.#ask('POST', '/_mget', {
        query: { _source: 'partCount' },
        body: { ids: some.map((sha256) => filePartId(sha256, 0)) },
      })) as { docs: readonly Found<ReadPart>[] };
      for (const [at, { found, _source }] of docs.entries()) {
        const isWhole = found && (_source.partCount === 1 || (await this.#exists(filePartId(some[at]!, _source.partCount - 1))));
        if (!isWhole) lacking.push(some[at]!);
      }
    }
    return lacking;
  }

  async #exists(id: string): Promise<boolean> {
    const { docs } = (await this.#ask('POST', '/_mget', { query: { _source: 'false' }, body: { ids: [id] } })) as {
      docs: readonly Found<unknown>[];
    };
    return docs[0]?.found === true;
  }

  /** The bytes of a page. Throws COPY_MISMATCH where they are not there or not right. */
  async file(sha256: string): Promise<Uint8Array> {
    const parts: Buffer[] = [];
    for (let part = 0, count = 1; part < count; part++) {
      const { docs } = (await this.#ask('POST', '/_mget', { body: { ids: [filePartId(sha256, part)] } })) as {
        docs: readonly Found<ReadPart>[];
      };
      if (docs[0]?.found !== true) throw wrongFile(sha256, 'are not there');
      count = docs[0]._source.partCount;
      parts.push(Buffer.from(docs[0]._source.bytes, 'base64'));
    }
    const bytes = Buffer.concat(parts);
    if (sha256Of(bytes) !== sha256) throw wrongFile(sha256, 'are not what was written');
    return bytes;
  }

  /**
   * Removes the bytes of pages that `isUsed` does not know, and has the cluster clear deleted documents off its disks; gives the number
   * of documents.
   */
  async sweep(isUsed: (sha256: string) => boolean): Promise<number> {
    await this.refresh();
    let count = 0;
    for await (const hits of pagesOfHits<{ readonly sha256: string; readonly part: number }>(this.#connection, this.index, {
      query: { term: { kind: 'file' } },
      sort: [{ sha256: 'asc' }, { part: 'asc' }],
      source: ['sha256', 'part'],
    })) {
      const unused = hits.filter(({ sha256 }) => !isUsed(sha256));
      await writeBulk(
        this.#connection,
        unused.map(({ sha256, part }) => ({ index: this.index, id: filePartId(sha256, part), version: 1, document: null })),
      );
      count += unused.length;
    }
    await this.#ask('POST', '/_forcemerge', { query: { only_expunge_deletes: 'true', wait_for_completion: 'false' } });
    return count;
  }

  /** Records of a kind that are not removed, as far as they were refreshed. */
  async count(kind: StoredRecord['kind']): Promise<number> {
    return ((await this.#ask('POST', '/_count', { body: { query: presentQuery(kind) } })) as { readonly count: number }).count;
  }

  /** What was written before can be streamed from now on. */
  async refresh(): Promise<void> {
    await this.#admin.refresh(this.index);
  }

  async #read(): Promise<
    | { readonly state: CopyState; readonly writer: string; readonly place: { readonly seqNo: number; readonly primaryTerm: number } }
    | undefined
  > {
    try {
      const found = (await this.#ask('GET', `/_doc/${STATE_ID}`)) as Placed & {
        readonly _source: { readonly state: CopyState & { readonly writer: string } };
      };
      const { writer, ...state } = found._source.state;
      return { state, writer, place: placeOf(found) };
    } catch (error) {
      if (error instanceof ClusterFault && error.kind === 'missing') return undefined;
      throw error;
    }
  }

  #ask(
    method: 'GET' | 'POST',
    path: string,
    more: { readonly query?: Readonly<Record<string, string>>; readonly body?: object } = {},
  ): Promise<unknown> {
    return retried(() => this.#connection.request({ method, path: `/${this.index}${path}`, ...more }), STATE_PATIENCE_MS);
  }
}

interface Placed {
  readonly _seq_no: number;
  readonly _primary_term: number;
}

interface Found<Source> {
  readonly found: boolean;
  readonly _source: Source;
}

function placeOf({ _seq_no, _primary_term }: Placed): { readonly seqNo: number; readonly primaryTerm: number } {
  return { seqNo: _seq_no, primaryTerm: _primary_term };
}

function wrongFile(sha256: string, what: string): SearchServiceError {
  return new SearchServiceError(
    'COPY_MISMATCH',
    `in the archive's copy on the cluster the page bytes ${sha256} ${what}. Nothing was changed. Where the archive is on disk, ` +
      'write the copy anew with xunbao migrate --to opensearch; else bring the index back from a snapshot.',
  );
}

/** There is no copy that could be read. */
export function copyNotFound(index: string): SearchServiceError {
  return new SearchServiceError(
    'COPY_NOT_FOUND',
    `the cluster holds no whole copy of an archive under ${index}. Make one with xunbao migrate --to opensearch where the ` +
      'archive is on disk, or look at OPENSEARCH_URL and the prefix.',
  );
}
