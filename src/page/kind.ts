import type { ArticleKind, Byline } from '../article/article.js';
import type { Draft, Part } from './assemble.js';
import { AUTHOR_NOTE, NOTICE_NAME, OBITUARY_NAME } from './vocabulary.js';

/** One way to tell the kind of an article. */
interface KindRule {
  readonly kind: ArticleKind;
  readonly why: string;
  readonly holds: (facts: KindFacts) => boolean;
}

/** What kinds are told by. Lengths in characters. */
interface KindFacts {
  readonly heading: string;
  readonly banner: string;
  readonly byline: Byline;
  readonly dispatch: boolean;
  readonly paragraphs: readonly string[];
  readonly textLength: number;
  readonly listLines: number;
  readonly verseLines: number;
  readonly turns: number;
  readonly pictureCredit: boolean;
  readonly bylineAbove: boolean;
  readonly salutation: boolean;
  readonly signed: boolean;
  readonly authorNote: boolean;
  /** Signed by the paper itself: `本报评论员`. */
  readonly house: boolean;
}

/** The rules in the order they are asked; the first that holds decides, and what none claims is news. */
const KIND_RULES: readonly KindRule[] = [
  {
    kind: 'obituary',
    why: 'the headline speaks of a death and the text of a farewell',
    holds: (f) =>
      OBITUARY_NAME.test(f.heading) &&
      (/讣告|訃告|讣闻/u.test(f.heading) || /享年|遗体|遺體|追悼|告别|告別|逝世|病逝/u.test(f.paragraphs.join('').slice(0, 600))),
  },
  { kind: 'verse', why: 'more lines of verse than paragraphs', holds: (f) => f.verseLines >= 3 && f.verseLines > f.paragraphs.length },
  {
    kind: 'letter',
    why: 'it addresses the editors, or is signed under a heading of letters',
    holds: (f) => (f.salutation && !f.dispatch) || (/来信|來信|信箱|来函|來函/u.test(f.banner) && f.signed && !f.dispatch),
  },
  {
    kind: 'list',
    why: 'lines and hardly any text',
    holds: (f) => f.listLines >= 2 && f.textLength <= 60 + f.listLines * 10 && !NOTICE_NAME.test(f.heading),
  },
  { kind: 'column', why: 'the paper speaks for itself', holds: (f) => f.house },
  {
    kind: 'column',
    why: 'an author who is no reporter',
    holds: (f) => (!f.dispatch && (f.byline.authors?.length ?? 0) > 0) || f.authorNote,
  },
  {
    kind: 'notice',
    why: 'headed as a notice, or signed and dated by a body, and no reporter behind it',
    holds: (f) => !f.dispatch && f.byline.reporters.length === 0 && (NOTICE_NAME.test(f.heading) || (f.signed && !f.salutation)),
  },
  {
    kind: 'photo',
    why: 'a short text and a picture credit',
    holds: (f) => f.pictureCredit && !f.dispatch && !f.bylineAbove && f.paragraphs.length <= 2 && f.textLength <= 320,
  },
  { kind: 'interview', why: 'questions and answers', holds: (f) => f.turns >= 3 && !f.dispatch },
  {
    kind: 'column',
    why: 'a standing column of opinion without a reporter',
    holds: (f) =>
      !f.dispatch &&
      f.byline.reporters.length === 0 &&
      f.byline.agency === undefined &&
      /(?:时评|時評|社评|社論|社论|短评|漫谈|漫談|杂谈|雜談|随笔|隨筆|杂感|札记|札記|闲话|絮语|微言|快评|言论)$/u.test(f.banner),
  },
];

/** The kind of an article. */
export function kindOf(draft: Draft, byline: Byline): ArticleKind {
  const facts = factsOf(draft, byline);
  return KIND_RULES.find((rule) => rule.holds(facts))?.kind ?? 'news';
}

function factsOf(draft: Draft, byline: Byline): KindFacts {
  const of = (label: Part['label']): readonly Part[] => draft.body.filter((part) => part.label === label);
  const paragraphs = of('paragraph');
  const first = paragraphs[0];
  // News in brief stand as items; what is in sentences is text for all that.
  const text = [...paragraphs, ...of('list').filter((part) => part.seen.own.body)];
  return {
    heading: [...draft.kicker, ...draft.title]
      .map((part) => part.text)
      .join(' ')
      .replace(/\s+/gu, ''),
    banner: draft.banner
      .map((part) => part.text)
      .join('')
      .replace(/\s+/gu, ''),
    byline,
    dispatch: paragraphs.some((part) => part.seen.own.dispatch !== undefined),
    paragraphs: paragraphs.map((part) => part.text),
    textLength: text.reduce((sum, part) => sum + part.text.length, 0),
    listLines: of('list').filter((part) => !part.seen.own.body).length,
    verseLines: of('verse').length,
    turns: paragraphs.filter((part) => part.seen.own.speech).length,
    pictureCredit: draft.body.some(
      (part) => (part.label === 'credit' && part.seen.own.picture) || part.seen.own.captionCredit !== undefined,
    ),
    bylineAbove: draft.body[0]?.label === 'byline' && !draft.body[0].seen.own.picture,
    salutation:
      first !== undefined &&
      first.seen.own.salutation &&
      /(?:编辑|編輯|同志|报社|報社|先生|女士|老师|老師|你好|您好|读者|讀者|贵报|貴報)/u.test(first.text),
    house: draft.body.some((part) => part.label === 'byline' && part.seen.own.house && /[评評社]/u.test(part.text)),
    signed: of('signature').length > 0,
    authorNote: draft.body.some((part) => AUTHOR_NOTE.test(part.text)),
  };
}
