/** Texts in traditional characters, one for one: what is printed in the other script at the same offsets. */
import { Converter } from 'opencc-js/cn2t';

const convert = Converter({ from: 'cn', to: 't' });
const known = new Map<string, string>();

/** The text with every character in its traditional form, as long as before. */
export function traditionalTwin(text: string): string {
  return Array.from(text, (character) => {
    let twin = known.get(character);
    if (twin === undefined) {
      const found = convert(character);
      known.set(character, (twin = found.length === character.length ? found : character));
    }
    return twin;
  }).join('');
}
