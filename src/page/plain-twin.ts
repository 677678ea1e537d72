/** What the rules look at in place of a text: the same in simplified characters and full-width marks, unit for unit. */
import type { Byline } from '../article/article.js';
import { simplifiedForms } from '../notation/simplified.js';
import { narrow, squeeze } from './characters.js';

/** Simplified form of each UTF-16 unit; 0 = the unit itself. */
const SIMPLE = new Uint16Array(0x10000);
for (const [source, form] of simplifiedForms())
  if (source.length === 1 && form.length === 1) SIMPLE[source.charCodeAt(0)] = form.charCodeAt(0);

const WIDE: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' };
/** A mark of half width behind a character of full width that no digit or letter follows: one of Chinese text. */
const HALF_WIDTH = /(?<=[\p{Script=Han}”’」』）》])[,;:?!](?![0-9A-Za-z])/gu;

/** The twin of a text, as long as the text; the text itself where nothing differs. Linear. */
export function plainTwin(text: string): string {
  let twin = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const simple = SIMPLE[text.charCodeAt(at)]!;
    if (simple === 0) continue;
    twin += text.slice(from, at) + String.fromCharCode(simple);
    from = at + 1;
  }
  const simplified = from === 0 ? text : twin + text.slice(from);
  return /[,;:?!]/u.test(simplified) ? simplified.replace(HALF_WIDTH, (mark) => WIDE[mark]!) : simplified;
}

/** People read in a twin, as they are printed in the text. */
export function asPrinted(byline: Byline, twin: string, text: string): Byline {
  if (twin === text) return byline;
  const [from, to] = [narrow(squeeze(twin)), narrow(squeeze(text))];
  const printed = (name: string): string => {
    const at = from.indexOf(name);
    return at < 0 ? name : to.slice(at, at + name.length);
  };
  return Object.fromEntries(
    Object.entries(byline).map(([role, found]: [string, string | readonly string[]]) => [
      role,
      typeof found === 'string' ? printed(found) : found.map(printed),
    ]),
  ) as unknown as Byline;
}
