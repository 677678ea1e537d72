/** Which files a METS file names, and which of the files that are at hand they are. Names are compared and never used as paths. */
import { EditionNames, pathOf, placeOf } from '../digital-edition/edition-files.js';
import { attribute, readXml } from '../xml.js';
import { rootOf } from '../xml-root.js';

/** As much of a file as says what it is. */
export const XML_LOOKED_AT = 8_192;

/** True for the beginning of a METS file. */
export function isMets(start: string): boolean {
  return rootOf(start) === 'mets';
}

/** True for the beginning of an ALTO file. */
export function isAlto(start: string): boolean {
  return rootOf(start) === 'alto';
}

/** Where the files of a METS file are, as it writes it: those of XML alone, each once. Throws as `readXml`. */
export function metsTargets(xml: string): readonly string[] {
  const targets = new Set<string>();
  readXml(xml, {
    open: (name, attributes) => {
      const target = name === 'FLocat' ? attribute(attributes, 'href') : undefined;
      if (target !== undefined && /\.xml$/iu.test(pathOf(target))) targets.add(target);
    },
  });
  return [...targets];
}

/** Finds what a METS file means among names with `/` between their parts. */
export class MetsNames {
  readonly #mets: string;
  readonly #names: ReadonlySet<string>;
  #near: EditionNames | undefined;

  constructor(mets: string, names: ReadonlySet<string>) {
    this.#mets = mets;
    this.#names = names;
  }

  /** The name a target means: where it leads from the METS file, else the one file below its folder that ends most like it. */
  find(target: string): string | undefined {
    const path = pathOf(target).replace(/^file:\/\/(?=\.)/iu, '');
    const exact = placeOf(this.#mets, path);
    if (exact !== undefined && this.#names.has(exact)) return exact;
    const folder = this.#mets.slice(0, this.#mets.lastIndexOf('/') + 1);
    this.#near ??= new EditionNames([...this.#names].filter((name) => name.startsWith(folder)));
    return this.#near.find(this.#mets, path);
  }
}
