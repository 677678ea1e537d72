/** The words of a dictionary as UTF-16 units end to end. */
import { eachWord, firstUnitAt, frequencyAt, secondUnitAt, widthAt } from './word-lines.js';

/** Words, and how often each comes. */
export interface WordList {
  readonly units: Uint16Array;
  /** Where each word begins in `units`, and where the last one ends. */
  readonly starts: Uint32Array;
  readonly frequencies: Float64Array;
}

/** Reads lines `word frequency …`, and `more` behind them. */
export function readWords(dictionary: Uint8Array, more: ReadonlyMap<string, number>): WordList {
  let [wordCount, unitCount] = [more.size, 0];
  eachWord(dictionary, (start, end) => {
    wordCount += 1;
    unitCount += end - start;
  });
  for (const word of more.keys()) unitCount += word.length;
  const units = new Uint16Array(unitCount);
  const starts = new Uint32Array(wordCount + 1);
  const frequencies = new Float64Array(wordCount);
  let [number, length] = [0, 0];
  const endWord = (frequency: number): void => {
    frequencies[number] = frequency;
    number += 1;
    starts[number] = length;
  };
  eachWord(dictionary, (start, end) => {
    for (let at = start; at < end;) {
      const width = widthAt(dictionary, at);
      units[length++] = firstUnitAt(dictionary, at);
      if (width === 4) units[length++] = secondUnitAt(dictionary, at);
      at += width;
    }
    endWord(frequencyAt(dictionary, end + 1));
  });
  for (const [word, frequency] of more) {
    for (let at = 0; at < word.length; at += 1) units[length++] = word.charCodeAt(at);
    endWord(frequency);
  }
  return { units: units.subarray(0, length), starts, frequencies };
}
