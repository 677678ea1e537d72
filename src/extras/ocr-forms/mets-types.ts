/** What METS calls the divisions of an issue. Writers differ; types are compared in small letters without anything between them. */
import type { Label } from '../../page/labels.js';

const ARTICLE = new RegExp(
  '^(?:article|advert|ads?$|announcement|obituar|deathnotice|birthnotice|familynotice|notice|letter|poem|editorial|feuilleton|' +
    'weather|story)',
  'u',
);
const HEADING: readonly Label[] = ['banner', 'kicker', 'title', 'subtitle', 'subhead', 'byline'];
const LABELS: readonly (readonly [RegExp, readonly Label[]])[] = [
  [/^(?:sub(?:title|headline|heading)?|deck)$/u, ['subtitle', 'subhead']],
  [/^(?:overline|kicker|pretitle|suptitle)$/u, ['kicker', 'banner']],
  [/^(?:heading|headline|title|maintitle|head)$/u, HEADING],
  [/^(?:byline|author)$/u, ['byline']],
  [/caption$/u, ['caption', 'credit']],
];

/** True for the type of a division that is an article, an advertisement or the like. */
export function isArticleType(type: string): boolean {
  return ARTICLE.test(plain(type));
}

/** What lines of a division can be; undefined where its type does not say. */
export function labelsOfDiv(type: string): readonly Label[] | undefined {
  return LABELS.find(([words]) => words.test(plain(type)))?.[1];
}

function plain(type: string): string {
  return type
    .slice(0, 80)
    .toLowerCase()
    .replace(/[^a-z]/gu, '');
}
