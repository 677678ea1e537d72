/** What an assistant can do with an archive, and how much of it each answer holds. */
import { z } from 'zod';
import type { Article } from '../../article/article.js';
import { bibtex } from '../../article/citation/bibtex.js';
import { CITATION_STYLES, citationText } from '../../article/citation/chinese.js';
import { cslItem } from '../../article/citation/csl-item.js';
import { ris } from '../../article/citation/ris.js';
import { cutText } from '../../article/cut-text.js';
import { SORTS } from '../../search/search-request.js';
import type { SearchAnswer, SearchHit } from '../../search/search-answer.js';
import { takenArticle } from '../../search/taken-article.js';
import type { ArchiveDoor } from './archive-door.js';

/** Hits of one search, and issues of one list. */
const MOST_HITS = 20;
const MOST_ISSUES = 50;
/** Page numbers of one issue. */
const MOST_PAGES = 200;
/** Characters (UTF-16) of text in one answer: about as many tokens. */
const MOST_CHARACTERS = 12_000;
const MOST_SNIPPET_CHARACTERS = 300;

/** One tool: what it takes, and what it does with it. */
export interface ArchiveTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodRawShape;
  /** The answer as JSON. Throws the codes of the service. */
  run(door: ArchiveDoor, given: Readonly<Record<string, unknown>>): Promise<unknown>;
}

const day = z.string().max(10).describe('YYYY, YYYY-MM or YYYY-MM-DD, inclusive').exactOptional();
const id = z.string().min(1).max(200).describe('id of an article, as search gives it');

const searchInput = z.object({
  query: z
    .string()
    .max(1_000)
    .describe(
      'Words in Chinese, simplified or traditional: 渡口 夜班 (both), "夜班船" (exactly), 渡口 OR 码头, -水车 (without), 标题:渡口, 记者:陶砚. ' +
        'Empty: all articles, newest first',
    ),
  limit: z.int().min(1).max(MOST_HITS).default(10),
  offset: z.int().min(0).max(10_000).default(0),
  sort: z.enum(SORTS).default('relevance'),
  from: day,
  to: day,
  paper: z.string().min(1).max(200).describe('only this newspaper').exactOptional(),
});
const articleInput = z.object({ id, fromParagraph: z.int().min(0).max(20_000).default(0).describe('goes on with a long article') });
const issuesInput = z.object({
  paper: z.string().min(1).max(200).describe('only this newspaper').exactOptional(),
  from: day,
  to: day,
  limit: z.int().min(1).max(MOST_ISSUES).default(20),
  offset: z.int().min(0).max(1_000_000).default(0),
});
const FORMATS = [...CITATION_STYLES, 'ris', 'bibtex', 'csl'] as const;
const citeInput = z.object({
  id,
  format: z.enum(FORMATS).default('gbt2025').describe('GB/T 7714—2025 or 2015, a footnote, or a form of reference managers'),
});

/** All of them. `publicUrl` is where readers find the service; references name it where it is known. */
export function archiveTools(publicUrl: string | undefined): readonly ArchiveTool[] {
  return [
    {
      name: 'search',
      title: '检索报纸文章',
      description:
        'Searches the full text of an archive of Chinese newspapers. What stands in the text is found; every hit has its place and ' +
        'the passages that match. Where nothing has all words, parts are let go: readAs and missing say so.',
      input: searchInput.shape,
      run: async (door, given) => {
        const { query, ...rest } = searchInput.parse(given);
        return searchShown(await door.search(rawOf({ q: query, ...rest })));
      },
    },
    {
      name: 'read_article',
      title: '读一篇文章',
      description: 'The text of one article with its place. A long one comes in parts: nextParagraph says where the next one begins.',
      input: articleInput.shape,
      run: async (door, given) => {
        const asked = articleInput.parse(given);
        return articleShown(await door.article(asked.id), asked.fromParagraph);
      },
    },
    {
      name: 'list_issues',
      title: '列出各期报纸',
      description: 'Which issues the archive has, newest first, with their page numbers.',
      input: issuesInput.shape,
      run: async (door, given) => issuesShown(await door.issues(rawOf(issuesInput.parse(given)))),
    },
    {
      name: 'cite',
      title: '引用一篇文章',
      description: 'The reference to one article, in a Chinese style or for a reference manager.',
      input: citeInput.shape,
      run: async (door, given) => {
        const asked = citeInput.parse(given);
        return { id: asked.id, format: asked.format, reference: referenceTo(await door.article(asked.id), asked.format, publicUrl) };
      },
    },
  ];
}

/** As the parameters of an address, so that what is checked there is checked here. */
function rawOf(given: Readonly<Record<string, string | number>>): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(given).map(([name, value]) => [name, [String(value)]]));
}

function searchShown({ query, total, offset, hits, more }: SearchAnswer): unknown {
  const next = offset + hits.length;
  return {
    total,
    readAs: query.readAs,
    ...(query.relaxed && { relaxed: true }),
    ...(query.warnings.length > 0 && { warnings: query.warnings }),
    ...(query.offers.length > 0 && { offers: query.offers }),
    ...(hits.length > 0 && next < total && next <= 10_000 && { nextOffset: next }),
    hits: hits.map(hitShown),
    ...(more && { withMostOfTheWords: more.hits.slice(0, MOST_HITS).map(hitShown) }),
  };
}

function hitShown(hit: SearchHit & { readonly missing?: readonly string[] }): unknown {
  const { title, paper, date, pageNumber, reporters } = hit.article;
  return {
    id: hit.id,
    title: cutText(title, MOST_SNIPPET_CHARACTERS),
    paper,
    date,
    pageNumber,
    ...(reporters.length > 0 && { reporters: reporters.slice(0, MOST_HITS) }),
    passages: hit.snippets.map(({ text }) => cutText(text, MOST_SNIPPET_CHARACTERS)),
    ...(hit.missing !== undefined && { missing: hit.missing }),
  };
}

function articleShown(article: Article, from: number): unknown {
  const { id: articleId, title, kicker, subtitle, banner, byline, paragraphs, paper, date, pageNumber, section, rights } = article;
  const shown: string[] = [];
  let left = MOST_CHARACTERS;
  for (const text of paragraphs.slice(from)) {
    if (text.length > left && shown.length > 0) break;
    shown.push(text.length > left ? `${cutText(text, left)}……` : text);
    left -= text.length;
  }
  const next = from + shown.length;
  return {
    id: articleId,
    paper,
    date,
    pageNumber,
    section,
    rights,
    banner,
    title: cutText(title, MOST_CHARACTERS),
    kicker: cutText(kicker.join('\n'), MOST_CHARACTERS),
    subtitle: cutText(subtitle.join('\n'), MOST_CHARACTERS),
    reporters: byline.reporters.slice(0, MOST_HITS),
    paragraphs: shown,
    ...(next < paragraphs.length && { nextParagraph: next, paragraphCount: paragraphs.length }),
  };
}

function issuesShown({ total, offset, issues }: Awaited<ReturnType<ArchiveDoor['issues']>>): unknown {
  const next = offset + issues.length;
  return {
    total,
    ...(issues.length > 0 && next < total && { nextOffset: next }),
    issues: issues.map(({ paper, date, pageCount, pages }) => ({
      paper,
      date,
      pageCount,
      pageNumbers: pages.slice(0, MOST_PAGES).map(({ pageNumber }) => pageNumber ?? null),
    })),
  };
}

function referenceTo(article: Article, format: (typeof FORMATS)[number], publicUrl: string | undefined): string {
  const { cited } = takenArticle(article, 'none');
  const url = publicUrl === undefined ? undefined : `${publicUrl}articles/${encodeURIComponent(article.id)}`;
  switch (format) {
    case 'ris':
      return ris(cited, url);
    case 'bibtex':
      return bibtex(cited, url);
    case 'csl':
      return JSON.stringify(cslItem(cited, url));
    default:
      return citationText(format, cited);
  }
}
