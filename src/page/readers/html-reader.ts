import { decodePage, decodeStart } from '../decode.js';
import { htmlLines } from './html-text.js';
import { nameOfForm } from './known-forms.js';
import type { PageReader } from './page-reader.js';

/** As much of a file as is looked at. */
const LOOKED_AT = 4_096;
const DOCUMENT = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/iu;
/** Tags of HTML and no others: `<图>` and a `<` between numbers are text. */
const TAG = new RegExp(
  String.raw`<\/?(?:a|article|b|blockquote|body|br|center|dd|div|dl|dt|em|figure|font|h[1-6]` +
    String.raw`|head|hr|html|i|img|li|meta|ol|p|section|span|strong|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?\/?>`,
  'giu',
);
/** Opening tags of blocks. */
const BLOCK = /<(?:p|div|h[1-6]|li|table|article|section|br)\b[^<>]*>/iu;

/** HTML: a saved page of the net, or markup pasted as text. Its blocks become lines; scripts and styles are no text. */
export const htmlReader: PageReader = {
  form: 'html',
  version: 1,
  mediaTypes: ['text/html', 'application/xhtml+xml'],
  endings: ['.html', '.htm', '.xhtml'],
  recognises: (bytes) => nameOfForm(bytes) === undefined && isHtml(decodeStart(bytes, LOOKED_AT)),
  read: (bytes) => {
    const { text, encoding } = decodePage(bytes);
    return {
      form: htmlReader.form,
      version: htmlReader.version,
      encoding,
      pages: [{ lines: htmlLines(text) }],
      isPaged: false,
      linesAreBytes: false,
    };
  },
};

/** A whole document; or a text that begins with a tag of a block, or has several tags in its first lines, a block among them. */
function isHtml(start: string): boolean {
  if (DOCUMENT.test(start)) return true;
  if (!BLOCK.test(start)) return false;
  const tags = start.match(TAG)?.length ?? 0;
  return /^\s*</u.test(start) ? tags >= 2 : tags >= 4;
}
