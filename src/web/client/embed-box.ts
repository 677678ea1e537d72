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
import { EMBED_WORDS, type EmbedWords } from './embed-words.js';
import { followComposition } from './follow-composition.js';
import { fillIn, makeElement } from './make-element.js';
import { markedParts } from './marked-parts.js';
import { enhanceSearchBox } from './search-combobox.js';

/** When results come: as one types, or when the form is sent, with suggestions until then. */
export type EmbedTyping = 'results' | 'suggestions';

/** A pause in typing after which results are worth asking for, in milliseconds. */
const RESULTS_PAUSE_MS = 250;

/**
 * The box in `host`. What stands in there is for readers without the script, and is not shown any more. `options` are read anew for each
 * question; their language once.
 */
export class EmbedBox {
  readonly #input: HTMLInputElement;
  readonly #status = makeElement('p', { role: 'status' });
  readonly #results = makeElement('div');
  readonly #options: () => EmbedOptions;
  readonly #words: EmbedWords;
  #running: AbortController | undefined;
  #timer = 0;
  /** What was asked last, answered or not; empty = nothing. */
  #asked = '';

  constructor(host: HTMLElement, options: () => EmbedOptions, typing: EmbedTyping) {
    const { language } = options();
    this.#options = options;
    this.#words = EMBED_WORDS[language];
    this.#input = searchInput(this.#words);
    const button = makeElement('button', { type: 'submit' }, this.#words.search);
    const form = makeElement('form', { role: 'search' }, this.#input, button);
    const root = makeElement('div', { lang: language === 'zh' ? 'zh-CN' : 'en' }, form, this.#status, this.#results);
    shadowOf(host).append(root);
    this.#listen(form, typing);
  }

  /** The text in the box. */
  get query(): string {
    return this.#input.value;
  }

  /** Puts a text into the box and shows what it finds; an empty one clears both. The same text again asks nothing. */
  show(text: string): void {
    if (this.#input.value !== text) this.#input.value = text;
    this.#want(text.trim());
  }

  /** Puts the cursor into the box. */
  focus(): void {
    this.#input.scrollIntoView({ block: 'nearest' });
    this.#input.focus({ preventScroll: true });
  }

  /** Ends what is under way, as when the box is taken off the page. */
  stop(): void {
    window.clearTimeout(this.#timer);
    if (this.#running === undefined) return;
    this.#running.abort();
    this.#running = undefined;
    this.#asked = '';
  }

  /** Asks what is in the box where that has no answer yet. */
  goOn(): void {
    this.#want(this.#input.value.trim());
  }

  #listen(form: HTMLFormElement, typing: EmbedTyping): void {
    if (typing === 'suggestions') {
      enhanceSearchBox(form, this.#input, embedSuggestions(this.#options()), this.#words.suggestions);
    } else {
      const goOn = (): void => {
        this.goOn();
      };
      const composition = followComposition(this.#input, () => undefined, goOn);
      this.#input.addEventListener('input', (event) => {
        window.clearTimeout(this.#timer);
        if (!composition.isOn() && !event.isComposing) this.#timer = window.setTimeout(goOn, RESULTS_PAUSE_MS);
      });
      this.#input.addEventListener('keydown', (event) => void composition.takes(event));
      form.addEventListener('submit', (event) => {
        if (composition.sent(event)) event.preventDefault();
      });
    }
    form.addEventListener('submit', (event) => {
      const isByInputMethod = event.defaultPrevented;
      event.preventDefault();
      const text = this.#input.value.trim();
      // Sent again on purpose, the same text is asked again.
      if (!isByInputMethod && text !== '') void this.#search(text);
    });
  }

  #want(text: string): void {
    if (text === this.#asked) return;
    if (text !== '') void this.#search(text);
    else {
      this.stop();
      this.#asked = '';
      this.#status.textContent = '';
      this.#results.replaceChildren();
    }
  }

  async #search(text: string): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#running?.abort();
    const asking = new AbortController();
    this.#running = asking;
    this.#asked = text;
    this.#status.textContent = this.#words.searching;
    const options = this.#options();
    const answer = await embedSearch(options, text, asking.signal).catch(() => undefined);
    // A newer question has gone out meanwhile, or the box is off the page.
    if (this.#running !== asking) return;
    this.#running = undefined;
    const { failed, nothing, found } = this.#words;
    this.#status.textContent = answer === undefined ? failed : answer.total === 0 ? nothing : fillIn(found, answer.total);
    this.#results.replaceChildren(...(answer === undefined ? [] : hitLists(answer, options, text)), allLink(options, text));
  }
}

function shadowOf(host: HTMLElement): ShadowRoot {
  const shadow = host.attachShadow({ mode: 'open' });
  // A sheet that is made by script is no inline style: the host's policy lets it pass.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(EMBED_STYLE);
  shadow.adoptedStyleSheets = [sheet];
  return shadow;
}

function searchInput({ placeholder, label }: EmbedWords): HTMLInputElement {
  return makeElement('input', {
    id: 'q',
    type: 'search',
    name: 'q',
    placeholder,
    'aria-label': label,
    autocomplete: 'off',
    enterKeyHint: 'search',
    lang: 'zh-CN',
    maxLength: 1_000,
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
