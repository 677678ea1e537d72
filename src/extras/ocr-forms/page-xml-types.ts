/** What PAGE says a region or a line is, and how much of it is believed. */
import type { Label } from '../../page/labels.js';

/** An entry `structure {…}` of the attribute `custom`, where Transkribus and its kin say more than the schema. */
export interface Structure {
  readonly type: string | undefined;
  readonly id: string | undefined;
}

/** Which of them a heading is, its place and size say. */
const HEADING: readonly Label[] = ['banner', 'kicker', 'title', 'subtitle', 'subhead', 'byline'];
const LABELS: Readonly<Record<string, readonly Label[]>> = {
  heading: HEADING,
  caption: ['caption', 'credit'],
  credit: ['credit', 'byline'],
};
const FURNITURE = new Set(['header', 'footer', 'page-number', 'signature-mark', 'catch-word']);

/** What a region or line of a type can be; undefined where the type says nothing that its place does not say better. */
export function labelsOf(type: string | undefined): readonly Label[] | undefined {
  return type === undefined || !Object.hasOwn(LABELS, type) ? undefined : LABELS[type];
}

/** True for types of what stands at the head and foot of a page; some programs call headlines headers. */
export function isFurniture(type: string | undefined): boolean {
  return type !== undefined && FURNITURE.has(type);
}

/** The entries of an attribute. Bounded. */
export function structuresIn(custom: string | undefined): readonly Structure[] {
  if (custom === undefined) return [];
  return [...custom.slice(0, 4_000).matchAll(/\bstructure {0,4}\{([^{}]{0,400})\}/gu)].map(([, entry]) => {
    const value = (key: string): string | undefined =>
      entry!
        .split(';')
        .map((pair) => pair.split(':'))
        .find(([name]) => name!.trim() === key)?.[1]
        ?.trim();
    return { type: value('type'), id: value('id') };
  });
}

/** The type the entries give; that a line is of an article is none. */
export function typeOf(structures: readonly Structure[]): string | undefined {
  return structures.find(({ type }) => type !== undefined && type !== 'article')?.type;
}
