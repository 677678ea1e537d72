/** A page as docling writes it: as JSON and in tags. */
import type { Block, BlockPage } from './print-blocks.js';

const LABELS: Readonly<Record<Block['kind'], string>> = {
  header: 'page_header',
  footer: 'page_footer',
  number: 'page_header',
  title: 'section_header',
  text: 'text',
  picture: 'picture',
  caption: 'caption',
};
const textOf = ({ lines }: Block): string => lines.map(({ text }) => text).join('');

/** The JSON of a document; `origin`: the corner of the page that places count from. Half of its items stand in a group. */
export function writeDocling(pages: readonly BlockPage[], origin: 'BOTTOMLEFT' | 'TOPLEFT'): string {
  const [texts, pictures, children, grouped]: [object[], object[], object[], object[]] = [[], [], [], []];
  pages.forEach(({ blocks, height }, index) => {
    blocks.forEach((block, at) => {
      const [l, top, r, bottom] = block.box;
      const [t, b] = origin === 'TOPLEFT' ? [top, bottom] : [height - top, height - bottom];
      const list = block.kind === 'picture' ? pictures : texts;
      const ref = `#/${block.kind === 'picture' ? 'pictures' : 'texts'}/${list.length}`;
      const isFurniture = block.kind === 'header' || block.kind === 'footer' || block.kind === 'number';
      (at % 2 === 0 ? children : grouped).push({ $ref: ref });
      list.push({
        self_ref: ref,
        children: [],
        content_layer: isFurniture ? 'furniture' : 'body',
        label: LABELS[block.kind],
        prov: [{ page_no: index + 1, bbox: { l, t, r, b, coord_origin: origin }, charspan: [0, textOf(block).length] }],
        ...(block.kind !== 'picture' && { orig: textOf(block), text: textOf(block) }),
      });
    });
  });
  const sizes = pages.map(({ width, height }, index) => [index + 1, { size: { width, height }, page_no: index + 1 }] as const);
  return JSON.stringify({
    schema_name: 'DoclingDocument',
    version: '1.10.0',
    body: { self_ref: '#/body', children: [...children, { $ref: '#/groups/0' }] },
    groups: [{ self_ref: '#/groups/0', children: [...grouped, { $ref: '#/groups/0' }] }],
    texts,
    pictures,
    tables: [],
    pages: Object.fromEntries(sizes),
  });
}

/** The document in tags, pages parted. */
export function writeDoctags(pages: readonly BlockPage[]): string {
  const pageOf = ({ blocks, width, height }: BlockPage): string => {
    const place = ({ box: [x0, y0, x1, y1] }: Block): string =>
      [x0 / width, y0 / height, x1 / width, y1 / height].map((side) => `<loc_${Math.round(side * 500)}>`).join('');
    const element = (name: string, block: Block, more = ''): string =>
      `<${name}>${place(block)}${textOf(block).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}${more}</${name}>`;
    return blocks
      .map((block, at) => {
        if (block.kind === 'caption') return '';
        if (block.kind === 'title') return element('section_header_level_1', block);
        return element(LABELS[block.kind], block, block.kind === 'picture' ? element('caption', blocks[at + 1]!) : '');
      })
      .join('\n');
  };
  return `<doctag>${pages.map(pageOf).join('<page_break>\n')}\n</doctag>`;
}
