// Puts a folder of pages into an archive and searches it, in this process.
//   node examples/search-an-archive.mjs QUERY [FOLDER]
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openArchive } from 'xunbao';

const [query = '遮光帘', folder = fileURLToPath(new URL('../data/pages', import.meta.url))] = process.argv.slice(2);
const room = mkdtempSync(path.join(os.tmpdir(), 'xunbao-example-')); // yours would be a folder that stays
const archive = await openArchive({ data: path.join(room, 'archive'), index: path.join(room, 'index') });
try {
  const { added, failed } = await archive.addFiles([folder]);
  for (const { file, code, reason } of failed) console.error(`${file}: ${code}: ${reason}`);
  const { total, query: read, hits } = await archive.search(query, { limit: 5, facets: ['paper'] });
  console.log(`${added} articles; ${total} found for ${read.readAs}`);
  for (const { id, article, title, snippets } of hits) {
    console.log(`\n${marked(title)}\n${[article.paper, article.date, id].join(' · ')}`);
    for (const snippet of snippets) console.log(`  ${marked(snippet)}`);
  }
} finally {
  await archive.close(); // saves the index and gives the folders back
  rmSync(room, { recursive: true, force: true });
}

/** `ranges` are UTF-16 offsets into `text`, the end exclusive. */
function marked({ text, ranges }) {
  let at = 0;
  const parts = ranges.flatMap(([start, end]) => {
    const before = text.slice(at, start);
    at = end;
    return [before, '【', text.slice(start, end), '】'];
  });
  return parts.join('') + text.slice(at);
}
