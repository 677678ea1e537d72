/** Files of a METS archive -> the pages of its issues, articles as METS names them. */
import type { PageInfo } from '../../article/article.js';
import { decodeStart } from '../../page/decode.js';
import { arrangeRecognised } from '../../page/geometry/recognised-page.js';
import type { RecognisedLine } from '../../page/geometry/recognised-line.js';
import { isAlto, isMets, MetsNames, XML_LOOKED_AT } from '../../page/readers/mets/mets-files.js';
import type { LaidOutPage } from '../../page/readers/page-reader.js';
import { SearchServiceError } from '../../search-service-error.js';
import { readAltoBlocks, type AltoBlocks } from './alto.js';
import { markupText } from './markup.js';
import { readMets, type Mets, type MetsArea } from './mets.js';

/** Blocks that the areas of one issue may name all together: an area may stretch over a file. */
const MOST_NAMED = 1_000_000;

type Files = ReadonlyMap<string, Uint8Array>;

/**
 * The pages of every METS file, in the order it gives them. Throws PAGE_FORM_UNKNOWN where there is no METS, or none whose ALTO is there,
 * PAGE_EMPTY where no page has text, PAGE_TOO_COMPLEX.
 */
export function readIssues(files: Files): readonly LaidOutPage[] {
  const startsAs = (isForm: (start: string) => boolean): readonly string[] =>
    [...files].flatMap(([name, bytes]) => (isForm(decodeStart(bytes, XML_LOOKED_AT)) ? [name] : [])).sort();
  const alto = new Set(startsAs(isAlto));
  const pages = startsAs(isMets).flatMap((name) => pagesOf(readMets(markupText(files.get(name)!)), new MetsNames(name, alto), files));
  if (pages.length === 0)
    throw new SearchServiceError(
      'PAGE_FORM_UNKNOWN',
      'The zip archive holds no METS file with the ALTO files it names. Put them in together, or give ALTO files one by one.',
    );
  if (pages.every(({ lines }) => lines.every(({ text }) => text.trim() === '')))
    throw new SearchServiceError('PAGE_EMPTY', 'The pages METS names hold no text that was recognised; give pages with text.');
  return pages;
}

function pagesOf(mets: Mets, names: MetsNames, files: Files): readonly LaidOutPage[] {
  const nameOf = new Map([...mets.files].flatMap(([id, target]) => (names.find(target) === undefined ? [] : [[id, names.find(target)!]])));
  const numbered = mets.pages.flatMap(({ files: ids, number }) => {
    const name = ids.flatMap((id) => nameOf.get(id) ?? [])[0];
    return name === undefined ? [] : [{ name, number }];
  });
  const listed = numbered.length > 0 ? numbered : [...nameOf.values()].map((name) => ({ name, number: undefined }));
  const places = [...new Map(listed.map((one) => [one.name, one])).values()];
  const areas = areasByFile(mets, nameOf);
  const named = { left: MOST_NAMED };
  return places.flatMap(({ name, number }) => {
    const alto = readAltoBlocks(markupText(files.get(name)!));
    const known = blocksOf(areas.get(name) ?? [], alto, named);
    const pageNumber = alto.pages.length === 1 ? number : undefined;
    const { paper, date } = mets;
    const place: PageInfo = {
      ...(paper !== undefined && { paper }),
      ...(date !== undefined && { date }),
      ...(pageNumber !== undefined && { pageNumber }),
    };
    return alto.pages.map((page) => ({
      ...arrangeRecognised({ ...page, lines: page.lines.map((line) => inArticle(line, alto, known)) }),
      ...(Object.keys(place).length > 0 && { place }),
    }));
  });
}

/** An area with its place in its article. */
interface PlacedArea extends MetsArea {
  readonly article: number;
  readonly order: number;
}

function areasByFile(mets: Mets, nameOf: ReadonlyMap<string, string>): ReadonlyMap<string, readonly PlacedArea[]> {
  const areas = new Map<string, PlacedArea[]>();
  mets.articles.forEach((own, article) => {
    own.forEach((area, order) => {
      const name = nameOf.get(area.file);
      if (name === undefined) return;
      const known = areas.get(name);
      if (known === undefined) areas.set(name, [{ ...area, article, order }]);
      else known.push({ ...area, article, order });
    });
  });
  return areas;
}

/** The area of each block that is named, or lies between two that are; of several the first that says what its lines are. */
function blocksOf(areas: readonly PlacedArea[], { ids }: AltoBlocks, named: { left: number }): ReadonlyMap<string, PlacedArea> {
  const at = new Map(ids.map((id, place) => [id, place]));
  const blocks = new Map<string, PlacedArea>();
  for (const area of areas) {
    const from = at.get(area.begin);
    if (from === undefined) continue;
    const to = Math.max(from, area.end === undefined ? from : (at.get(area.end) ?? from));
    if ((named.left -= to - from + 1) < 0)
      throw new SearchServiceError(
        'PAGE_TOO_COMPLEX',
        'The areas of the METS file lie over each other too often. Give its ALTO files alone.',
      );
    for (const id of ids.slice(from, to + 1)) {
      const before = blocks.get(id);
      if (before === undefined || (before.article === area.article && before.told === undefined && area.told !== undefined))
        blocks.set(id, area);
    }
  }
  return blocks;
}

/** A line with its article: that of the innermost block around it that is named. */
function inArticle(line: RecognisedLine, { around }: AltoBlocks, blocks: ReadonlyMap<string, PlacedArea>): RecognisedLine {
  const id = around.get(line)?.findLast((one) => blocks.has(one));
  if (id === undefined) return line;
  const { article, order, told } = blocks.get(id)!;
  return { ...line, article, order, ...(told !== undefined && { told }) };
}
