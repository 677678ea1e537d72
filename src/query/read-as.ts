/** A clause tree as a reader can read it: in the query language itself, so that what is shown can be asked. */
import type { AtLeastClause, Clause, FieldName, Needle, RunClause, Variant } from './clause.js';

const NAMES: Readonly<Record<FieldName, string>> = { title: '标题', reporter: '记者', page: '版', section: '栏目', paper: '报' };

/** How a query was read, folded; every hit satisfies it. */
export function readAs(clause: Clause): string {
  return write(clause, 0);
}

/** `depth` 0 = outermost, 1 = inside an AND or OR, 2 = behind NOT, 3 = behind a field name. */
function write(clause: Clause, depth: number): string {
  switch (clause.type) {
    case 'all':
      return '*';
    case 'none':
      return '∅';
    case 'run':
      return writeRun(clause, depth);
    case 'exact':
      return writeNeedle(clause.needle);
    case 'field':
      return `${NAMES[clause.field]}:${write(clause.clause, 3)}`;
    case 'date':
      return bracket(writeDates(clause), depth > 2);
    case 'and':
      return bracket(clause.clauses.map((c) => write(c, 1)).join(' AND '), depth > 1);
    case 'or':
      return bracket(clause.clauses.map((c) => write(c, 1)).join(' OR '), depth > 0);
    case 'not':
      return bracket(`NOT ${write(clause.clause, 2)}`, depth > 2);
    case 'atLeast':
      return bracket(
        `≥${Math.round(clause.share * 100)}%${leastOf(clause)}: ${clause.units.map((unit) => write(unit.clause, 1)).join(' | ')}`,
        depth > 0,
      );
  }
}

/** `≥50% & ≥2`: two units at least. */
function leastOf({ least = 1 }: AtLeastClause): string {
  return least > 1 ? ` & ≥${least}` : '';
}

function writeNeedle(needle: Needle): string {
  switch (needle.type) {
    case 'literal':
      return `"${needle.text}"`;
    case 'near':
      return `"${needle.parts.join(' ')}"~${needle.distance}`;
    case 'pattern':
      return needle.pieces.join('?') + (needle.openEnd ? '*' : '');
  }
}

/** The other writings stand behind the run: `十八大 (＝18大)`. */
function writeRun({ needle: { text }, words, variants = [] }: RunClause, depth: number): string {
  const others = variants.length === 0 ? '' : ` (＝${variants.map(writeVariant).join('、')})`;
  if (words.length === 0) return bracket(`${text}${others}`, others !== '' && depth > 1);
  return bracket(`"${text}"${others} OR (${words.join(' AND ')})`, depth > 0);
}

/** `11月30日 日期:2023`: counts in issues of these days. */
export function writeVariant({ text, issued, needs = [] }: Variant): string {
  const dots = needs.flatMap(({ offset, dropped }) => dropped.map((at) => offset + at));
  const printed = dots.length === 0 ? text : Array.from(text, (unit, at) => (dots.includes(at) ? `·${unit}` : unit)).join('');
  return issued === undefined ? printed : `${printed} ${writeDates(issued)}`;
}

function writeDates({ from, to }: { readonly from?: string; readonly to?: string }): string {
  return `日期:${from === to ? (from ?? '') : `${from ?? ''}..${to ?? ''}`}`;
}

function bracket(text: string, needed: boolean): string {
  return needed ? `(${text})` : text;
}
