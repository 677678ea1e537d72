/** A browser and a service for the tests of the pages: one of each for all of them. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { buildOnce, startXunbao, temporaryFolder, type Service, type TemporaryFolder } from '../support/run-xunbao.js';
import { describeWith } from '../support/shared.js';

/** Where Debian puts it; another place in `XUNBAO_CHROMIUM`. */
const CHROMIUM = process.env['XUNBAO_CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A query as a reader types it -> the address of its results. */
export function resultsOf(query: string, more = ''): string {
  return `/?q=${encodeURIComponent(query)}${more}`;
}

export interface OpenPage extends Page {
  /** What went wrong on the page so far: errors of scripts, of the policy, dialogs, requests to other hosts. */
  readonly faults: readonly string[];
}

export interface BrowserKit {
  /** Service over the sample pages. */
  readonly url: string;
  /** A page in a context of its own; addresses begin at the service. Closed after the test. */
  open(path: string, options?: BrowserContextOptions): Promise<OpenPage>;
  /** A service over an empty archive, one for all tests that ask; they write what they need under ids of their own. */
  emptyService(): Promise<string>;
  /** A service over the sample pages that takes these keys, and questions from pages of this origin. */
  publicService(origin: string, keys: { readonly read: string; readonly write: string }): Promise<string>;
}

/** Where the indices of the services are, when not in their folders. */
export interface BrowserEngine {
  /** Settings for one more service. */
  environment(): Readonly<Record<string, string>>;
  /** Removes what the services made. */
  clean(): Promise<void>;
}

/** A `describe` in Chromium; skipped by name where there is none. */
export function describeInBrowser(name: string, body: (kit: BrowserKit) => void, engine?: BrowserEngine): void {
  describeWith(existsSync(CHROMIUM), `no Chromium at ${CHROMIUM}; install Debian's package chromium, or set XUNBAO_CHROMIUM`, name, () => {
    const rooms: TemporaryFolder[] = [];
    const services: Service[] = [];
    const contexts: BrowserContext[] = [];
    let browser: Browser;
    let empty: Promise<Service> | undefined;

    async function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Service> {
      const room = temporaryFolder();
      rooms.push(room);
      const service = await startXunbao([...room.store, 'serve', ...args], { ...engine?.environment(), ...env });
      services.push(service);
      return service;
    }

    beforeAll(async () => {
      buildOnce();
      [browser] = await Promise.all([chromium.launch({ executablePath: CHROMIUM, args: FLAGS }), start(['--samples'])]);
    }, 120_000);
    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    });
    afterAll(async () => {
      await browser.close();
      await Promise.all(services.map((service) => service.stop()));
      for (const room of rooms) room.remove();
      await engine?.clean();
    }, 60_000);

    body({
      get url() {
        return services[0]!.url;
      },
      open: async (path, options = {}) => {
        const context = await browser.newContext({ baseURL: services[0]!.url, locale: 'zh-CN', ...options });
        contexts.push(context);
        const page = watched(await context.newPage());
        await page.goto(path);
        return page;
      },
      emptyService: async () => (await (empty ??= start([]))).url,
      publicService: async (origin, { read, write }) =>
        (await start(['--samples'], { XUNBAO_CORS: origin, XUNBAO_READ_KEYS: read, XUNBAO_WRITE_KEYS: write })).url,
    });
  });
}

function watched(page: Page): OpenPage {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (?:4|5)/.test(message.text())) faults.push(message.text());
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!/^http:\/\/127\.0\.0\.1:|^data:|^about:/.test(request.url())) faults.push(`request ${request.url()}`);
  });
  return Object.assign(page, { faults });
}
