/** What programs call the blocks of a page -> what of that is evidence. */
import type { LineRole } from '../../page/readers/page-reader.js';

/** What a block is taken for; `text` where its name says nothing. */
export type BlockKind = LineRole | 'picture' | 'table' | 'text';

const NAMES: Readonly<Record<Exclude<BlockKind, 'text'>, string>> = {
  furniture: 'header footer number page_number page_header page_footer',
  caption:
    'caption figure_caption figure_title image_caption table_caption table_title chart_caption chart_title code_caption ' +
    'image_footnote table_footnote chart_footnote vision_footnote',
  title: 'title doc_title paragraph_title section_header document_title',
  picture: 'figure image image_body chart chart_body picture seal header_image footer_image',
  table: 'table table_body document_index',
};

const KINDS = new Map(Object.entries(NAMES).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind as BlockKind] as const)));

/** The kind of a block by the name any of the programs gives it. */
export function kindOfBlock(name: unknown): BlockKind {
  return (typeof name === 'string' ? KINDS.get(name) : undefined) ?? 'text';
}

/** What a line of such a block is. */
export function roleOf(kind: BlockKind): LineRole | undefined {
  return kind === 'furniture' || kind === 'caption' || kind === 'title' ? kind : undefined;
}
