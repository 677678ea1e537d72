/** Calls over a port, as they go between the two threads of the service. */
import { MessageChannel } from 'node:worker_threads';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { InvalidInputError } from '../../src/article/invalid-input-error.js';
import { errorRecord, LOG_SERIALIZERS } from '../../src/service/error-record.js';
import { SearchServiceError } from '../../src/search-service-error.js';
import { answerCalls, ThreadCalls } from '../../src/service/thread-calls.js';

class Store {
  readonly #name = 'far';
  whoAmI(): string {
    return this.#name;
  }
  echo(...args: unknown[]): unknown {
    return args;
  }
  missing(): never {
    throw new SearchServiceError('ARTICLE_NOT_FOUND', 'there is none');
  }
  invalid(): never {
    throw new InvalidInputError('ARTICLE_INVALID', 'The article is not valid', [{ path: 'title', message: 'is missing' }]);
  }
  full(): never {
    throw new SearchServiceError('STORAGE_FULL', 'no room', {
      cause: Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' }),
    });
  }
  broken(): never {
    throw new TypeError('a secret text');
  }
  bytes(): object {
    return { json: new Uint8Array(10_000).fill(7) };
  }
}

const log: string[] = [];
const logger = pino(
  { level: 'debug', serializers: LOG_SERIALIZERS },
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(chunk.toString());
      done();
    },
  }),
);
const { port1, port2 } = new MessageChannel();
answerCalls(port2, { store: new Store(), close: () => 'closed' }, logger);
const calls = new ThreadCalls(port1);
const store = calls.member('store') as { readonly [Name in keyof Store]: (...args: unknown[]) => Promise<unknown> };

afterAll(() => {
  port1.close();
  port2.close();
});

describe('calls between threads', () => {
  it('reach members with their own state, and plain functions', async () => {
    expect(await store.whoAmI()).toBe('far');
    expect(await calls.call(['close'], [])).toBe('closed');
    expect(await Promise.all(Array.from({ length: 50 }, (_, i) => store.echo(i)))).toEqual(Array.from({ length: 50 }, (_, i) => [i]));
  });

  it('carry plain data, and hand large bytes over', async () => {
    expect(await store.echo({ a: ['甲'], b: undefined }, null)).toEqual([{ a: ['甲'], b: undefined }, null]);
    const bytes = new Uint8Array(20_000).fill(1);
    expect(await store.echo({ bytes, source: 'api' })).toEqual([{ bytes: new Uint8Array(20_000).fill(1), source: 'api' }]);
    expect(bytes.length).toBe(0);
    const part = Buffer.from('a page that lies in a larger buffer');
    expect(await store.echo({ bytes: part })).toEqual([{ bytes: new Uint8Array(part) }]);
    expect(part.toString()).toContain('larger');
    expect(await store.bytes()).toEqual({ json: new Uint8Array(10_000).fill(7) });
  });

  it('bring coded faults back as they were', async () => {
    await expect(store.missing()).rejects.toMatchObject({
      name: 'SearchServiceError',
      code: 'ARTICLE_NOT_FOUND',
      message: 'there is none',
    });
    const invalid = await store.invalid().catch((error: unknown) => error);
    expect(invalid).toBeInstanceOf(InvalidInputError);
    expect(invalid).toMatchObject({
      message: 'The article is not valid: title: is missing',
      faults: [{ path: 'title', message: 'is missing' }],
    });
    expect(errorRecord(((await store.full().catch((error: unknown) => error)) as Error).cause)).toEqual({
      type: 'Error',
      code: 'ENOSPC',
      message: 'ENOSPC: no space left on device, write',
      stack: expect.stringContaining('Store.full'),
    });
    expect(log).toEqual([]);
  });

  it('log a fault without a code over there, its message at debug alone, and tell only where to look', async () => {
    const fault = (await store.broken().catch((error: unknown) => error)) as SearchServiceError;
    expect(fault.code).toBe('INTERNAL');
    expect(fault.message).not.toContain('secret');
    const [line, said] = log.splice(0).map((one) => JSON.parse(one) as { level: number; faultId: string; err?: object; said?: string });
    expect(fault.message).toContain(line!.faultId);
    expect([line!.level, line!.err]).toEqual([50, { type: 'TypeError', stack: expect.stringContaining('Store.broken') }]);
    expect(JSON.stringify(line)).not.toContain('secret');
    expect(said).toMatchObject({ level: 20, faultId: line!.faultId, said: 'TypeError: a secret text' });
    await expect(calls.call(['store', 'nowhere'], [])).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('begin in a turn of their own each, so that other work has its turns', async () => {
    let turns = 0;
    const other = setImmediate(function again() {
      turns += 1;
      next = setImmediate(again);
    });
    let next = other;
    for (let i = 0; i < 20; i += 1) await store.whoAmI();
    clearImmediate(next);
    expect(turns).toBeGreaterThan(10);
  });

  it('all fail when the other thread has ended', async () => {
    const { port1: near, port2: far } = new MessageChannel();
    const lost = new ThreadCalls(near);
    const open = lost.call(['x'], []);
    lost.end(new SearchServiceError('INTERNAL', 'ended'));
    await expect(open).rejects.toThrow('ended');
    await expect(lost.call(['x'], [])).rejects.toThrow('ended');
    near.close();
    far.close();
  });
});
