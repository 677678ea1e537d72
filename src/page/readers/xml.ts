/** The XML of a document as events. Names come without their prefixes; entities a document declares itself are not looked up. */
import { Parser } from 'htmlparser2';
import { SearchServiceError } from '../../search-service-error.js';

/** Attributes as they are written, prefixes included. */
export type Attributes = Readonly<Record<string, string>>;

/** Who listens. */
export interface XmlEvents {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Elements within one another; Word's own are under a hundred. */
const DEEPEST = 500;

const COLON = 0x3a;

/** Reads XML, also what is not well-formed. One pass. Throws PAGE_TOO_COMPLEX where elements are nested beyond all use. */
export function readXml(xml: string, events: XmlEvents): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1;
        if (depth > DEEPEST)
          throw new SearchServiceError('PAGE_TOO_COMPLEX', 'The document is nested too deep to be read. Give the page as text.');
        events.open?.(local(name), attributes);
      },
      ontext: (piece) => events.text?.(piece),
      onclosetag: (name) => {
        depth -= 1;
        events.close?.(local(name));
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
}

/** The value of an attribute, whatever its prefix. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const own = attributes[name];
  if (own !== undefined) return own;
  // Asked for every word of a page, mostly in vain.
  for (const key in attributes) {
    const colon = key.length - name.length - 1;
    if (colon >= 0 && key.charCodeAt(colon) === COLON && key.endsWith(name)) return attributes[key];
  }
  return undefined;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
