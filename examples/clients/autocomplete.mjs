/**
 * A source for Autocomplete (https://www.algolia.com/doc/ui-libraries/autocomplete/): what xunbao suggests, by character, pinyin and initials.
 *
 *   autocomplete({ container: '#box', getSources: ({ query }) => [xunbaoSource('https://papers.example', query)] });
 *
 * Runs in a browser and in Node, with nothing installed. The archive must know the site (XUNBAO_CORS).
 */
const KINDS = { headline: '标题', reporter: '记者', section: '栏目', term: '词语' };

/** The suggestions for `query` as one source; `key` where reading needs one, `onPick` for what is chosen (default: the results page). */
export function xunbaoSource(base, query, { key, onPick = (address) => globalThis.location.assign(address) } = {}) {
  return {
    sourceId: 'xunbao',
    getItems: async () => {
      if (query.trim() === '') return [];
      const response = await fetch(`${base}/api/v1/suggest?${new URLSearchParams({ q: query })}`, {
        headers: key ? { authorization: `Bearer ${key}` } : {},
      });
      // A box without suggestions still searches.
      if (!response.ok) return [];
      const { suggestions } = await response.json();
      return suggestions.map(({ text, kind, ranges }) => ({ label: text, kind: KINDS[kind] ?? kind, query: queryFor(text, kind), ranges }));
    },
    getItemInputValue: ({ item }) => item.query,
    getItemUrl: ({ item }) => `${base}/?${new URLSearchParams({ q: item.query })}`,
    onSelect: ({ item }) => onPick(`${base}/?${new URLSearchParams({ q: item.query })}`),
    templates: {
      // Parts of the text, those in `ranges` marked: offsets are UTF-16 units, which are JavaScript's own.
      item: ({ item, html }) => html`<span>${partsOf(item).map(({ text, marked }) => (marked ? html`<mark>${text}</mark>` : text))}</span>
        <small>${item.kind}</small>`,
    },
  };
}

/** A reporter or a section is asked for as such. */
function queryFor(text, kind) {
  const field = { reporter: '记者', section: '栏目' }[kind];
  return field === undefined ? text : `${field}:"${text.replace(/["“”„＂「」『』]/g, '')}"`;
}

/** The text of an item in parts, in their order. */
export function partsOf({ label, ranges }) {
  const ends = ranges.flatMap(([start, end]) => [start, end]);
  return [0, ...ends].map((from, i) => ({ text: label.slice(from, ends[i]), marked: i % 2 === 1 })).filter(({ text }) => text !== '');
}
