/** Numbers for filter and facet values as documents come: a value is what is compared and what is shown. */
import type { Label } from '../../search/search-document.js';
import { joinStrings } from './string-table.js';

/** The labels of one column, numbered from 0 in the order in which they come. */
export class LabelDictionary {
  readonly #numbers = new Map<string, Map<string, number>>();
  readonly #keys: string[] = [];
  readonly #shown: string[] = [];

  /** The number of a label, given at its first coming. */
  number({ key, shown }: Label): number {
    let byShown = this.#numbers.get(key);
    if (byShown === undefined) this.#numbers.set(key, (byShown = new Map<string, number>()));
    let number = byShown.get(shown);
    if (number === undefined) {
      number = this.#keys.length;
      byShown.set(shown, number);
      this.#keys.push(key);
      this.#shown.push(shown);
    }
    return number;
  }

  /** As a column holds it: 0 for no label. */
  column(label: Label | undefined): number {
    return label === undefined ? 0 : 1 + this.number(label);
  }

  /** A column of a value that is compared and shown alike. */
  plainColumn(value: string | undefined): number {
    return value === undefined ? 0 : 1 + this.number({ key: value, shown: value });
  }

  joinedKeys(): { joined: string; starts: Uint32Array } {
    return joinStrings(this.#keys);
  }

  joinedShown(): { joined: string; starts: Uint32Array } {
    return joinStrings(this.#shown);
  }

  /** Joined in ascending order, and the new place of each number. */
  sorted(): { joined: string; starts: Uint32Array; places: Uint32Array } {
    const order = this.#keys.map((_, i) => i).sort((a, b) => (this.#keys[a]! < this.#keys[b]! ? -1 : 1));
    const places = new Uint32Array(order.length);
    order.forEach((number, place) => {
      places[number] = place;
    });
    return { ...joinStrings(order.map((number) => this.#keys[number]!)), places };
  }
}
