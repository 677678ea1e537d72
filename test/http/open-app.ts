import { Writable } from 'node:stream';
import type { RequestListener } from 'node:http';
import { pino } from 'pino';

import { createAccess } from '../../src/http/access.js';
import { createApp, type AppOptions } from '../../src/http/create-app.js';
import { NO_KEYS, type Keys } from '../../src/http/keys.js';
import { LOG_SERIALIZERS } from '../../src/service/error-record.js';
import { PublicAddress } from '../../src/http/public-address.js';
import { createPages } from '../../src/web/create-pages.js';
import { FakeServices, makeArticle } from './fake-services.js';
import { heldToDescription } from './held-to-description.js';
import { loudLines } from '../support/quiet-log.js';

/** Articles of an invented paper. */
export const ARTICLES = [
  makeArticle({
    id: 'yutai-1',
    title: '雨台镇修好旧水车',
    kicker: ['老物件 新用场'],
    subtitle: ['三位老木匠忙了四十天'],
    banner: '乡镇\n见闻',
    byline: { reporters: ['陶砚'], correspondents: ['柏舟'], photographers: [] },
    paragraphs: ['本报讯（记者 陶砚）雨台镇的旧水车昨天又转了起来。', '镇里说，水车一天能浇三十亩菜地。'],
    paper: '雨台晚报',
    date: '2030-05-17',
    pageNumber: '2',
    section: '乡镇',
    order: 1,
    rights: '雨台晚报社所有',
  }),
  makeArticle({
    id: 'yutai-2',
    title: '渡口夜班加开一趟船',
    paragraphs: ['从今晚起，渡口夜班加开一趟船，末班二十三时。水车边的码头也停。'],
    byline: { reporters: ['祁山月'], correspondents: [], photographers: [] },
    paper: '雨台晚报',
    date: '2030-05-17',
    pageNumber: '2',
    order: 2,
  }),
  makeArticle({ id: '编号/三?', title: '', paragraphs: ['没有标题的一条短讯。'] }),
] as const;

const loud: string[] = [];
afterEach(() => {
  expect(loud.splice(0)).toEqual([]);
});

/** One line of the service's own log. */
export type LogLine = Readonly<Record<string, unknown>>;

export interface OpenApp {
  /** Everything it answers is held to the description of the API, everything it logs to what a log may hold. */
  readonly app: RequestListener;
  readonly services: FakeServices;
  readonly log: readonly LogLine[];
}

export interface OpenOptions extends Partial<Omit<AppOptions, 'logger' | 'access' | 'pages'>> {
  readonly writesAllowed?: boolean;
  readonly keys?: Keys;
  /** Sites whose pages may write with a key. */
  readonly accessOrigins?: readonly string[];
  readonly services?: FakeServices;
  readonly publicUrl?: string;
}

/** An app over an archive in memory, with its log kept. */
export function openApp({
  writesAllowed = true,
  keys = NO_KEYS,
  accessOrigins = [],
  services = new FakeServices(ARTICLES),
  publicUrl,
  ...options
}: OpenOptions = {}): OpenApp {
  const log: LogLine[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(JSON.parse(chunk.toString()) as LogLine);
      loud.push(...loudLines(chunk.toString()));
      done();
    },
  });
  const logger = pino({ level: 'info', serializers: LOG_SERIALIZERS }, sink);
  const address = new PublicAddress(publicUrl);
  const access = createAccess({ keys, isLoopback: writesAllowed, origins: accessOrigins });
  const app = createApp(services, {
    logger,
    access,
    address,
    pages: createPages(services, {
      logger,
      access,
      scripts: { page: '// the script', add: '// the script of /add', desk: '// the script of /desk', embed: '// the box' },
      address,
    }),
    ...options,
  });
  return { app: heldToDescription(app), services, log };
}
