/** Which language a page speaks. */
import { en } from './strings-en.js';
import { zh, type Strings } from './strings-zh.js';

const LANGUAGES = ['zh', 'en'] as const;
/** A language the pages speak. */
export type Language = (typeof LANGUAGES)[number];

const STRINGS: Readonly<Record<Language, Strings>> = { zh, en };

/** The words of `language`. */
export function stringsOf(language: Language): Strings {
  return STRINGS[language];
}

/** `?lang=` where it is one of ours, else the first of `Accept-Language` that is, else Chinese. */
export function chooseLanguage(wanted: string | undefined, acceptLanguage: string | undefined): Language {
  return asLanguage(wanted) ?? preferred(acceptLanguage ?? '') ?? 'zh';
}

/** `text` when it names a language of ours. */
export function asLanguage(text: string | undefined): Language | undefined {
  return LANGUAGES.find((language) => language === text);
}

function preferred(header: string): Language | undefined {
  return header
    .slice(0, 500)
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const quality = Number(
        parameters
          .find((parameter) => parameter.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { language: asLanguage(tag.split('-', 1)[0]), quality };
    })
    .filter(({ language, quality }) => language !== undefined && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)[0]?.language;
}
