/** Every read of a served archive has its turn: bounded, dropped when its caller leaves, and none behind all calls of another kind. */
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import request from 'supertest';

import { createQueues, queuedServices, type ReadKind, type ReadServices } from '../../src/http/queued-services.js';
import { ARTICLES, openApp } from './open-app.js';
import { FakeServices } from './fake-services.js';

/** What each GET asks archive and index for; the services that answer other kinds go on. */
const READS: Readonly<Record<string, string>> = {
  '/api/v1/search?q=a': 'searcher',
  '/?q=%E6%B0%B4%E8%BD%A6': 'searcher',
  '/': 'searcher',
  '/feed.atom?q=a': 'searcher',
  '/api/v1/suggest?q=a': 'suggester',
  '/suggest?q=a': 'suggester',
  '/api/v1/similar/yutai-1': 'articles',
  '/api/v1/articles/yutai-1': 'articles',
  '/articles/yutai-1': 'articles',
  '/articles/yutai-1/trail': 'articles',
  '/api/v1/pages': 'issues',
  '/api/v1/pages/x/2030-05-17/2': 'issues',
  '/pages': 'issues',
  '/pages/x/2030-05-17': 'issues',
  '/pages/x/2030-05-17/2': 'issues',
};
const NEVER = ['/healthz', '/readyz', '/metrics', '/docs', '/api/v1/openapi.json', '/add', '/opensearch.xml'];

/** Services of which those named `kind` do not answer before `end`; counts what they are asked. */
function heldServices(kind: string) {
  const real = new FakeServices(ARTICLES);
  // The page of an article without a stored one looks for its place among the issues.
  real.rawPages.set('page-1', ['yutai-1']);
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let askedCount = 0;
  const held = (member: object): object =>
    new Proxy(member, {
      get:
        (target, name) =>
        async (...args: readonly unknown[]): Promise<unknown> => {
          askedCount += 1;
          await ended;
          return Reflect.apply(Reflect.get(target, name) as (...given: readonly unknown[]) => unknown, target, args);
        },
    });
  const { searcher, similar, suggester, articles, issues, pictures, desk, maintenance, intake, readiness } = real;
  const members = { searcher, similar, suggester, articles, issues, pictures, desk, maintenance, parsePage: real.parsePage.bind(real) };
  const data = { ...members, [kind]: held(members[kind as 'articles']) } as ReadServices;
  const queues = createQueues(() => undefined);
  const services = { intake, readiness, ...queuedServices(() => data, queues) } as unknown as FakeServices;
  return {
    services,
    queue: queues[QUEUE_OF[kind]!],
    end: () => {
      end();
    },
    ended,
    askedCount: () => askedCount,
  };
}

const QUEUE_OF: Readonly<Record<string, ReadKind>> = {
  searcher: 'searches',
  suggester: 'suggestions',
  articles: 'articles',
  issues: 'issues',
};

async function listening(app: Parameters<typeof createServer>[1]): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

describe.each([...new Set(Object.values(READS))])('while %s do not answer', (kind) => {
  it('200 GETs of them are bounded and answered 503 with Retry-After, others as ever, and none waits for those who left', async () => {
    const { services, end, askedCount } = heldServices(kind);
    const { app } = openApp({ services });
    const { server, port } = await listening(app);
    try {
      const own = Object.keys(READS).filter((path) => READS[path] === kind);
      const gone = Array.from({ length: 200 }, (_, index) =>
        get({ port, path: own[index % own.length]!, host: '127.0.0.1', agent: false }).on('error', () => undefined),
      );
      await delay(400);
      // Those that are under way; and whoever is refused at once is told when to come again.
      expect(askedCount()).toBeLessThanOrEqual(2);
      for (const path of Object.keys(READS).filter((one) => READS[one] !== kind)) {
        const { status } = await request(server).get(path);
        expect([path, status === 503]).toEqual([path, false]);
      }
      for (const path of NEVER) expect([path, (await request(server).get(path)).status]).toEqual([path, 200]);
      for (const one of gone) one.destroy();
      await delay(100);
      end();
      await delay(100);
      expect(askedCount()).toBeLessThanOrEqual(4);
      for (const path of own) expect([path, (await request(server).get(path)).status === 503]).toEqual([path, false]);
    } finally {
      end();
      server.closeAllConnections();
      server.close();
    }
  });

  it('what would wait too long is refused, with when to come again', async () => {
    const { services, queue, end, ended } = heldServices(kind);
    const waiting = Array.from({ length: 600 }, () => queue.run(() => ended).catch(() => undefined));
    const { app } = openApp({ services });
    for (const path of Object.keys(READS).filter((one) => READS[one] === kind)) {
      const { status, headers } = await request(app).get(path);
      expect([path, status, headers['retry-after']]).toEqual([path, 503, '1']);
    }
    expect(queue.waitingCount).toBeLessThan(100);
    end();
    await Promise.all(waiting);
  });
});
