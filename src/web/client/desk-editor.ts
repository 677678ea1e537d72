/** The editor of a stored page: its lines beside its articles, every change undone and done again, saved where nobody was first. */
import { draftsOf, type ArticleDraft } from './article-drafts.js';
import { keepDraft, keptDraft, versionIn, type KeptDraft } from './desk-draft.js';
import { readState, saveDrafts, type PageStateAnswer, type SeenPage } from './desk-requests.js';
import { DraftEditor } from './draft-editor.js';
import { DraftHistory } from './draft-history.js';
import { fillIn, makeButton, makeElement } from './make-element.js';
import { PrintedView } from './printed-view.js';
import { RequestFault } from './service-request.js';

/** What the editor is made with. */
export interface DeskEditorOptions {
  readonly pageId: string;
  readonly address: string;
  readonly words: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, string>>;
  readonly lowConfidence: number;
}

/** What is edited at the moment. */
interface Edited {
  readonly seen: SeenPage;
  readonly history: DraftHistory;
  readonly entry: { drafts: readonly ArticleDraft[]; original: readonly ArticleDraft[] };
  readonly editor: DraftEditor;
  readonly printed: PrintedView;
}

/** Fills `element` with the editor of one page. */
export class DeskEditor {
  readonly #element: HTMLElement;
  readonly #options: DeskEditorOptions;
  readonly #status = makeElement('p', { role: 'status' });
  readonly #notes = makeElement('div', { className: 'desk-notes' });
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #save: HTMLButtonElement;
  #edited: Edited | undefined;
  #isDirty = false;
  #isKept = true;

  constructor(element: HTMLElement, options: DeskEditorOptions) {
    this.#element = element;
    this.#options = options;
    const { words } = options;
    this.#undo = makeButton(words['undo']!, () => {
      this.#step('undo');
    });
    this.#redo = makeButton(words['redo']!, () => {
      this.#step('redo');
    });
    this.#save = makeButton(words['save']!, () => void this.#store(), { className: 'main-button' });
    document.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    window.addEventListener('beforeunload', (event) => {
      if (this.#isDirty && !this.#isKept) event.preventDefault();
    });
  }

  /** Reads the page and shows it; a draft of the same state is taken up, one of another is offered. */
  async open(said = ''): Promise<void> {
    const { address, pageId, words } = this.#options;
    try {
      const seen = await readState(address);
      const draft = keptDraft(pageId);
      const isSame = draft !== undefined && draft.version === versionIn(seen.etag);
      this.#show(seen);
      this.#say(said);
      if (isSame) this.#takeUp(draft);
      else if (draft !== undefined) this.#offer(draft);
    } catch (error) {
      this.#element.replaceChildren(makeElement('p', { role: 'alert' }, fillIn(words['failed']!, textOf(error, words))));
    }
  }

  #show(seen: SeenPage): void {
    const { words, kinds, lowConfidence } = this.#options;
    const { page } = seen;
    const drafts = standingDrafts(page);
    const entry = { drafts, original: drafts };
    const lines = page.printed ?? { firstNumber: 1, lines: [] };
    const printed = new PrintedView(entry, words['printed']!, { printed: lines.lines, firstNumber: lines.firstNumber });
    const editor = new DraftEditor(
      entry,
      words,
      lowConfidence,
      {
        onChange: (typing) => {
          this.#changed(typing);
        },
        onLook: (part) => {
          printed.look(part);
        },
      },
      { kinds },
    );
    this.#edited = { seen, history: new DraftHistory(drafts), entry, editor, printed };
    this.#isDirty = false;
    this.#notes.replaceChildren();
    this.#element.replaceChildren(
      makeElement('p', { className: 'quiet' }, words['help']),
      makeElement('div', { className: 'desk-bar' }, this.#save, this.#undo, this.#redo, this.#status),
      this.#notes,
      makeElement(
        'div',
        { className: 'bench-sides' },
        makeElement('div', { className: 'bench-printed' }, printed.element, this.#readingPart(page)),
        editor.element,
      ),
    );
    this.#drawBar();
  }

  /** What the reader of now makes of the page, to be looked at and to be taken. */
  #readingPart({ reading }: PageStateAnswer): HTMLElement | undefined {
    const { words } = this.#options;
    if (reading === undefined) return undefined;
    const take = makeButton(words['reading']!, () => {
      this.#replace(draftsOf(reading.articles, reading.lines, reading.confidences));
    });
    return makeElement(
      'details',
      { className: 'desk-reading' },
      makeElement('summary', {}, words['reading']),
      makeElement('p', { className: 'quiet' }, words['readingHelp']),
      makeElement(
        'ol',
        { lang: 'zh-CN' },
        ...reading.articles.map(({ title, paragraphs }) =>
          makeElement('li', {}, makeElement('strong', {}, title || words['untitled']), ` ${(paragraphs[0] ?? '').slice(0, 30)}`),
        ),
      ),
      take,
    );
  }

  #changed(typing?: string): void {
    const { history, entry, printed } = this.#edited!;
    history.note(entry.drafts, typing);
    printed.draw();
    this.#keep();
  }

  #step(way: 'undo' | 'redo'): void {
    const { history, entry, editor, printed } = this.#edited!;
    entry.drafts = history[way]();
    editor.redraw();
    printed.draw();
    this.#keep();
  }

  #replace(drafts: readonly ArticleDraft[]): void {
    this.#edited!.entry.drafts = drafts;
    this.#edited!.editor.redraw();
    this.#changed();
  }

  #keep(): void {
    const { pageId, words } = this.#options;
    const { entry, seen } = this.#edited!;
    this.#isDirty = entry.drafts !== entry.original;
    this.#isKept = keepDraft(pageId, this.#isDirty ? { version: versionIn(seen.etag), drafts: entry.drafts } : undefined);
    this.#say(!this.#isDirty ? '' : this.#isKept ? words['draft']! : words['leave']!);
    this.#drawBar();
  }

  #drawBar(): void {
    const { history } = this.#edited!;
    const { words } = this.#options;
    this.#undo.disabled = !history.canUndo;
    this.#redo.disabled = !history.canRedo;
    this.#save.textContent = this.#isDirty ? words['save']! : words['confirm']!;
  }

  async #store(etag = this.#edited?.seen.etag): Promise<void> {
    const { address, pageId, words } = this.#options;
    if (this.#edited === undefined || etag === undefined || this.#save.disabled) return;
    this.#save.disabled = true;
    this.#say(words['saving']!);
    try {
      const warnings = await saveDrafts(address, etag, this.#edited.entry.drafts);
      keepDraft(pageId, undefined);
      await this.open([words['saved']!, ...warnings].join(' '));
    } catch (error) {
      if (error instanceof RequestFault && error.code === 'PRECONDITION_FAILED') this.#tellStale();
      else this.#say(fillIn(words['failedSave']!, textOf(error, words)));
    } finally {
      this.#save.disabled = false;
    }
  }

  /** Another was first: what was done here stays, and its maker decides. */
  #tellStale(): void {
    const { address, words } = this.#options;
    this.#say('');
    const note = makeElement(
      'div',
      { className: 'note', role: 'alert' },
      makeElement('p', {}, words['stale']),
      makeButton(words['showPresent']!, () => void this.open()),
      ' ',
      makeButton(words['keepMine']!, () => {
        note.remove();
        void readState(address).then(
          ({ etag }) => this.#store(etag),
          (error: unknown) => {
            this.#say(fillIn(words['failedSave']!, textOf(error, words)));
          },
        );
      }),
    );
    this.#notes.replaceChildren(note);
  }

  #takeUp({ drafts }: KeptDraft): void {
    const { words } = this.#options;
    this.#replace(drafts);
    this.#say(words['restored']!);
    const drop = makeButton(words['drop']!, () => {
      this.#replace(this.#edited!.entry.original);
      drop.remove();
    });
    this.#notes.replaceChildren(drop);
  }

  #offer(draft: KeptDraft): void {
    const { pageId, words } = this.#options;
    const note = makeElement(
      'div',
      { className: 'note', role: 'status' },
      makeElement('p', {}, words['draftOfOther']),
      makeButton(words['useDraft']!, () => {
        this.#takeUp(draft);
      }),
      ' ',
      makeButton(words['dropDraft']!, () => {
        keepDraft(pageId, undefined);
        note.remove();
      }),
    );
    this.#notes.replaceChildren(note);
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }

  #onKey(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || this.#edited === undefined) return;
    const key = event.key.toLowerCase();
    if (key === 's') void this.#store();
    else if (key === 'y' || (key === 'z' && event.shiftKey)) this.#step('redo');
    else if (key === 'z') this.#step('undo');
    else return;
    event.preventDefault();
  }
}

function standingDrafts({ articles, confidences }: PageStateAnswer): readonly ArticleDraft[] {
  const contents = articles.map((article) =>
    Object.fromEntries(Object.entries(article).filter(([name]) => name !== 'id' && name !== 'lines')),
  );
  const drafts = draftsOf(
    contents as unknown as Parameters<typeof draftsOf>[0],
    articles.map(({ lines }) => lines),
    confidences,
  );
  return drafts.map((draft, index) => ({ ...draft, id: articles[index]!.id }));
}

function textOf(error: unknown, words: Readonly<Record<string, string>>): string {
  if (!(error instanceof RequestFault)) return String(error);
  return words[error.code] ?? [error.message, error.errors.join('; ')].join(' ').trim();
}
