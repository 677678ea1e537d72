/** Writes Word documents. */
import { writeZip, type ZippedFile } from './write-zip.js';

const SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="xml" ContentType="application/xml"/></Types>';
const RELATIONS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ' +
  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
/** Styles as a Chinese Word writes them: ids of its own, names in English. */
const STYLES =
  `<w:styles ${SPACE}><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>` +
  '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="版面标题"/><w:basedOn w:val="2"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="正文缩进"/>' +
  '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="420"/></w:pPr></w:style></w:styles>';

/** A run of text; `inside` is XML that stands in the run. */
export const run = (text: string, inside = ''): string => `<w:r>${inside}<w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A paragraph of text in a style. */
export const paragraph = (text: string, style = ''): string => holding(run(text), style === '' ? '' : `<w:pStyle w:val="${style}"/>`);

/** A paragraph around XML. */
export const holding = (xml: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${xml}</w:p>`;

/** A table: rows of cells, each of them the XML of its paragraphs. */
export const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

/** The bytes of a document; `more` are further files of it. */
export function writeDocx(body: string, more: readonly ZippedFile[] = []): Buffer {
  return writeZip([
    { name: '[Content_Types].xml', data: TYPES },
    { name: '_rels/.rels', data: RELATIONS },
    { name: 'word/document.xml', data: `<?xml version="1.0" encoding="UTF-8"?><w:document ${SPACE}><w:body>${body}</w:body></w:document>` },
    { name: 'word/styles.xml', data: STYLES },
    ...more,
  ]);
}
