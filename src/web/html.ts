/** HTML by a tagged template that escapes whatever is put in, unless it is HTML made here too. */

/** Markup that needs no further escaping. Made here only. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What may stand in a template; lists are joined, `false`, `null` and `undefined` leave nothing. */
export type HtmlPart = Html | string | number | false | null | undefined | readonly HtmlPart[];

/** Builds markup; every part that is text is escaped for elements and quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(strings.reduce((markup, string, index) => `${markup}${write(parts[index - 1])}${string}`));
}

/** Parts with `separator` between them. */
export function joined(parts: readonly HtmlPart[], separator: HtmlPart): HtmlPart[] {
  return parts.map((part, index) => [index > 0 && separator, part]);
}

/**
 * Data for programs in the head of a page, as JSON: it is never run, so the policy of the pages lets it alone. Nothing in it can end the
 * element.
 */
export function jsonData(value: object): Html {
  return new Html(`<script type="application/ld+json">${JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeJson)}</script>`);
}

function escapeJson(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function write(part: HtmlPart): string {
  if (part instanceof Html) {
    return part.markup;
  }
  if (part === false || part === null || part === undefined) {
    return '';
  }
  return typeof part === 'object' ? part.map(write).join('') : escapeHtml(String(part));
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}
