/** Input methods: a word is composed from several keys, and none of them is the page's. */

/** Key code of every key an input method takes for itself. */
const TAKEN_BY_INPUT_METHOD = 229;
/** A form sent so soon after an input method took Enter was sent by that key; in milliseconds. */
const SAME_KEY_MS = 50;

/** A composition under way, and the keys that belong to it. */
export interface Composition {
  isOn(): boolean;
  /** True for a key that belongs to the input method. */
  takes(event: KeyboardEvent): boolean;
  /** True when the form was sent by such a key. */
  sent(event: Event): boolean;
}

/** Follows an input method from its first letter to the word it puts in. */
export function followComposition(input: HTMLInputElement, onStart: () => void, onEnd: () => void): Composition {
  let isComposing = false;
  let takenAt = -Infinity;
  input.addEventListener('compositionstart', () => {
    isComposing = true;
    onStart();
  });
  input.addEventListener('compositionend', () => {
    isComposing = false;
    onEnd();
  });
  return {
    isOn: () => isComposing,
    takes: (event) => {
      // Safari ends the composition before the key that ended it; only the old key code tells then.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      const taken = isComposing || event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD;
      if (taken && event.key === 'Enter') takenAt = event.timeStamp;
      return taken;
    },
    sent: (event) => isComposing || event.timeStamp - takenAt < SAME_KEY_MS,
  };
}
