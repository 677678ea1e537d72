import { createHash } from 'node:crypto';
import type { Article } from '../article/article.js';

/**
 * A hash of an article's content, the same for the same content whatever order its keys stand in; absent and undefined
 * keys are one. 16 hexadecimal digits (64 bits of SHA-256). About 10 µs for 600 characters.
 */
export function fingerprintOf(article: Article): string {
  return createHash('sha256').update(canonicalJson(article)).digest('hex').slice(0, 16);
}

/** JSON with the keys of every object in code-unit order. */
function canonicalJson(value: unknown): string {
  // Paragraphs, which are nearly all of an article, at once.
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
