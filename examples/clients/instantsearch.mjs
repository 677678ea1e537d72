/**
 * A search client for InstantSearch (https://www.algolia.com/doc/guides/building-search-ui/): the interface asks it, it asks xunbao.
 *
 *   const search = instantsearch({ indexName: 'articles', searchClient: xunbaoClient('https://papers.example', 'public-read-key') });
 *
 * Runs in a browser and in Node, with nothing installed. The archive must know the site (XUNBAO_CORS).
 */
const FACETS = { year: 'year', paper: 'paper', section: 'section', reporter: 'reporter', kind: 'kind' };

/** A client for `base`, where the archive is; `key` where reading needs one. */
export function xunbaoClient(base, key) {
  const ask = async (path, parameters) => {
    const response = await fetch(`${base}/api/v1/${path}?${parameters}`, { headers: key ? { authorization: `Bearer ${key}` } : {} });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${answer.code}: ${answer.detail}`);
    return answer;
  };
  return {
    search: async (requests) => ({ results: await Promise.all(requests.map((request) => searchOne(request, ask))) }),
    searchForFacetValues: async (requests) =>
      Promise.all(
        requests.map(async ({ params: { facetName, facetQuery = '', ...params } }) => {
          const { facets = {} } = await ask('search', parametersOf({ ...params, facets: [facetName], hitsPerPage: 1 }));
          const values = (facets[facetName] ?? []).filter(({ value }) => value.includes(facetQuery));
          return { facetHits: values.map(({ value, count }) => ({ value, highlighted: value, count })), exhaustiveFacetsCount: true };
        }),
      ),
  };
}

async function searchOne({ indexName, params = {} }, ask) {
  const { query = '', page = 0, hitsPerPage = 20 } = params;
  const answer = await ask('search', parametersOf(params));
  return {
    index: indexName,
    query,
    page,
    hitsPerPage,
    hits: answer.hits.map(hitOf),
    nbHits: answer.total,
    // The API pages by offset up to 10,000.
    nbPages: Math.ceil(Math.min(answer.total, 10_000) / hitsPerPage),
    facets: Object.fromEntries(Object.entries(answer.facets ?? {}).map(([name, values]) => [name, countsOf(values)])),
    processingTimeMS: Math.round(answer.tookMs),
    exhaustiveNbHits: true,
    params: new URLSearchParams(parametersOf(params)).toString(),
  };
}

function parametersOf({ query = '', page = 0, hitsPerPage = 20, facets = [], facetFilters = [] }) {
  const parameters = new URLSearchParams({ q: query, limit: hitsPerPage, offset: page * hitsPerPage, more: 0 });
  const wanted = [facets].flat().filter((name) => name in FACETS);
  if (wanted.length > 0) parameters.set('facets', wanted.join(','));
  // [['paper:甲', 'paper:乙'], 'kind:news']: inner lists are alternatives, as repeated parameters are.
  for (const filter of [facetFilters].flat(2)) {
    const [name, value] = [filter.slice(0, filter.indexOf(':')), filter.slice(filter.indexOf(':') + 1)];
    if (name === 'year') (parameters.append('from', value), parameters.append('to', value));
    else if (name in FACETS) parameters.append(name, value);
  }
  return parameters;
}

function hitOf({ id, article, title, snippets }) {
  const marked = (part) => ({ value: part?.html ?? '', matchLevel: part?.ranges?.length > 0 ? 'full' : 'none', matchedWords: [] });
  return { objectID: id, ...article, _highlightResult: { title: marked(title) }, _snippetResult: { text: marked(snippets[0]) } };
}

function countsOf(values) {
  return Object.fromEntries(values.map(({ value, count }) => [value, count]));
}
