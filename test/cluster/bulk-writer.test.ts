/** What is sent again and what is not, against a server that answers as a cluster in trouble does. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BulkOperation, writeBulk } from '../../src/extras/opensearch/cluster/bulk-writer.js';
import { ClusterConnection } from '../../src/extras/opensearch/cluster/cluster-connection.js';

interface Reply {
  readonly status: number;
  /** Status of each item, where the request was taken. */
  readonly items?: readonly number[];
}

/** Answers one request after the other as told, then everything with success; remembers the ids of each request. */
class Troubled {
  readonly requests: string[][] = [];
  readonly #server: http.Server;

  readonly #replies: Reply[];

  constructor(replies: Reply[]) {
    this.#replies = replies;

    this.#server = http.createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const ids = Buffer.concat(parts)
          .toString()
          .split('\n')
          .flatMap((line) => /"_id":"(.*?)"/.exec(line)?.[1] ?? []);
        this.requests.push(ids);
        const { status, items } = this.#replies.shift() ?? { status: 200 };
        response.writeHead(status, { 'content-type': 'application/json' });
        const answered = ids.map((_, i) => ({
          index: { status: items?.[i] ?? 200, ...((items?.[i] ?? 200) > 299 && { error: { type: 'trouble', reason: '正文' } }) },
        }));
        response.end(
          JSON.stringify(
            status === 200 ? { errors: items !== undefined, items: answered } : { error: { type: 'trouble', reason: '正文' } },
          ),
        );
      });
    });
  }

  async connect(): Promise<ClusterConnection> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return new ClusterConnection({
      urls: [`http://127.0.0.1:${port}`],
      prefix: 'test',
      shardCount: 1,
      replicaCount: 0,
      username: 'u',
      password: 'secret-word',
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const operations = (...ids: string[]): BulkOperation[] =>
  ids.map((id) => ({ index: 'i', id, version: 7, document: `{"text":"${'正'.repeat(20)}"}` }));

async function written(
  replies: Reply[],
  ids: readonly string[],
  options: { requestBytes?: number; patienceMs?: number } = {},
): Promise<{ requests: string[][]; outcome: unknown }> {
  const server = new Troubled(replies);
  const connection = await server.connect();
  try {
    const outcome: unknown = await writeBulk(connection, operations(...ids), options).catch((error: unknown) => error);
    return { requests: server.requests, outcome };
  } finally {
    await connection.close();
    await server.close();
  }
}

describe('bulk writes', () => {
  it('go in requests of bounded size, one after the other', async () => {
    const { requests, outcome } = await written([], ['a', 'b', 'c'], { requestBytes: 300 });
    expect(requests).toEqual([['a', 'b'], ['c']]);
    expect(outcome).toEqual({ writtenCount: 3, staleCount: 0 });
  });

  it('are sent again, whole, when the whole request meets a 429 or a 503', async () => {
    const { requests, outcome } = await written([{ status: 429 }, { status: 503 }], ['a', 'b']);
    expect(requests).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(outcome).toEqual({ writtenCount: 2, staleCount: 0 });
  });

  it('are sent again, those alone that were refused for a while', async () => {
    const { requests, outcome } = await written([{ status: 200, items: [200, 429, 503] }], ['a', 'b', 'c']);
    expect(requests).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
    expect(outcome).toEqual({ writtenCount: 3, staleCount: 0 });
  });

  it('are done where the cluster has something newer', async () => {
    const { requests, outcome } = await written([{ status: 200, items: [409, 200] }], ['a', 'b']);
    expect(requests).toEqual([['a', 'b']]);
    expect(outcome).toEqual({ writtenCount: 1, staleCount: 1 });
  });

  it('are given up when patience is over, or at once where a document is refused; what is said holds no text', async () => {
    const busy = await written(
      Array.from({ length: 99 }, () => ({ status: 429 })),
      ['a'],
      { patienceMs: 300 },
    );
    expect(busy.outcome).toMatchObject({ code: 'CLUSTER_UNAVAILABLE', kind: 'busy' });
    const refused = await written([{ status: 200, items: [400] }], ['a']);
    expect(refused.outcome).toMatchObject({ code: 'CLUSTER_REFUSED', status: 400 });
    expect(refused.requests).toHaveLength(1);
    for (const { outcome } of [busy, refused])
      expect(`${(outcome as Error).message} ${(outcome as Error).stack} ${JSON.stringify(outcome)}`).not.toMatch(/正|secret-word/);
  });
});

describe('a connection', () => {
  it('to nobody fails at once, and after two failures without trying', async () => {
    const said: boolean[] = [];
    const connection = new ClusterConnection(
      { urls: ['http://127.0.0.1:9'], prefix: 'test', shardCount: 1, replicaCount: 0 },
      (isAvailable) => said.push(isAvailable),
    );
    const faults: unknown[] = [];
    for (let i = 0; i < 3; i += 1) faults.push(await connection.request({ method: 'GET', path: '/' }).catch((error: unknown) => error));
    expect(faults).toMatchObject([
      { type: 'no_connection' },
      { type: 'no_connection' },
      { type: 'circuit_open', code: 'CLUSTER_UNAVAILABLE' },
    ]);
    expect([connection.isAvailable, said]).toEqual([false, [false]]);
    await connection.close();
  });
});
