import { decodePage, decodeStart } from '../decode.js';
import { nameOfForm } from './known-forms.js';
import type { LaidOutLine, PageReader, PageSource } from './page-reader.js';

/** What ends a line, in any writing: Unicode's mandatory breaks (UAX 14). A form feed beside a line end is one end with it. */
const LINE_END = /((?:\r\n|[\n\r])\f|\f(?:\r\n|[\n\r])|\r\n|[\n\r\v\f\u0085\u2028\u2029])/u;
/** Line ends that are none in the bytes of a text, where CR LF, LF and CR are. */
const OTHER_END = /[\v\u0085\u2028\u2029]|(?<![\n\r])\f(?![\n\r])/u;

/** Plain text in any encoding of `decodePage`. Files whose beginning is that of another known form, or of XML, are no text. */
export const textReader: PageReader = {
  form: 'text',
  version: 2,
  mediaTypes: ['text/plain'],
  endings: ['.txt'],
  recognises: (bytes) => nameOfForm(bytes) === undefined && !decodeStart(bytes, 64).trimStart().startsWith('<?xml '),
  read: (bytes) => {
    const { text, encoding } = decodePage(bytes);
    return textSource(text, encoding);
  },
};

/** The source a text is. A form feed ends a line and may end a page. Linear. */
export function textSource(text: string, encoding = 'utf-8'): PageSource {
  return {
    form: textReader.form,
    version: textReader.version,
    encoding,
    pages: [{ lines: printedLines(text) }],
    isPaged: false,
    linesAreBytes: !OTHER_END.test(text),
  };
}

/** Its lines, whatever ends them. */
export function printedLines(text: string): readonly LaidOutLine[] {
  const parts = text.split(LINE_END);
  const lines: LaidOutLine[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    lines.push(parts[at - 1]?.includes('\f') ? { text: parts[at]!, pageBreak: true } : { text: parts[at]! });
  }
  return lines;
}
