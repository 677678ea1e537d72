/** Bare text of a query into run clauses: folded, split at punctuation, wildcards read. */
import type { Analyzer } from '../analysis/analyzer.js';
import { ALNUM, characterCount, classAt, HAN } from '../analysis/char-class.js';
import { type FoldedText, hasBorder } from '../analysis/fold.js';
import { stretchEnd } from '../analysis/letter-digit.js';
import { literal, type RunClause, type TextClause } from './clause.js';
import { dashedCodeEnd } from './variants/code-spans.js';
import { withVariants } from './variants/run-variants.js';

// Noncharacters: folding leaves them alone, and no text of a reader holds them.
const ANY = '\uFDD0';
const OPEN = '\uFDD1';

/** A run of up to this many characters is only searched as it stands. */
const SHORT_RUN = 3;

/** The clauses of a stretch of text without spaces, quotes, brackets and bars; empty where nothing in it can be read. */
export function readRuns(text: string, analyzer: Analyzer): TextClause[] {
  const marked = text
    .replace(/[\uFDD0\uFDD1]/g, ' ')
    .replace(/\?/g, ANY)
    .replace(/\*/g, OPEN);
  const folded = analyzer.fold(marked);
  const clauses: TextClause[] = [];
  for (let i = 0; i < folded.text.length;) {
    const end = runEnd(folded, i);
    if (end === i) {
      i += 1;
      continue;
    }
    const run = folded.text.slice(i, end);
    const openEnd = folded.text[end] === OPEN && characterCount(run) >= 2 && !isWord(folded.text, end + 1);
    if (openEnd || run.includes(ANY))
      clauses.push({ type: 'exact', needle: { type: 'pattern', pieces: run.split(ANY).map(withStars), openEnd } });
    else
      clauses.push(
        runClause({ text: withStars(run), borders: folded.borders.filter((b) => b > i && b < end).map((b) => b - i) }, analyzer),
      );
    i = end;
  }
  return clauses;
}

/** A run, with its words where it is long enough to be asked for by them. */
function runClause(run: FoldedText, analyzer: Analyzer): RunClause {
  const words = characterCount(run.text) > SHORT_RUN ? analyzer.runWords(run) : [];
  const long = words.filter((word) => characterCount(word) >= 2).length;
  const asked = long >= 2 ? words : [];
  return { type: 'run', needle: literal(run.text), words: asked, ...withVariants(run, asked, analyzer) };
}

/** A star between letters or digits is punctuation of the word. */
function withStars(text: string): string {
  return text.replaceAll(OPEN, '*');
}

function runEnd(folded: FoldedText, start: number): number {
  const { text } = folded;
  let end = start;
  for (;;) {
    const charClass = classAt(text, end);
    if (charClass & HAN) {
      end += 1;
    } else if (charClass & ALNUM) {
      end = stretchEnd(text, end, (offset) => hasBorder(folded, offset));
    } else if (text[end] === OPEN && end > start && classAt(text, end - 1) & ALNUM && classAt(text, end + 1) & ALNUM) {
      end += 1;
    } else if (text[end] === '-' && end === start + 1 && dashedCodeEnd(text, end) > 0) {
      end = dashedCodeEnd(text, end);
    } else if (text[end] === ANY && end > start) {
      let next = end;
      while (text[next] === ANY) next += 1;
      if (!isWord(text, next)) return end;
      end = next;
    } else {
      return end;
    }
  }
}

function isWord(text: string, at: number): boolean {
  return (classAt(text, at) & (HAN | ALNUM)) !== 0;
}
