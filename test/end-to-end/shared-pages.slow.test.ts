/** The shared pages, from their bytes to a first hit that is marked, through the API and on the page. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SearchAnswer } from '../../src/search/search-answer.js';
import { buildOnce, startXunbao, temporaryFolder, xunbao, type Service, type TemporaryFolder } from '../support/run-xunbao.js';
import { describeWithShared } from '../support/shared.js';

interface PageQuery {
  readonly q: string;
  /** Titles that must come first. */
  readonly expect: readonly string[];
}

describeWithShared('the shared pages', (shared) => {
  const pages = path.join(shared, 'pages');
  let room: TemporaryFolder;
  let service: Service;

  beforeAll(async () => {
    buildOnce();
    room = temporaryFolder();
    const files = readdirSync(pages)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => path.join(pages, name));
    const { code } = await xunbao([...room.store, 'index', ...files]);
    expect(code).toBe(0);
    service = await startXunbao([...room.store, 'serve']);
  }, 180_000);

  afterAll(async () => {
    await service.stop();
    room.remove();
  });

  it('find what their queries ask for first, marked, through the API and on the page', async () => {
    for (const {
      q,
      expect: [title],
    } of queriesOf(pages, '00-real')) {
      const query = encodeURIComponent(q);
      const { hits } = (await (await fetch(`${service.url}/api/v1/search?q=${query}`)).json()) as SearchAnswer;
      const first = hits[0]!;
      expect([q, first.title.text]).toEqual([q, title]);
      const marked = [first.title, ...first.fields, ...first.snippets].filter(({ ranges }) => ranges.length > 0);
      expect(marked.length).toBeGreaterThan(0);
      for (const { html } of marked) expect(html).toContain('<mark>');
      const page = await (await fetch(`${service.url}/?q=${query}`)).text();
      expect(page.replace(/<\/?mark>/g, '')).toContain(title);
      expect(page).toContain('<mark>');
    }
  }, 60_000);
});

function queriesOf(pages: string, name: string): PageQuery[] {
  return JSON.parse(readFileSync(path.join(pages, `${name}.queries.json`), 'utf8')) as PageQuery[];
}
