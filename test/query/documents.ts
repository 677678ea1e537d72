/** Documents of tests: fields folded and laid end to end as an article's are. */
import { type MatchDocument, TEXT_FIELDS, type TextField } from '../../src/query/match-document.js';
import { analyzer } from '../support/analyzer.js';

/** The entries of each field, as they are printed. */
export type Fields = Partial<Readonly<Record<TextField, readonly string[]>>> & { readonly date?: string; readonly pageNumber?: string };

/** An article with something in every field. */
export const FIELDS: Fields = {
  title: ['地铁新线开通'],
  kicker: ['便民工程', '今日要闻'],
  subtitle: ['市民出行更方便'],
  banner: ['见闻'],
  people: ['任洁', '白莹'],
  body: ['本报讯 暖心驿站建成，职工建设小家点赞。', '3.6.3版本发布。'],
  section: ['要闻'],
  paper: ['望渡晚报'],
  date: '2023-11-30',
  pageNumber: 'A1',
};

/** The fields as a matcher sees them. */
export function documentOf(fields: Fields): MatchDocument {
  const borders: number[] = [];
  const fieldStarts: number[] = [];
  let text = '';
  for (const field of TEXT_FIELDS) {
    fieldStarts.push(text.length);
    for (const entry of fields[field] ?? []) {
      const folded = analyzer.fold(entry);
      borders.push(...folded.borders.map((border) => border + text.length));
      text += `${folded.text}\n`;
    }
  }
  fieldStarts.push(text.length);
  return {
    text,
    borders,
    fieldStarts,
    ...(fields.date !== undefined && { date: fields.date }),
    ...(fields.pageNumber !== undefined && { pageNumber: fields.pageNumber }),
  };
}
