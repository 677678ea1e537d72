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
  // Strings and lists of them, which are nearly all of an article, at once.
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value))
    return value.every(isString) ? JSON.stringify(value) : `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  let json = '';
  for (const key of Object.keys(value).sort()) {
    const item = (value as Readonly<Record<string, unknown>>)[key];
    if (item !== undefined) json += `${json === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
  }
  return `{${json}}`;
}

function isString(item: unknown): boolean {
  return typeof item === 'string';
}
