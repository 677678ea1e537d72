/** A Word document as lines: those of its head, its text, those of its foot. */
import { SearchServiceError } from '../../../search-service-error.js';
import type { LaidOutLine } from '../page-reader.js';
import { readZip } from '../zip/read-zip.js';
import { documentLines } from './document-lines.js';
import { readStyles } from './styles.js';
import { attribute, readXml } from '../xml.js';

/** Documents have a few dozen parts, and a year of pages is under ten megabytes of XML. */
const LIMITS = { entries: 5_000, files: 5_000, bytes: 32 * 1024 * 1024 };
const WANTED = /^(?:_rels\/\.rels|word\/(?:styles|document|header|footer)\d*\.xml)$/u;

/** The lines of the document. Throws PAGE_EMPTY where there is no text, PAGE_UNDECODABLE where it is no document, and as `readZip`. */
export async function readDocx(bytes: Uint8Array): Promise<readonly LaidOutLine[]> {
  const files = await readZip(bytes, (name) => WANTED.test(name), LIMITS);
  const parts = new Map([...files].map(([name, file]) => [name, decodeXml(file)]));
  const main = mainPart(parts);
  if (main === undefined)
    throw new SearchServiceError(
      'PAGE_UNDECODABLE',
      'The file is made like a Word document and has no text part. Save the page anew, or give it as text.',
    );
  const styles = readStyles(parts.get('word/styles.xml') ?? '');
  const around = (what: string): readonly LaidOutLine[] =>
    distinct([...parts].flatMap(([name, xml]) => (name.startsWith(`word/${what}`) ? documentLines(xml, styles) : [])));
  const text = documentLines(main, styles);
  const lines = [around('header'), text, around('footer')].filter((part) => part.some(({ text: line }) => line.trim() !== ''));
  if (lines.length === 0)
    throw new SearchServiceError(
      'PAGE_EMPTY',
      'The Word document holds no text. Give the page with its text, or the output of a recognition program.',
    );
  return lines.flatMap((part, at) => (at === 0 ? part : [{ text: '' }, ...part]));
}

/** The part that the package names as its document; most have it under the usual name. */
function mainPart(parts: ReadonlyMap<string, string>): string | undefined {
  let target: string | undefined;
  readXml(parts.get('_rels/.rels') ?? '', {
    open: (name, attributes) => {
      if (name === 'Relationship' && attribute(attributes, 'Type')?.endsWith('/officeDocument')) target ??= attribute(attributes, 'Target');
    },
  });
  return parts.get(target?.replace(/^\.?\//u, '') ?? '') ?? parts.get('word/document.xml');
}

/** First pages, odd and even ones have heads of their own, which mostly say the same. */
function distinct(lines: readonly LaidOutLine[]): readonly LaidOutLine[] {
  const seen = new Set<string>();
  return lines.filter(({ text }) => text.trim() !== '' && !seen.has(text) && seen.add(text));
}

function decodeXml(file: Buffer): string {
  const encoding = file[0] === 0xff && file[1] === 0xfe ? 'utf-16le' : file[0] === 0xfe && file[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(file);
}
