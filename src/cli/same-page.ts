/** Files that MinerU writes of one document beside each other: the one that tells most is read, the others say the same again. */
import path from 'node:path';
import type { InputFile } from './input-files.js';

/** What its files are called, behind the name of the document; the first that there is wins (docs/forms.md). */
const BEST_FIRST = ['middle', 'model', 'middle_json', 'structured_content', 'content_list_v2', 'content_list'];
const NAME = new RegExp(String.raw`^(.*?)(?:^|[_-])(${BEST_FIRST.join('|')})\.json(?:\.gz)?$`, 'iu');

/** PDFs it writes beside them: the one it read, and two that show what it saw. */
const COPY = /^(.*?)(?:^|[_-])(?:origin|layout|span)\.pdf$/iu;

/** Those of the files that are another file's page; `pages` are those of its JSON that are pages. */
export function sameAgain(files: readonly InputFile[], pages: readonly InputFile[]): ReadonlySet<InputFile> {
  const best = new Map<string, { readonly file: InputFile; readonly rank: number }>();
  const again = new Set<InputFile>();
  for (const file of pages) {
    const [, document, form] = NAME.exec(path.basename(file.file)) ?? [];
    if (form === undefined) continue;
    const key = keyOf(file, document!);
    const rank = BEST_FIRST.indexOf(form.toLowerCase());
    const other = best.get(key);
    if (other === undefined || rank < other.rank) {
      best.set(key, { file, rank });
      if (other !== undefined) again.add(other.file);
    } else again.add(file);
  }
  for (const file of files) {
    const document = COPY.exec(path.basename(file.file))?.[1];
    if (document !== undefined && best.has(keyOf(file, document))) again.add(file);
  }
  return again;
}

function keyOf({ file }: InputFile, document: string): string {
  return path.resolve(path.dirname(file), document);
}
