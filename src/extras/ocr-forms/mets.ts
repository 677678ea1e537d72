/** A METS file of a newspaper: its files, its pages, its articles as blocks of files, and where it belongs. */
import { readDate } from '../../page/dates.js';
import type { Label } from '../../page/labels.js';
import { attribute, readXml, type Attributes } from '../../page/readers/xml.js';
import { SearchServiceError } from '../../search-service-error.js';
import { oneLine } from './markup.js';
import { isArticleType, labelsOfDiv } from './mets-types.js';

/** A stretch of a file: the block it begins with, up to another one or alone. */
export interface MetsArea {
  readonly file: string;
  readonly begin: string;
  readonly end: string | undefined;
  /** What its lines can be, where the type of its div says it. */
  readonly told: readonly Label[] | undefined;
}

/** What the file says. */
export interface Mets {
  /** Where each file is, by its id. */
  readonly files: ReadonlyMap<string, string>;
  /** The pages in their order: ids of the files of each, and its number. */
  readonly pages: readonly { readonly files: readonly string[]; readonly number: string | undefined }[];
  /** The areas of each article, as they are read. */
  readonly articles: readonly (readonly MetsArea[])[];
  readonly paper: string | undefined;
  readonly date: string | undefined;
}

/** Divisions and areas of a file; the fullest issues have some ten thousand. */
const MOST = 300_000;
const MOST_TEXT = 2_000;

/** Reads a METS file. Throws PAGE_TOO_COMPLEX. One pass. */
export function readMets(xml: string): Mets {
  const reader = new MetsReader();
  readXml(xml, reader);
  return reader.read();
}

interface Description {
  readonly id: string;
  readonly titles: string[];
  readonly dates: string[];
}

interface Div {
  readonly told: readonly Label[] | undefined;
  /** The areas of the article it is in. */
  readonly article: MetsArea[] | undefined;
  readonly page: { readonly files: string[]; readonly number: string | undefined } | undefined;
}

class MetsReader {
  readonly #files = new Map<string, string>();
  readonly #descriptions: Description[] = [];
  /** Descriptions of articles. */
  readonly #ofArticles = new Set<string>();
  readonly #pages: { readonly files: string[]; readonly number: string | undefined }[] = [];
  readonly #articles: MetsArea[][] = [];
  readonly #names: string[] = [];
  readonly #divs: Div[] = [];
  #file = '';
  #isPhysical = false;
  #count = 0;
  #text = '';

  open(name: string, attributes: Attributes): void {
    const value = (key: string): string | undefined => attribute(attributes, key);
    this.#names.push(name);
    this.#text = '';
    if (name === 'dmdSec') this.#descriptions.push({ id: value('ID') ?? '', titles: [], dates: [] });
    else if (name === 'file') this.#file = value('ID') ?? '';
    else if (name === 'FLocat') this.#files.set(this.#file, value('href') ?? '');
    else if (name === 'structMap') this.#isPhysical = /^physical$/iu.test(value('TYPE') ?? '');
    else if (name === 'div') this.#openDiv(value);
    else if (name === 'fptr' || name === 'area') this.#point(value);
  }

  text(text: string): void {
    if (this.#text.length < MOST_TEXT) this.#text += text;
  }

  close(name: string): void {
    const around = this.#names.at(-2);
    this.#names.pop();
    if (name === 'div') this.#divs.pop();
    const text = oneLine(this.#text);
    this.#text = '';
    const description = this.#descriptions.at(-1);
    if (text === '' || description === undefined || !this.#names.includes('dmdSec')) return;
    if (name === 'title' && (around !== 'titleInfo' || !this.#names.includes('subject'))) description.titles.push(text);
    else if (name === 'dateIssued' || name === 'date' || name === 'issued') description.dates.push(text);
  }

  read(): Mets {
    const own = this.#descriptions.filter(({ id }) => !this.#ofArticles.has(id));
    return {
      files: this.#files,
      pages: this.#pages.filter(({ files }) => files.length > 0),
      articles: this.#articles.filter((areas) => areas.length > 0),
      paper: own.flatMap(({ titles }) => titles)[0],
      date: own.flatMap(({ dates }) => dates).flatMap((text) => readDate(text) ?? [])[0],
    };
  }

  #openDiv(value: (key: string) => string | undefined): void {
    this.#grow();
    const around = this.#divs.at(-1);
    const type = value('TYPE') ?? '';
    let [article, page] = [around?.article, around?.page];
    if (this.#isPhysical && /^page$/iu.test(type)) this.#pages.push((page = { files: [], number: numberOfPage(value) }));
    if (!this.#isPhysical && article === undefined && isArticleType(type)) this.#articles.push((article = []));
    if (article !== undefined) for (const id of (value('DMDID') ?? '').split(/\s/u)) this.#ofArticles.add(id);
    this.#divs.push({ told: labelsOfDiv(type) ?? around?.told, article, page });
  }

  #point(value: (key: string) => string | undefined): void {
    const [div, file, begin] = [this.#divs.at(-1), value('FILEID'), value('BEGIN')];
    if (div === undefined || file === undefined) return;
    this.#grow();
    div.page?.files.push(file);
    const isId = (value('BETYPE') ?? 'IDREF') === 'IDREF';
    if (begin !== undefined && isId) div.article?.push({ file, begin, end: value('END'), told: div.told });
  }

  #grow(): void {
    if ((this.#count += 1) > MOST)
      throw new SearchServiceError(
        'PAGE_TOO_COMPLEX',
        `The METS file has more than ${MOST} divisions and areas. Give its ALTO files alone.`,
      );
  }
}

/** What is printed on the page, as the file says, else its place in the issue. */
function numberOfPage(value: (key: string) => string | undefined): string | undefined {
  return [value('ORDERLABEL'), value('ORDER')].find((one) => one !== undefined && /^[A-Z]?\d{1,4}$/iu.test(one.trim()))?.trim();
}
