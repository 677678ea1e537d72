/** What the styles of a document say of its paragraphs. */
import { attribute, readXml, type Attributes } from '../xml.js';

/** A paragraph's form; what it does not say itself its style says. */
export interface ParagraphForm {
  /** Level as a heading, 1 to 6; 0 = none. */
  heading?: number;
  /** Its first line is set in. */
  indented?: boolean;
  /** A page ends above it. */
  pageBreak?: boolean;
  /** It is not shown. */
  hidden?: boolean;
}

interface Style extends ParagraphForm {
  basedOn?: string;
}

/**
 * Styles by their ids, inheritance worked in; that of paragraphs that name none has the id ''.
 * Ids are of any language; the names of headings are English in every file.
 */
export type Styles = ReadonlyMap<string, ParagraphForm>;

/** Reads `word/styles.xml`; without one there are none. */
export function readStyles(xml: string): Styles {
  const styles = new Map<string, Style>();
  let style: Style = {};
  readXml(xml, {
    open: (name, attributes) => {
      const value = attribute(attributes, 'val');
      if (name === 'style') {
        style = {};
        const id = attribute(attributes, 'styleId');
        if (id !== undefined) styles.set(id, style);
        if (attribute(attributes, 'type') === 'paragraph' && isOn(attribute(attributes, 'default') ?? '0')) styles.set('', style);
      } else if (name === 'name') noteName(style, value ?? '');
      else if (name === 'basedOn' && value !== undefined) style.basedOn = value;
      else noteForm(style, name, attributes);
    },
  });
  return new Map([...styles].map(([id]) => [id, inherited(styles, id)]));
}

function noteName(style: Style, name: string): void {
  const level = /^(?:heading|标题|標題)\s*([1-6])$/iu.exec(name)?.[1];
  if (level !== undefined) style.heading ??= Number(level);
  else if (/^(?:title|标题|標題)$/iu.test(name)) style.heading ??= 1;
}

/** Notes what an element of paragraph properties says. */
export function noteForm(form: ParagraphForm, name: string, attributes: Attributes): void {
  const value = attribute(attributes, 'val');
  if (name === 'outlineLvl') {
    const level = Number(value) + 1;
    form.heading = level >= 1 && level <= 6 ? level : 0;
  } else if (name === 'ind') {
    const first = attribute(attributes, 'firstLineChars') ?? attribute(attributes, 'firstLine');
    if (first !== undefined) form.indented = Number(first) > 0;
  } else if (name === 'pageBreakBefore') form.pageBreak = isOn(value);
  else if (name === 'vanish') form.hidden = isOn(value);
}

/** A switch without a value is on. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !/^(?:0|false|off|none)$/u.test(value);
}

function inherited(styles: ReadonlyMap<string, Style>, id: string): ParagraphForm {
  let form: ParagraphForm = {};
  const seen = new Set<Style>();
  for (
    let style = styles.get(id);
    style !== undefined && !seen.has(style) && seen.size < 20;
    style = style.basedOn === undefined ? undefined : styles.get(style.basedOn)
  ) {
    seen.add(style);
    form = { ...style, ...form };
  }
  return form;
}
