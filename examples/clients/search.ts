// All hits of a query, page after page by the cursor. Node's fetch, no packages.
//   XUNBAO=http://127.0.0.1:3000 XUNBAO_KEY=… node search.ts [QUERY]
// The whole description, from which types can be generated: GET /api/v1/openapi.json

interface Hit {
  readonly id: string;
  readonly match: 'exact' | 'words' | 'variant' | 'loosened';
  readonly article: { readonly title: string; readonly paper?: string; readonly date?: string };
  readonly snippets: readonly { readonly text: string; readonly ranges: readonly (readonly [number, number])[]; readonly html: string }[];
}

interface Answer {
  readonly query: { readonly readAs: string; readonly relaxed: boolean };
  readonly total: number;
  readonly cursor: string | null;
  readonly hits: readonly Hit[];
}

/** Errors are RFC 9457 problems; `code` is stable. */
interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

const base = process.env['XUNBAO'] ?? 'http://127.0.0.1:3000';
const key = process.env['XUNBAO_KEY'];

/** Times one page is asked for before it is given up. */
const MOST_TRIES = 10;

async function search(parameters: Record<string, string>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(`${base}/api/v1/search?${new URLSearchParams(parameters)}`, {
      headers: key === undefined ? {} : { Authorization: `Bearer ${key}` },
    });
    if (response.ok) return (await response.json()) as Answer;
    const problem = (await response.json()) as Problem;
    const waitSeconds = Number(response.headers.get('Retry-After') ?? NaN);
    // 429 and 503 say when to come again.
    if (Number.isNaN(waitSeconds) || tries === MOST_TRIES) throw new Error(`${problem.code}: ${problem.detail}`);
    await new Promise((resolve) => setTimeout(resolve, waitSeconds * 1000));
  }
}

async function* allHits(q: string): AsyncGenerator<Hit> {
  let cursor: string | null = null;
  do {
    const answer: Answer = await search({ q, limit: '100', ...(cursor === null ? {} : { cursor }) });
    yield* answer.hits;
    cursor = answer.cursor;
  } while (cursor !== null);
}

const q = process.argv[2] ?? '职工';
for await (const { id, article, match } of allHits(q)) {
  console.log([id, article.date ?? '', article.paper ?? '', article.title, match].join('\t'));
}
