/** What a page says of itself to other programs: the address to keep, and how it looks where it is shared (Open Graph). */
import { html, type Html } from './html.js';
import type { View } from './view.js';

/** Of a description, as much is shown anywhere. */
const MOST_CHARACTERS = 160;

/** A page that others name. */
export interface PublicPage {
  /** Its path as `Links` gives it, without what only one reader's address has. */
  readonly path: string;
  readonly title: string;
  /** Its first words. */
  readonly description?: string;
  /** An article and its day. */
  readonly article?: { readonly date?: string | undefined };
}

/** Lines for the head. */
export function pageHead({ links, strings }: View, { path, title, description = '', article }: PublicPage): Html {
  const address = links.canonical(path);
  const words = Array.from(description.trim()).slice(0, MOST_CHARACTERS).join('');
  return html`<link rel="canonical" href="${address}">
<meta property="og:type" content="${article === undefined ? 'website' : 'article'}">
<meta property="og:site_name" content="${strings.siteName}">
<meta property="og:title" content="${title}">
<meta property="og:url" content="${address}">
${
  words !== '' &&
  html`<meta property="og:description" content="${words}">
<meta name="description" content="${words}">`
}
${article?.date !== undefined && html`<meta property="article:published_time" content="${article.date}">`}`;
}
