/** Where in an article a reader should see why it was found. */
import type { Clause, RunClause } from './clause.js';
import { holdsVariant, holdsWords, isIssued, match, type MatchDocument, NO_MATCH, type Scope, scopeOf, wholeOf } from './match-document.js';
import { literalPieces, placesOf, variantPieces } from './match-needle.js';
import { findAll, type Pieces, type Span } from './match-text.js';

/** Marks of one clause in one article beyond this many are not made. */
const MOST_MARKS = 2000;

/**
 * The folded ranges a reader should see marked: where a run stands, only it; else its words; else the writings that stand, or
 * else their words. Nothing under a NOT. In no order, perhaps overlapping.
 */
export function marksOf(clause: Clause, document: MatchDocument, scope: Scope = wholeOf(document)): Span[] {
  switch (clause.type) {
    case 'and':
      return clause.clauses.flatMap((c) => marksOf(c, document, scope));
    case 'or':
      return marksOfHolding(clause.clauses, document, scope);
    case 'atLeast':
      return marksOfHolding(
        clause.units.map((unit) => unit.clause),
        document,
        scope,
      );
    case 'field':
      return clause.field === 'page' ? [] : marksOf(clause.clause, document, scopeOf(document, clause.field));
    case 'run':
    case 'exact': {
      const standing = placesOf(document, clause.needle, scope.from, scope.to, MOST_MARKS);
      return standing.length > 0 || clause.type === 'exact' ? standing : marksOfRun(clause, document, scope);
    }
    case 'not':
    case 'date':
    case 'all':
    case 'none':
      return [];
  }
}

/** The marks of a run that does not stand as it is. */
function marksOfRun(clause: RunClause, document: MatchDocument, scope: Scope): Span[] {
  const { from, to } = scope;
  const places = (needles: readonly Pieces[]): Span[] => needles.flatMap((needle) => findAll(document, needle, from, to, MOST_MARKS));
  if (clause.variants === undefined || holdsWords(clause, document, scope)) return places(clause.words.map(literalPieces));
  const counting = clause.variants.filter((variant) => isIssued(variant, document));
  const standing = places(counting.map((variant) => variantPieces(variant.text, variant)));
  if (standing.length > 0) return standing;
  const holding = counting.filter((variant) => holdsVariant(variant, document, scope));
  const needles = new Map(holding.flatMap((variant) => variant.words.map((word) => [word, variantPieces(word, variant)] as const)));
  return places([...needles.values()]);
}

/** A branch that does not hold is no hit, though a word of it may stand somewhere. */
function marksOfHolding(clauses: readonly Clause[], document: MatchDocument, scope: Scope): Span[] {
  return clauses.flatMap((clause) => {
    if (clause.type === 'run' || clause.type === 'exact') {
      // Where it stands it holds, and these are its marks: most branches need no second look.
      const standing = placesOf(document, clause.needle, scope.from, scope.to, MOST_MARKS);
      if (standing.length > 0) return standing;
      if (clause.type === 'exact' || (clause.words.length === 0 && clause.variants === undefined)) return [];
    }
    return match(clause, document, scope) === NO_MATCH ? [] : marksOf(clause, document, scope);
  });
}
