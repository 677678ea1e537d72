/** The articles read from a page, each part in a field of its own that can be corrected. */
import { fillIn, makeButton, makeElement } from './make-element.js';
import { canJoin, joinWithNext, splitPart, withoutPart, withRole, withText, type Part } from './page-draft.js';
import type { ArticleDraft, PageEntry } from './page-entry.js';
import { PartToolbar, type PartAction } from './part-toolbar.js';
import { colourClass } from './printed-view.js';

const LINE_LENGTH = 32;

/** What an editor tells of. */
export interface EditorEvents {
  /** The parts have changed. */
  readonly onChange: () => void;
  /** The reader looks at a part. */
  readonly onLook: (part: Part) => void;
}

/** Edits the drafts of one page in place. */
export class DraftEditor {
  readonly element = makeElement('ol', { className: 'drafts' });
  private readonly toolbar: PartToolbar;
  private current: { readonly article: number; readonly part: number } | undefined;

  constructor(
    private readonly entry: PageEntry,
    private readonly words: Readonly<Record<string, string>>,
    private readonly lowConfidence: number,
    private readonly events: EditorEvents,
  ) {
    this.toolbar = new PartToolbar(words, (action) => { this.act(action); });
    this.element.append(...entry.drafts.map((_, index) => this.article(index)));
  }

  private draft(index: number): ArticleDraft {
    return this.entry.drafts[index]!;
  }

  private article(index: number): HTMLLIElement {
    const draft = this.draft(index);
    const confidence = this.entry.reading?.confidences?.[index] ?? 1;
    const isChanged = draft.parts !== draft.original;
    const isGone = draft.parts.every(({ text }) => text.trim() === '');
    const name = makeElement('h3', {}, makeElement('span', { className: 'owner' }, String(index + 1)), ` ${draft.parts.find(({ role }) => role === 'title')?.text || this.words['untitled']!}`);
    const reset = isChanged ? makeButton(this.words['reset']!, () => { this.change(index, draft.original, 0); }) : undefined;
    return makeElement('li', { className: `draft ${colourClass(index)}`, 'data-article': index },
      name,
      confidence < this.lowConfidence ? makeElement('p', { className: 'unsure' }, this.words['unsure']) : undefined,
      isGone ? makeElement('p', { className: 'unsure' }, this.words['gone']) : undefined,
      ...draft.parts.map((part, at) => this.part(index, at, part)),
      reset,
    );
  }

  private part(article: number, at: number, part: Part): HTMLDivElement {
    const label = fillIn(this.words['partLabel']!, this.words[`role-${part.role}`] ?? part.role, article + 1);
    const field = makeElement('textarea', { value: part.text, lang: 'zh-CN', rows: Math.min(8, Math.ceil(part.text.length / LINE_LENGTH) || 1), spellcheck: false, 'aria-label': label, 'data-part': at, className: `part-${part.role}` });
    field.addEventListener('focus', () => {
      this.current = { article, part: at };
      this.toolbar.showFor(field, actionsFor(this.draft(article).parts, at));
      this.events.onLook(part);
    });
    field.addEventListener('input', () => {
      const draft = this.draft(article);
      draft.parts = withText(draft.parts, at, field.value);
      this.events.onChange();
    });
    return makeElement('div', { className: 'part' }, makeElement('span', { className: 'part-role', 'aria-hidden': true }, this.words[`role-${part.role}`]), makeElement('div', {}, field));
  }

  private act(action: PartAction): void {
    if (this.current === undefined) return;
    const { article, part } = this.current;
    const { parts } = this.draft(article);
    const field = this.element.querySelector<HTMLTextAreaElement>(`[data-article="${article}"] [data-part="${part}"]`);
    this.change(article, afterAction(parts, part, action, field?.selectionStart ?? 0), part);
  }

  /** Draws an article anew; the focus goes to the part that stands where the changed one stood. */
  private change(article: number, parts: readonly Part[], at: number): void {
    this.draft(article).parts = parts;
    this.toolbar.element.remove();
    const drawn = this.article(article);
    this.element.querySelector(`[data-article="${article}"]`)!.replaceWith(drawn);
    const fields = drawn.querySelectorAll<HTMLTextAreaElement>('textarea');
    fields[Math.min(at, fields.length - 1)]?.focus();
    this.events.onChange();
  }
}

function actionsFor(parts: readonly Part[], at: number): readonly PartAction[] {
  const { role } = parts[at]!;
  const roles = (['title', 'kicker', 'paragraph'] as const).filter((other) => other !== role);
  return [...(canJoin(parts, at) ? ['join' as const] : []), ...(role === 'title' ? [] : ['split' as const]), ...roles, 'furniture'];
}

function afterAction(parts: readonly Part[], at: number, action: PartAction, caret: number): readonly Part[] {
  if (action === 'join') return joinWithNext(parts, at);
  if (action === 'split') return splitPart(parts, at, caret);
  return action === 'furniture' ? withoutPart(parts, at) : withRole(parts, at, action);
}
