/** The pages that are being added: a list with what became of each, and the one that is looked at. */
import type { AddRequests, PlaceGiven } from './add-requests.js';
import { DraftEditor } from './draft-editor.js';
import { fillIn, makeButton, makeElement } from './make-element.js';
import { readEntry, storeEntry, type PageEntry } from './page-entry.js';
import { PrintedView } from './printed-view.js';
import { RequestFault } from './service-request.js';

/** Pages in one list; more would be work for the command line. */
const MOST_ENTRIES = 500;

/** Words of the page by their names, `{}` where a number or a name goes. */
export type AddWords = Readonly<Record<string, string>>;

/** The list, its progress, and under it the page that is looked at. `element` is to be put into the page. */
export class AddQueue {
  readonly element: HTMLElement;
  readonly #entries: PageEntry[] = [];
  readonly #list = makeElement('ol', { className: 'queue-list' });
  readonly #progress = makeElement('progress', { hidden: true });
  readonly #status = makeElement('p', { role: 'status' });
  readonly #storeAll: HTMLButtonElement;
  readonly #bench = makeElement('section', { className: 'bench', hidden: true, tabIndex: -1, 'aria-labelledby': 'bench-title' });
  #shown: PageEntry | undefined;
  /** One thing after the other, in the order they were asked for. */
  #work: Promise<void> = Promise.resolve();

  readonly #words: AddWords;
  readonly #lowConfidence: number;
  readonly #requests: AddRequests;

  constructor(words: AddWords, lowConfidence: number, requests: AddRequests) {
    this.#words = words;
    this.#lowConfidence = lowConfidence;
    this.#requests = requests;

    this.#storeAll = makeButton(words['storeAll']!, () => {
      this.#run(
        this.#entries.filter(({ state }) => state === 'read'),
        (entry) => this.#store(entry),
      );
    });
    this.#progress.setAttribute('aria-label', words['progress']!);
    this.element = makeElement(
      'section',
      { className: 'queue', hidden: true, 'aria-labelledby': 'queue-title' },
      makeElement('h2', { id: 'queue-title', className: 'rule-title' }, words['queue']),
      this.#list,
      makeElement('div', { className: 'queue-tools' }, this.#storeAll, this.#progress, this.#status),
      this.#bench,
    );
  }

  /** Takes pages in and divides one after the other; the first is shown. */
  add(files: readonly { readonly name: string; readonly bytes: Blob }[], place: PlaceGiven): void {
    const room = Math.max(0, MOST_ENTRIES - this.#entries.length);
    const added = files
      .slice(0, room)
      .map(({ name, bytes }): PageEntry => ({
        name,
        bytes,
        place,
        state: 'waiting',
        original: [],
        drafts: [],
        message: '',
        hasFailed: false,
        notes: [],
      }));
    this.#entries.push(...added);
    this.element.hidden = false;
    this.#drawList();
    this.#run(added, (entry) => this.#read(entry), files.length > room ? fillIn(this.#words['tooMany']!, MOST_ENTRIES) : '');
  }

  /** Does one thing to each entry, in turn; the failure of one is its own. */
  #run(entries: readonly PageEntry[], step: (entry: PageEntry) => Promise<void>, note = ''): void {
    this.#work = this.#work.then(async () => {
      this.#storeAll.disabled = true;
      Object.assign(this.#progress, { hidden: entries.length < 2, max: entries.length, value: 0 });
      for (const [index, entry] of entries.entries()) {
        await step(entry).catch((error: unknown) => {
          this.#fail(entry, error);
        });
        this.#progress.value = index + 1;
        this.#status.textContent = [fillIn(this.#words['done']!, index + 1, entries.length), note].join(' ').trim();
        this.#drawList();
      }
      this.#progress.hidden = true;
      this.#storeAll.disabled = !this.#entries.some(({ state }) => state === 'read');
    });
  }

  async #read(entry: PageEntry): Promise<void> {
    await readEntry(entry, this.#requests);
    entry.message = fillIn(this.#words['articles']!, entry.drafts.length);
    entry.hasFailed = false;
    if (this.#shown === undefined || this.#shown.state === 'stored') this.#show(entry, false);
  }

  async #store(entry: PageEntry): Promise<void> {
    const stored = await storeEntry(entry, this.#requests);
    entry.state = 'stored';
    entry.message = fillIn(this.#words[stored.isReplaced ? 'replaced' : 'stored']!, stored.articleCount);
    entry.notes = stored.warnings;
    entry.address = stored.address;
    entry.hasFailed = false;
    if (this.#shown === entry) this.#bench.hidden = true;
  }

  #fail(entry: PageEntry, error: unknown): void {
    const { code, message } = error instanceof RequestFault ? error : { code: 'INTERNAL', message: String(error) };
    // A page that was divided can be stored again once the reason is gone: another key, another date.
    if (entry.reading === undefined) entry.state = 'failed';
    entry.hasFailed = true;
    entry.message = fillIn(this.#words['failed']!, this.#words[code] ?? message);
  }

  #drawList(): void {
    this.#list.replaceChildren(
      ...this.#entries.map((entry) => {
        const { name, state, message, notes, hasFailed, address } = entry;
        const title = address !== undefined ? makeElement('a', { href: address }, name) : makeElement('span', {}, name);
        const look =
          state === 'read'
            ? makeButton(
                this.#words['look']!,
                () => {
                  this.#show(entry, true);
                },
                { 'aria-label': `${this.#words['look']!} ${name}` },
              )
            : undefined;
        const again =
          state === 'failed'
            ? makeButton(
                this.#words['again']!,
                () => {
                  this.#run([entry], (one) => this.#read(one));
                },
                { 'aria-label': `${this.#words['again']!} ${name}` },
              )
            : undefined;
        return makeElement(
          'li',
          { className: hasFailed ? 'queued failed' : 'queued' },
          title,
          ' ',
          makeElement('span', { className: 'queued-state' }, message || this.#words['waiting']!),
          ' ',
          look ?? again,
          ...notes.map((note) => makeElement('p', { className: 'quiet' }, note)),
        );
      }),
    );
  }

  /** Shows a page for correction; the focus goes there when the reader asked for it. */
  #show(entry: PageEntry, withFocus: boolean): void {
    this.#shown = entry;
    const printed = new PrintedView(entry, this.#words['printed']!, { printed: entry.reading?.printed ?? [] });
    const editor = new DraftEditor(entry, this.#words, this.#lowConfidence, {
      onChange: () => {
        printed.draw();
      },
      onLook: (part) => {
        printed.look(part);
      },
    });
    const store = makeButton(
      this.#words['store']!,
      () => {
        this.#run([entry], (one) => this.#store(one));
      },
      { className: 'main-button' },
    );
    const furniture = makeElement(
      'details',
      {},
      makeElement('summary', {}, fillIn(this.#words['furnitureLines']!, entry.reading!.furniture.length)),
      ...entry.reading!.furniture.map((line) => makeElement('p', { lang: 'zh-CN' }, line)),
    );
    this.#bench.replaceChildren(
      makeElement('h2', { id: 'bench-title', className: 'rule-title' }, entry.name),
      makeElement('p', { className: 'quiet' }, this.#words['help']),
      placeFields(entry, this.#words),
      makeElement(
        'div',
        { className: 'bench-sides' },
        makeElement('div', { className: 'bench-printed' }, printed.element, furniture),
        editor.element,
      ),
      makeElement('p', { className: 'queue-tools' }, store),
    );
    this.#bench.hidden = false;
    if (withFocus) this.#bench.focus();
  }
}

function placeFields(entry: PageEntry, words: AddWords): HTMLElement {
  const field = (name: keyof PlaceGiven, type: string): HTMLElement => {
    const input = makeElement('input', { type, value: entry.place[name], autocomplete: 'off', maxLength: 200 });
    input.addEventListener('change', () => {
      entry.place = { ...entry.place, [name]: input.value.trim() };
    });
    return makeElement('label', {}, `${words[name]!} `, input);
  };
  return makeElement('div', { className: 'fields' }, field('paper', 'text'), field('date', 'date'), field('pageNumber', 'text'));
}
