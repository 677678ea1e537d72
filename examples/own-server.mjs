// A search page of one's own over the library: one archive, one port, a dozen lines of HTML.
//   PORT=0 node examples/own-server.mjs [FOLDER]
// (The whole service, with pages, keys, limits and the API, is `xunbao serve`.)
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openArchive, SearchServiceError } from 'xunbao';

const folder = process.argv[2] ?? fileURLToPath(new URL('../data/pages', import.meta.url));
const room = mkdtempSync(path.join(os.tmpdir(), 'xunbao-example-'));
const archive = await openArchive({ data: path.join(room, 'archive'), index: path.join(room, 'index') });
await archive.addFiles([folder]);

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost');
  try {
    const { total, hits } = await archive.search(searchParams.get('q') ?? '', { limit: 20, sort: searchParams.get('sort') ?? 'relevance' });
    // `html` is escaped already: what was printed can bring no tag in, only our <mark> stands in it.
    const items = hits.map(
      ({ title, snippets }) => `<li><h2>${title.html}</h2><p>${snippets.map(({ html }) => html).join(' … ')}</p></li>`,
    );
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><form><input name="q"><button>检索</button></form><p>${total}</p><ol>${items.join('')}</ol>`);
  } catch (error) {
    const isOurs = error instanceof SearchServiceError; // a stable `code`: docs/errors.md
    response.writeHead(isOurs ? 400 : 500, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(isOurs ? `${error.code}: ${error.message}` : 'a fault');
  }
});
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${server.address().port}/?q=${encodeURIComponent('职工')}`),
);

process.once('SIGINT', stop).once('SIGTERM', stop);
async function stop() {
  server.close();
  await archive.close();
  rmSync(room, { recursive: true, force: true });
}
