/** PAGE XML (2009 to 2019, in any namespace or none) -> pages of recognised lines. */
import type { RecognisedLine, RecognisedPage } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { attribute, readXml, type Attributes } from '../../page/readers/xml.js';
import { boxOfPoints, numberOf } from './markup.js';
import { openPage, PageBounds, type OpenPage } from './open-page.js';
import { linesOfRegion, type PageItem } from './page-xml-lines.js';
import { isFurniture, labelsOf, structuresIn, typeOf } from './page-xml-types.js';
import { ReadingOrder, type OrderedRegion } from './reading-order.js';

/** As much of the points of one outline as is kept. */
const MOST_POINTS = 20_000;
const PICTURES = new Set(['ImageRegion', 'GraphicRegion', 'LineDrawingRegion', 'ChartRegion', 'MapRegion', 'PhotoRegion']);
const ITEMS: Readonly<Record<string, PageItem['kind']>> = { TextLine: 'line', Word: 'word', Glyph: 'glyph' };
/** A region whose lines are so many times higher than most lines is a heading, where the file names no heading. */
const HIGH = 1.3;

/** Reads PAGE XML. Throws PAGE_TOO_COMPLEX. One pass. */
export function readPageXml(xml: string): readonly RecognisedPage[] {
  const reader = new PageXmlReader();
  readXml(xml, reader);
  reader.end();
  return reader.pages;
}

/** A line, and the regions around it from outside. */
interface FoundLine {
  readonly line: RecognisedLine;
  readonly regions: readonly string[];
  /** The article the line or a region of it names itself. */
  readonly named: string | undefined;
}

class PageXmlReader {
  readonly pages: RecognisedPage[] = [];
  readonly #names: string[] = [];
  readonly #items: PageItem[] = [];
  #page: OpenPage | undefined;
  #bounds = new PageBounds();
  #order = new ReadingOrder();
  #found: FoundLine[] = [];
  #regions = new Map<string, { type: string | undefined; heights: number[] }>();
  #block = 0;
  #equiv: { readonly index: number; text: string } | undefined;

  open(name: string, attributes: Attributes): void {
    const value = (key: string): string | undefined => attribute(attributes, key);
    const item = this.#items.at(-1);
    const isOwn = item !== undefined && item.name === this.#names.at(-1);
    this.#names.push(name);
    this.#order.open(name, attributes);
    if (name === 'Page') this.#openPage(numberOf(value('imageWidth')), numberOf(value('imageHeight')));
    else if (name.endsWith('Region')) this.#openItem(name, 'region', attributes);
    else if (ITEMS[name] !== undefined && item !== undefined) this.#openItem(name, ITEMS[name], attributes);
    else if (item === undefined) return;
    else if (name === 'Point') this.#point(item, value('x'), value('y'));
    else if (!isOwn) return;
    else if (name === 'Coords') item.coords = (value('points') ?? '').slice(0, MOST_POINTS);
    else if (name === 'Baseline') item.baseline = (value('points') ?? '').slice(0, MOST_POINTS);
    else if (name === 'TextStyle') item.bold = /^(?:true|1)$/u.test(value('bold') ?? '');
    else if (name === 'TextEquiv') this.#equiv = { index: numberOf(value('index')) ?? Infinity, text: '' };
  }

  text(text: string): void {
    if (this.#equiv !== undefined && this.#names.at(-1) === 'Unicode') this.#equiv.text += text;
  }

  close(name: string): void {
    this.#names.pop();
    this.#order.close(name);
    const item = this.#items.at(-1);
    if (name === 'TextEquiv' && this.#equiv !== undefined) {
      item?.texts.push(this.#equiv);
      this.#equiv = undefined;
    } else if (name === 'Page') this.end();
    else if (item?.name === name && this.#names.length === item.depth) this.#closeItem(item);
  }

  /** Gives the page that was being read. */
  end(): void {
    if (this.#page === undefined) return;
    this.pages.push({ ...this.#page, lines: this.#linesInArticles() });
    this.#page = undefined;
  }

  #openPage(width: number | undefined, height: number | undefined): void {
    this.end();
    this.#page = openPage(width, height);
    this.#bounds = new PageBounds();
    this.#order = new ReadingOrder();
    this.#found = [];
    this.#regions = new Map();
    this.#items.length = 0;
  }

  #openItem(name: string, kind: PageItem['kind'], attributes: Attributes): void {
    if (kind === 'line') this.#bounds.line();
    else if (kind !== 'region') this.#bounds.word();
    const above = this.#items.at(-1);
    const isSmall = kind === 'word' || kind === 'glyph';
    const value = (key: string): string | undefined => (isSmall ? undefined : attribute(attributes, key));
    const structures = structuresIn(value('custom'));
    const down = /^(?:top-to-bottom|bottom-to-top)$/u.test(value('readingDirection') ?? '') || above?.upright === true;
    this.#items.push({
      name,
      kind,
      depth: this.#names.length - 1,
      id: value('id') ?? '',
      type: value('type') ?? typeOf(structures) ?? (kind === 'line' ? above?.type : undefined),
      article: structures.find(({ type }) => type === 'article')?.id ?? above?.article,
      upright: down,
      coords: '',
      baseline: '',
      bold: above?.bold === true,
      isFilled: false,
      texts: [],
      children: [],
    });
  }

  #point(item: PageItem, x: string | undefined, y: string | undefined): void {
    const key = this.#names.at(-2) === 'Baseline' ? 'baseline' : 'coords';
    if (item[key].length < MOST_POINTS) item[key] += ` ${numberOf(x) ?? ''},${numberOf(y) ?? ''}`;
  }

  #closeItem(item: PageItem): void {
    this.#items.pop();
    const box = boxOfPoints(item.coords);
    if (item.kind !== 'region') this.#items.at(-1)?.children.push(item);
    else if (item.name === 'SeparatorRegion') this.#note(box, 'rules');
    else if (PICTURES.has(item.name)) this.#note(box, 'pictures');
    if (item.kind !== 'region' || item.name === 'NoiseRegion') return;
    this.#block += 1;
    const regions = [...this.#items.map(({ id }) => id), item.id];
    const lines = linesOfRegion(item);
    const around = this.#items.at(-1);
    if (around !== undefined) around.isFilled ||= lines.length > 0 || item.isFilled;
    if (item.children.length === 0) this.#bounds.line(lines.length);
    for (const { line, type, article } of lines) {
      const told = labelsOf(type);
      const said = { ...(told !== undefined && { told }), ...(isFurniture(type) && { role: 'furniture' as const }) };
      this.#found.push({ line: { ...line, block: this.#block, ...said }, regions, named: article });
    }
    this.#regions.set(item.id, { type: item.type, heights: lines.flatMap(({ line }) => line.box?.[line.upright === true ? 2 : 3] ?? []) });
  }

  #note(box: PageBox | undefined, list: 'rules' | 'pictures'): void {
    if (box !== undefined) this.#page?.[list].push(box);
  }

  /** Lines with their articles: those they name themselves, else those of the reading order. */
  #linesInArticles(): readonly RecognisedLine[] {
    const named = [...new Set(this.#found.flatMap((one) => one.named ?? []))];
    if (named.length > 0)
      return this.#found.map(({ line, named: own }) => (own === undefined ? line : { ...line, article: named.indexOf(own) }));
    const places = this.#order.articles(this.#orderedRegions());
    return this.#found.map(({ line, regions }) => {
      const region = regions.findLast((one) => places.has(one));
      return region === undefined ? line : { ...line, ...places.get(region) };
    });
  }

  #orderedRegions(): ReadonlyMap<string, OrderedRegion> {
    const all = [...this.#regions.values()].flatMap(({ heights }) => heights).sort((a, b) => a - b);
    const usual = all[all.length >> 1] ?? Infinity;
    const isNamed = [...this.#regions.values()].some(({ type }) => type === 'heading');
    return new Map(
      [...this.#regions].map(([id, { type, heights }]) => {
        const isHigh = !isNamed && heights.length > 0 && heights.every((height) => height > usual * HIGH);
        return [id, { hasText: heights.length > 0 && !isFurniture(type), isHeading: type === 'heading' || isHigh }];
      }),
    );
  }
}
