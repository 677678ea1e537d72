/** What was done to the articles of a page, to be undone and done again. Pure data. */
import type { ArticleDraft } from './article-drafts.js';

/** Steps that can be undone. */
const MOST_STEPS = 200;

/** States of the drafts, one after the other. */
export class DraftHistory {
  readonly #states: (readonly ArticleDraft[])[];
  #at = 0;
  /** Where the last state is one that typing in one field goes on changing. */
  #typing: string | undefined;

  constructor(first: readonly ArticleDraft[]) {
    this.#states = [first];
  }

  /** The state that is shown. */
  get present(): readonly ArticleDraft[] {
    return this.#states[this.#at]!;
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#states.length - 1;
  }

  /** A new state; what was undone before is gone. `typing` names a field: one after the other in the same field are one step. */
  note(drafts: readonly ArticleDraft[], typing?: string): void {
    const goesOn = typing !== undefined && typing === this.#typing && !this.canRedo && this.canUndo;
    this.#states.splice(goesOn ? this.#at : this.#at + 1);
    this.#states.push(drafts);
    if (this.#states.length > MOST_STEPS + 1) this.#states.shift();
    this.#at = this.#states.length - 1;
    this.#typing = typing;
  }

  /** The state before; the same where there is none. */
  undo(): readonly ArticleDraft[] {
    return this.#go(-1);
  }

  /** The state that was undone last; the same where there is none. */
  redo(): readonly ArticleDraft[] {
    return this.#go(1);
  }

  #go(step: number): readonly ArticleDraft[] {
    this.#at = Math.max(0, Math.min(this.#at + step, this.#states.length - 1));
    this.#typing = undefined;
    return this.present;
  }
}
