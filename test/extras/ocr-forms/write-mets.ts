/** METS of an issue, in the ways of several writers. */

/** A division of an article: its type, and the areas it points to: file, first block, last block. */
export interface WrittenPart {
  readonly type: string;
  readonly areas: readonly (readonly [string, string, string?])[];
}

/** What METS says of an issue. */
export interface WrittenIssue {
  /** Where each ALTO file is, by its id. */
  readonly files: Readonly<Record<string, string>>;
  readonly articles: readonly { readonly type?: string; readonly title?: string; readonly parts: readonly WrittenPart[] }[];
  readonly paper?: string;
  readonly date?: string;
  /** What is printed as the number of each page. */
  readonly numbers?: readonly string[];
  readonly prefix?: string;
  readonly dublinCore?: boolean;
}

/** The file. */
export function writeMets({ files, articles, paper, date, numbers, prefix = 'mets', dublinCore = false }: WrittenIssue): string {
  const tag = prefix === '' ? '' : `${prefix}:`;
  const wrap = (name: string, attributes: string, content: string): string => `<${tag}${name}${attributes}>${content}</${tag}${name}>`;
  const described = (id: string, content: string): string =>
    wrap('dmdSec', ` ID="${id}"`, wrap('mdWrap', ' MDTYPE="MODS"', wrap('xmlData', '', content)));
  const titleOf = (title: string): string => `<mods:titleInfo><mods:title>${title}</mods:title></mods:titleInfo>`;
  const issued = `<mods:originInfo><mods:dateIssued>${date ?? ''}</mods:dateIssued></mods:originInfo>`;
  const issue = dublinCore
    ? `<dc:title>${paper ?? ''}</dc:title><dc:date>${date ?? ''}</dc:date>`
    : `<mods:mods>${paper === undefined ? '' : titleOf(paper)}${issued}</mods:mods>`;
  const descriptions = articles.map(({ title }, at) =>
    title === undefined
      ? ''
      : described(`A${at}`, `<mods:mods>${titleOf(title)}<mods:part><mods:date>2001-01-01</mods:date></mods:part></mods:mods>`),
  );
  const file = ([id, href]: readonly [string, string]): string =>
    wrap('file', ` ID="${id}" MIMETYPE="text/xml"`, `<${tag}FLocat LOCTYPE="URL" xlink:href="${href}"/>`);
  const pages = Object.keys(files).map((id, at) => {
    const number = numbers?.[at] === undefined ? '' : ` ORDERLABEL="${numbers[at]}"`;
    return wrap('div', ` TYPE="PAGE" ORDER="${at + 1}"${number}`, `<${tag}fptr FILEID="IMG${at}"/><${tag}fptr FILEID="${id}"/>`);
  });
  const partOf = ({ type, areas }: WrittenPart): string => {
    const pointers = areas.map(([id, begin, end]) => {
      const until = end === undefined ? '' : ` END="${end}"`;
      return wrap('fptr', '', `<${tag}area FILEID="${id}" BETYPE="IDREF" BEGIN="${begin}"${until}/>`);
    });
    return wrap('div', ` TYPE="${type}"`, pointers.join(''));
  };
  const divisions = articles.map(({ type = 'ARTICLE', parts }, at) =>
    wrap('div', ` TYPE="${type}" DMDID="A${at}"`, parts.map(partOf).join('')),
  );
  const xmlns = ` xmlns${prefix === '' ? '' : `:${prefix}`}="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${wrap(
    'mets',
    xmlns,
    descriptions.join('') +
      described('ISSUE', issue) +
      wrap('fileSec', '', wrap('fileGrp', ' ID="ALTO"', Object.entries(files).map(file).join(''))) +
      wrap('structMap', ' TYPE="PHYSICAL"', wrap('div', ' TYPE="Newspaper"', pages.join(''))) +
      wrap('structMap', ' TYPE="LOGICAL"', wrap('div', ' TYPE="Newspaper"', wrap('div', ' TYPE="CONTENT"', divisions.join('')))),
  )}`;
}
