/** Every border of over 100 MB of newspaper text is jieba's. */
import { createReadStream, readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { jest } from '@jest/globals';
import { analyzer } from '../../support/analyzer.js';
import { describeWithShared } from '../../support/shared.js';
import { cutByJieba, cutByXunbao, loadCutters } from './jieba-words.js';

jest.setTimeout(1_200_000);

/** The texts of all corpora, folded. */
async function* foldedTexts(folder: string): AsyncGenerator<string> {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ndjson.gz'))) {
    for await (const line of createInterface({ input: createReadStream(path.join(folder, file)).pipe(createGunzip()) })) {
      const { title, paragraphs, text } = JSON.parse(line) as { title?: string; paragraphs?: string[]; text?: string };
      yield analyzer.fold([title, text, ...(paragraphs ?? [])].join('\n')).text;
    }
  }
}

describeWithShared('the words xunbao marks', (shared) => {
  it('are jieba’s in all corpora', async () => {
    const cutters = loadCutters();
    let bytes = 0;
    for await (const text of foldedTexts(path.join(shared, 'corpora'))) {
      bytes += Buffer.byteLength(text);
      if (cutByXunbao(cutters, text) !== cutByJieba(cutters, text)) expect(cutByXunbao(cutters, text)).toBe(cutByJieba(cutters, text));
    }
    expect(bytes).toBeGreaterThan(100_000_000);
  });
});
