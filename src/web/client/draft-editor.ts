/** The articles read from a page, each part in a field of its own that can be corrected. */
import { divideAt, isAsRead, isGone, mergeWithNext, type ArticleDraft } from './article-drafts.js';
import { articleChoice } from './article-choice.js';
import { mergeInto, movePart } from './draft-moves.js';
import { fillIn, makeButton, makeElement } from './make-element.js';
import { canJoin, joinWithNext, splitPart, withoutPart, withRole, withText, type Part } from './page-draft.js';
import type { PageEntry } from './page-entry.js';
import { PartToolbar, type PartAction } from './part-toolbar.js';
import { peopleFields } from './people-fields.js';
import { colourClass } from './printed-view.js';

const LINE_LENGTH = 32;

/** What an editor tells of. */
export interface EditorEvents {
  /** The parts have changed; `typing` names the field where that was by typing. */
  readonly onChange: (typing?: string) => void;
  /** The reader looks at a part. */
  readonly onLook: (part: Part) => void;
}

/** What an editor of stored articles does beside: names of kinds by kind. */
export interface StoredParts {
  readonly kinds: Readonly<Record<string, string>>;
}

/** Edits the drafts of one page in place. */
export class DraftEditor {
  readonly element: HTMLElement;
  readonly #list = makeElement('ol', { className: 'drafts' });
  readonly #resetAll: HTMLButtonElement;
  readonly #toolbar: PartToolbar;
  #current: { readonly article: number; readonly part: number } | undefined;

  readonly #entry: Pick<PageEntry, 'drafts' | 'original'>;
  readonly #words: Readonly<Record<string, string>>;
  readonly #lowConfidence: number;
  readonly #events: EditorEvents;
  readonly #stored: StoredParts | undefined;

  /** `stored`: of articles that are stored, for which there is more to be done. */
  constructor(
    entry: Pick<PageEntry, 'drafts' | 'original'>,
    words: Readonly<Record<string, string>>,
    lowConfidence: number,
    events: EditorEvents,
    stored?: StoredParts,
  ) {
    this.#stored = stored;
    this.#entry = entry;
    this.#words = words;
    this.#lowConfidence = lowConfidence;
    this.#events = events;

    this.#toolbar = new PartToolbar(words, (action) => {
      this.#act(action);
    });
    this.#toolbar.onMove = (to) => {
      if (this.#current === undefined) return;
      const { article, part } = this.#current;
      const isNew = to === entry.drafts.length;
      this.#divideAnew(movePart(entry.drafts, article, part, to), isNew ? article + 1 : to, isNew ? 0 : Number.MAX_SAFE_INTEGER);
    };
    this.#resetAll = makeButton(words['resetAll']!, () => {
      this.#divideAnew(entry.original, 0, 0);
    });
    this.element = makeElement('div', {}, this.#list, this.#resetAll);
    this.#drawAll();
  }

  /** Shows the drafts as they stand, after something else has changed them. */
  redraw(): void {
    this.#toolbar.element.remove();
    this.#drawAll();
  }

  #draft(index: number): ArticleDraft {
    return this.#entry.drafts[index]!;
  }

  #drawAll(): void {
    this.#list.replaceChildren(...this.#entry.drafts.map((_, index) => this.#article(index)));
    this.#resetAll.hidden = this.#stored !== undefined || this.#entry.drafts.every(({ original }) => original !== undefined);
  }

  #article(index: number): HTMLLIElement {
    const draft = this.#draft(index);
    const title = draft.parts.find(({ role }) => role === 'title')?.text || this.#words['untitled']!;
    const { original } = draft;
    const reset =
      original === undefined || isAsRead(draft) || this.#stored !== undefined
        ? undefined
        : makeButton(this.#words['reset']!, () => {
            this.#change(index, original, 0);
          });
    const merge =
      index === this.#entry.drafts.length - 1
        ? undefined
        : makeButton(
            this.#words['merge']!,
            () => {
              this.#divideAnew(mergeWithNext(this.#entry.drafts, index), index, draft.parts.length);
            },
            { className: 'plain-button merge', 'aria-label': fillIn(this.#words['mergeLabel']!, index + 1, index + 2) },
          );
    return makeElement(
      'li',
      { className: `draft ${colourClass(index)}`, 'data-article': index },
      makeElement('h3', {}, makeElement('span', { className: 'owner' }, String(index + 1)), ` ${title}`),
      draft.confidence < this.#lowConfidence ? makeElement('p', { className: 'unsure' }, this.#words['unsure']) : undefined,
      isGone(draft) ? makeElement('p', { className: 'unsure' }, this.#words['gone']) : undefined,
      ...draft.parts.map((part, at) => this.#part(index, at, part)),
      makeElement('p', { className: 'draft-tools' }, reset, merge, this.#mergeChoice(index)),
      this.#people(index, draft),
    );
  }

  /** Joins the article to any other. */
  #mergeChoice(index: number): HTMLElement | undefined {
    const { drafts } = this.#entry;
    if (this.#stored === undefined || drafts.length < 2) return undefined;
    return articleChoice(this.#words['mergeInto']!, { count: drafts.length, without: index }, this.#words, (into) => {
      this.#divideAnew(mergeInto(this.#entry.drafts, index, into), index < into ? into - 1 : into, 0);
    });
  }

  #people(index: number, draft: ArticleDraft): HTMLElement | undefined {
    if (this.#stored === undefined) return undefined;
    return peopleFields(draft.content, { kinds: this.#stored.kinds, words: this.#words }, (content) => {
      this.#entry.drafts = this.#entry.drafts.map((one, at) => (at === index ? { ...one, content, parts: [...one.parts] } : one));
      this.#events.onChange();
    });
  }

  #part(article: number, at: number, part: Part): HTMLDivElement {
    const label = fillIn(this.#words['partLabel']!, this.#words[`role-${part.role}`] ?? part.role, article + 1);
    const field = makeElement('textarea', {
      value: part.text,
      lang: 'zh-CN',
      rows: Math.min(8, Math.ceil(part.text.length / LINE_LENGTH) || 1),
      spellcheck: false,
      'aria-label': label,
      'data-part': at,
      className: `part-${part.role}`,
    });
    field.addEventListener('focus', () => {
      this.#current = { article, part: at };
      const actions = actionsFor(this.#draft(article).parts, at, this.#stored !== undefined);
      this.#toolbar.showFor(field, actions, this.#stored && { count: this.#entry.drafts.length, without: article });
      this.#events.onLook(part);
    });
    field.addEventListener('input', () => {
      this.#put(article, withText(this.#draft(article).parts, at, field.value));
      this.#events.onChange(`${article}.${at}`);
    });
    return makeElement(
      'div',
      { className: 'part' },
      makeElement('span', { className: 'part-role', 'aria-hidden': true }, this.#words[`role-${part.role}`]),
      makeElement('div', {}, field),
    );
  }

  #act(action: PartAction): void {
    if (this.#current === undefined) return;
    const { article, part } = this.#current;
    const { parts } = this.#draft(article);
    if (action === 'divide') {
      this.#divideAnew(divideAt(this.#entry.drafts, article, part), article + 1, 0);
      return;
    }
    const field = this.element.querySelector<HTMLTextAreaElement>(`[data-article="${article}"] [data-part="${part}"]`);
    this.#change(article, afterAction(parts, part, action, field?.selectionStart ?? 0), part);
  }

  #put(article: number, parts: readonly Part[]): void {
    this.#entry.drafts = this.#entry.drafts.map((draft, index) => (index === article ? { ...draft, parts } : draft));
  }

  /** Draws an article anew; the focus goes to the part that stands where the changed one stood. */
  #change(article: number, parts: readonly Part[], at: number): void {
    this.#put(article, parts);
    this.#toolbar.element.remove();
    this.#list.querySelector(`[data-article="${article}"]`)!.replaceWith(this.#article(article));
    this.#focus(article, at);
    this.#events.onChange();
  }

  /** Draws all articles anew, whose number has changed. */
  #divideAnew(drafts: readonly ArticleDraft[], article: number, at: number): void {
    this.#entry.drafts = drafts;
    this.#toolbar.element.remove();
    this.#drawAll();
    this.#focus(article, at);
    this.#events.onChange();
  }

  #focus(article: number, at: number): void {
    const fields = this.#list.querySelectorAll<HTMLTextAreaElement>(`[data-article="${article}"] textarea`);
    fields[Math.min(at, fields.length - 1)]?.focus();
  }
}

function actionsFor(parts: readonly Part[], at: number, isStored: boolean): readonly PartAction[] {
  const { role } = parts[at]!;
  const roles = (['title', 'kicker', ...(isStored ? ['subtitle' as const] : []), 'paragraph'] as const).filter((other) => other !== role);
  const canDivide = role === 'paragraph' && parts.slice(0, at).some(({ text }) => text.trim() !== '');
  return [
    ...(canJoin(parts, at) ? ['join' as const] : []),
    ...(role === 'title' ? [] : ['split' as const]),
    ...roles,
    'furniture',
    ...(canDivide ? ['divide' as const] : []),
  ];
}

function afterAction(parts: readonly Part[], at: number, action: Exclude<PartAction, 'divide'>, caret: number): readonly Part[] {
  if (action === 'join') return joinWithNext(parts, at);
  if (action === 'split') return splitPart(parts, at, caret);
  return action === 'furniture' ? withoutPart(parts, at) : withRole(parts, at, action);
}
