/** Simplified forms of traditional characters, by opencc. */
import { Locale } from 'opencc-js/t2cn';

/**
 * The simplified form of every ideograph that has another one, by code point: phrases would change lengths and meanings. Compatibility
 * ideographs are not among them: normalizing has made others of them before. A new map; about 5 ms.
 */
export function simplifiedForms(): Map<string, string> {
  // Entries of opencc: `source replacement|source replacement…`.
  const { to } = Locale as { readonly to: { readonly cn: readonly (readonly string[])[] } };
  const entries = to.cn
    .flat()
    .flatMap((dictionary) => dictionary.split('|'))
    .map((entry) => entry.split(' ') as [string, string]);
  return new Map(entries.filter(([source, replacement]) => Array.from(source).length === 1 && replacement !== source));
}
