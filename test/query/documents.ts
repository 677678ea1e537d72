/** Documents of tests: fields folded and laid end to end as an article's are. */
import { type MatchDocument, TEXT_FIELDS, type TextField } from '../../src/query/match-document.js';
import { analyzer } from '../support/analyzer.js';

export type Fields = Partial<Readonly<Record<TextField, readonly string[]>>> & { readonly date?: string; readonly pageNumber?: string };

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
  return { text, borders, fieldStarts, ...(fields.date !== undefined && { date: fields.date }), ...(fields.pageNumber !== undefined && { pageNumber: fields.pageNumber }) };
}
