/** The box on another site's page, in a shadow of its own: the host's styles do not reach in, its own do not reach out. */
import {
  embedArticleAddress,
  embedResultsAddress,
  embedSearch,
  embedSuggestions,
  type EmbedAnswer,
  type EmbedHit,
  type EmbedOptions,
} from './embed-search.js';
import { EMBED_STYLE } from './embed-style.js';
import { EMBED_WORDS } from './embed-words.js';
import { fillIn, makeElement } from './make-element.js';
import { markedParts } from './marked-parts.js';
import { enhanceSearchBox } from './search-combobox.js';

/** Puts the box into `host`. What stands in there is for readers without the script, and is not shown any more. */
export function putEmbedBox(host: HTMLElement, options: EmbedOptions): void {
  if (host.shadowRoot !== null) return;
  const words = EMBED_WORDS[options.language];
  const shadow = host.attachShadow({ mode: 'open' });
  // A sheet that is made by script is no inline style: the host's policy lets it pass.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(EMBED_STYLE);
  shadow.adoptedStyleSheets = [sheet];
  const input = makeElement('input', {
    id: 'q',
    type: 'search',
    name: 'q',
    placeholder: words.placeholder,
    'aria-label': words.label,
    autocomplete: 'off',
    enterKeyHint: 'search',
    lang: 'zh-CN',
    maxLength: 1_000,
  });
  const form = makeElement('form', { role: 'search' }, input, makeElement('button', { type: 'submit' }, words.search));
  const status = makeElement('p', { role: 'status' });
  const results = makeElement('div');
  const root = makeElement('div', { lang: options.language === 'zh' ? 'zh-CN' : 'en' }, form, status, results);
  shadow.append(root);

  let running: AbortController | undefined;
  const search = async (text: string): Promise<void> => {
    running?.abort();
    const asking = new AbortController();
    running = asking;
    status.textContent = words.searching;
    const answer = await embedSearch(options, text, asking.signal).catch(() => undefined);
    // A newer question has gone out meanwhile.
    if (running !== asking) return;
    status.textContent = answer === undefined ? words.failed : answer.total === 0 ? words.nothing : fillIn(words.found, answer.total);
    results.replaceChildren(...(answer === undefined ? [] : hitLists(answer, options, text)), allLink(options, text));
  };
  enhanceSearchBox(form, input, embedSuggestions(options), words.suggestions);
  form.addEventListener('submit', (event) => {
    const isByInputMethod = event.defaultPrevented;
    event.preventDefault();
    const text = input.value.trim();
    if (!isByInputMethod && text !== '') void search(text);
  });
}

function allLink(options: EmbedOptions, text: string): HTMLElement {
  return makeElement(
    'p',
    {},
    makeElement('a', { href: embedResultsAddress(options, text), rel: 'noopener' }, EMBED_WORDS[options.language].all),
  );
}

/** What has all of the query; where there is room, what has most of it behind that. */
function hitLists({ hits, more }: EmbedAnswer, options: EmbedOptions, text: string): HTMLElement[] {
  const beside = (more?.hits ?? []).slice(0, options.limit - hits.length);
  const lists = hits.length === 0 ? [] : [hitList(hits, options, text)];
  if (beside.length === 0) return lists;
  const heading = makeElement('p', { className: 'more' }, fillIn(EMBED_WORDS[options.language].more, more!.total));
  return [...lists, heading, hitList(beside, options, text)];
}

function hitList(hits: readonly EmbedHit[], options: EmbedOptions, text: string): HTMLElement {
  return makeElement('ol', { lang: 'zh-CN' }, ...hits.map((hit) => hitListItem(hit, options, text)));
}

function hitListItem({ id, article, title, snippets, missing = [] }: EmbedHit, options: EmbedOptions, text: string): HTMLElement {
  const { untitled, page, missing: lacks } = EMBED_WORDS[options.language];
  const { paper, date, pageNumber } = article;
  const place = [paper, date, pageNumber === undefined ? undefined : fillIn(page, pageNumber)]
    .filter((part) => part !== undefined)
    .join(' · ');
  const link = makeElement(
    'a',
    { href: embedArticleAddress(options, id, text), className: 'title', rel: 'noopener' },
    ...(title.text === '' ? [untitled] : markedParts(title.text, title.ranges)),
  );
  return makeElement(
    'li',
    {},
    link,
    makeElement('span', { className: 'place' }, place),
    snippets[0] === undefined
      ? undefined
      : makeElement('span', { className: 'snippet' }, ...markedParts(snippets[0].text, snippets[0].ranges)),
    missing.length === 0 ? undefined : makeElement('span', { className: 'missing' }, fillIn(lacks, missing.join('、'))),
  );
}
