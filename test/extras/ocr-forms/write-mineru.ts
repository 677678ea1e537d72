/** A page as MinerU 3 and 4 write it, in each of their files. */
import type { Block, BlockPage, Corners } from './print-blocks.js';

const whole = (box: Corners): Corners => [Math.floor(box[0]), Math.floor(box[1]), Math.floor(box[2]), Math.floor(box[3])];
const textOf = ({ lines }: Block): string => lines.map(({ text }) => text).join('');
/** Its paragraphs are joined: the text of a second half goes to the first, and an empty block stays. */
interface Joined {
  readonly block: Block;
  readonly more: readonly Block[];
  readonly isEmptied: boolean;
}
function joined(blocks: readonly Block[]): readonly Joined[] {
  const all: { block: Block; more: Block[]; isEmptied: boolean }[] = [];
  for (const block of blocks) {
    const first = block.continues ? all.findLast((one) => one.block.kind === 'text' && !one.isEmptied) : undefined;
    first?.more.push(block);
    all.push({ block, more: [], isEmptied: first !== undefined });
  }
  return all;
}
const isDiscarded = ({ kind }: Block): boolean => kind === 'header' || kind === 'footer' || kind === 'number';
const NAMES: Readonly<Record<Block['kind'], string>> = {
  header: 'header',
  footer: 'footer',
  number: 'page_number',
  title: 'title',
  text: 'text',
  picture: 'image_body',
  caption: 'image_caption',
};
/** A picture and the caption behind it are one block. */
function withPictures<Value>(blocks: readonly Block[], one: (block: Block, caption: Block | undefined) => Value): readonly Value[] {
  return blocks.flatMap((block, at) => {
    if (block.kind === 'caption') return [];
    return [one(block, block.kind === 'picture' ? blocks[at + 1] : undefined)];
  });
}

/** `middle.json` of version 3. */
export function writeMiddle(pages: readonly BlockPage[]): string {
  const line = ({ text, box }: { readonly text: string; readonly box: Corners }): object => ({
    bbox: whole(box),
    spans: [{ bbox: whole(box), type: 'text', content: text, score: 0.99 }],
  });
  const written = ({ block, more, isEmptied }: Joined): object => ({
    type: NAMES[block.kind],
    bbox: whole(block.box),
    lines: isEmptied ? [] : [block, ...more].flatMap(({ lines }) => lines).map(line),
  });
  const pageOf = ({ blocks, width, height }: BlockPage, index: number): object => {
    const all = joined(blocks);
    const body = all.filter(({ block }) => !isDiscarded(block) && block.kind !== 'caption' && block.kind !== 'picture');
    const pictures = withPictures(blocks, (picture, caption) =>
      caption === undefined
        ? []
        : [
            {
              type: 'image',
              bbox: whole(picture.box),
              blocks: [picture, caption].map((block) => written({ block, more: [], isEmptied: false })),
            },
          ],
    ).flat();
    return {
      preproc_blocks: blocks.map((block) => written({ block, more: [], isEmptied: false })),
      page_idx: index,
      page_size: [Math.floor(width), Math.floor(height)],
      discarded_blocks: all.filter(({ block }) => isDiscarded(block)).map(written),
      para_blocks: [...body.map(written), ...pictures],
    };
  };
  return JSON.stringify({ pdf_info: pages.map(pageOf), _backend: 'pipeline', _version_name: '3.4.5' }, undefined, 4);
}

/** `model.json` of version 3: pixels, blocks and lines in one list. */
export function writeModel(pages: readonly BlockPage[]): string {
  const pixels = (box: Corners): Corners => whole([box[0] * 2.8, box[1] * 2.8, box[2] * 2.8, box[3] * 2.8]);
  const names = { ...NAMES, number: 'number', title: 'paragraph_title', picture: 'image', caption: 'figure_title' };
  return JSON.stringify(
    pages.map(({ blocks, width, height }, index) => ({
      layout_dets: [
        ...blocks.map(({ kind, box }) => ({ cls_id: 0, label: names[kind], score: 0.9, bbox: pixels(box) })),
        ...blocks.flatMap(({ lines }) => lines.map(({ text, box }) => ({ label: 'ocr_text', text, score: 0.9, bbox: pixels(box) }))),
      ],
      page_info: { page_no: index, width: Math.round(width * 2.8), height: Math.round(height * 2.8) },
    })),
  );
}

const thousandths = (box: Corners, { width, height }: BlockPage): Corners =>
  whole([(box[0] * 1000) / width, (box[1] * 1000) / height, (box[2] * 1000) / width, (box[3] * 1000) / height]);
const escaped = (text: string): string =>
  text
    .replace(/[\\`*_$]/gu, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');

/** `content_list.json`: its text is Markdown. In version 3 paragraphs are joined. */
export function writeContentList(pages: readonly BlockPage[], version: 3 | 4): string {
  const flat = pages.flatMap((page, index) => {
    const written = (block: Block, text: string): object => ({
      type: isDiscarded(block) ? NAMES[block.kind] : 'text',
      text: escaped(text),
      ...(block.kind === 'title' && { text_level: 1 }),
      bbox: thousandths(block.box, page),
      page_idx: index,
    });
    const all = joined(page.blocks).map(({ block, more, isEmptied }) => {
      const text = version === 4 ? textOf(block) : isEmptied ? '' : [block, ...more].map(textOf).join('');
      return { block, value: written(block, text) };
    });
    const placed = all.flatMap(({ block, value }, at) => {
      if (block.kind === 'caption') return [];
      if (block.kind !== 'picture') return [{ block, value }];
      const caption = [escaped(textOf(page.blocks[at + 1]!))];
      return [
        { block, value: { type: 'image', img_path: 'a.jpg', image_caption: caption, bbox: thousandths(block.box, page), page_idx: index } },
      ];
    });
    const late = version === 3 ? placed.filter(({ block }) => isDiscarded(block)) : [];
    return [...placed.filter((one) => !late.includes(one)), ...late].map(({ value }) => value);
  });
  return JSON.stringify(flat, undefined, 4);
}

/** `content_list_v2.json`: pages of blocks, their text in parts. */
export function writeContentListV2(pages: readonly BlockPage[]): string {
  const part = (text: string): readonly object[] => (text === '' ? [] : [{ type: 'text', content: text }]);
  const pageOf = (page: BlockPage): readonly object[] =>
    withPictures(page.blocks, (block, caption) => {
      const bbox = thousandths(block.box, page);
      if (caption !== undefined)
        return { type: 'image', content: { image_source: { path: 'a.jpg' }, image_caption: part(textOf(caption)) }, bbox };
      const name = isDiscarded(block) ? `page_${NAMES[block.kind].replace('page_', '')}` : block.kind === 'title' ? 'title' : 'paragraph';
      return { type: name, content: { [`${name}_content`]: part(textOf(block)) }, bbox };
    });
  return JSON.stringify(pages.map(pageOf), undefined, 4);
}

const shares = (box: Corners, { width, height }: BlockPage): readonly number[] =>
  [box[0] / width, box[1] / height, box[2] / width, box[3] / height].map((side) => Math.round(side * 1000) / 1000);
const named = ({ kind }: Block): string => (kind === 'title' ? 'paragraph_title' : NAMES[kind]);

/** `middle_json.json` of version 4. */
export function writeMiddle4(pages: readonly BlockPage[]): string {
  const pageOf = (page: BlockPage, index: number): object => ({
    page_idx: index,
    blocks: withPictures(page.blocks, (block, caption) => {
      const one = (own: Block): object => ({
        type: named(own),
        bbox: shares(own.box, page),
        content: own.kind === 'picture' ? '' : [{ type: 'text', content: textOf(own) }],
        ...(own.continues && { continues_prev: true }),
      });
      return caption === undefined ? one(block) : { type: 'image', bbox: shares(block.box, page), content: [one(block), one(caption)] };
    }),
  });
  return JSON.stringify({ metadata: { producer: { name: 'mineru', version: '4.0.12' } }, pages: pages.map(pageOf) }, undefined, 2);
}

/** `structured_content.json` of version 4. */
export function writeStructured(pages: readonly BlockPage[]): string {
  const pageOf = (page: BlockPage, index: number): object => ({
    page_idx: index,
    blocks: withPictures(page.blocks, (block, caption) => {
      const bbox = shares(block.box, page);
      return caption === undefined
        ? { type: named(block), bbox, ...(block.continues && { continues_prev: true }), content: textOf(block) }
        : { type: 'image', bbox, content: '', captions: [{ bbox: shares(caption.box, page), content: textOf(caption) }], footnotes: [] };
    }),
  });
  return JSON.stringify({ pages: pages.map(pageOf) });
}
