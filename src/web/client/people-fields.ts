/** Kind and people of an article, in fields of their own. */
import type { DraftContent } from './page-draft.js';
import { makeElement } from './make-element.js';

const PEOPLE = ['reporters', 'correspondents', 'photographers', 'authors'] as const;

interface Told {
  readonly kind?: string;
  readonly byline?: Readonly<Partial<Record<(typeof PEOPLE)[number], readonly string[]>>>;
}

/** Names of kinds by kind, and words. */
export interface PeopleWords {
  readonly kinds: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
}

/** The fields, folded away; `onChange` hears of what the article says then. */
export function peopleFields(content: DraftContent, { kinds, words }: PeopleWords, onChange: (content: DraftContent) => void): HTMLElement {
  const { kind = 'news', byline = {} } = content as Told;
  let present: DraftContent = content;
  const change = (more: Told): void => {
    present = { ...present, ...more };
    onChange(present);
  };
  const choice = makeElement(
    'select',
    {},
    ...Object.entries(kinds).map(([value, name]) => makeElement('option', { value, selected: value === kind }, name)),
  );
  choice.addEventListener('change', () => {
    change({ kind: choice.value });
  });
  const fields = PEOPLE.map((role) => {
    const input = makeElement('input', { value: (byline[role] ?? []).join(' '), autocomplete: 'off', maxLength: 1_000, lang: 'zh-CN' });
    input.addEventListener('change', () => {
      const names = namesIn(input.value);
      const rest = Object.fromEntries(Object.entries((present as Told).byline ?? {}).filter(([name]) => name !== role));
      const isTold = role !== 'authors' || names.length > 0;
      change({ byline: { ...rest, ...(isTold && { [role]: names }) } });
    });
    return makeElement('label', {}, words[role], input);
  });
  return makeElement(
    'details',
    {},
    makeElement('summary', {}, words['people']),
    makeElement('div', { className: 'draft-people' }, makeElement('label', {}, words['kind'], choice), ...fields),
    makeElement('p', { className: 'quiet' }, words['peopleHelp']),
  );
}

/** Names with 、, commas or blanks between them; a name in Latin letters keeps its blanks where others are parted by marks. */
function namesIn(text: string): readonly string[] {
  const marked = text.split(/[、，,;；]/u);
  const names = marked.length > 1 ? marked : text.split(/[\s\u3000]/u);
  return names.map((name) => name.trim()).filter((name) => name !== '');
}
