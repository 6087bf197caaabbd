import { writeScalar } from '../../../core/edit/write-scalar.js';

/** A place to fill in, with a text or number that stands there until then. */
export interface Hole {
  readonly hole: string | number;
}

/** Something to write: plain data with holes. */
export type Sketch = Hole | string | number | boolean | readonly Sketch[] | { readonly [key: string]: Sketch };

/** The entries of a mapping. */
export type Entries = Readonly<Record<string, Sketch>>;

/** A whole thing to begin with. */
export interface Whole {
  readonly label: string;
  readonly detail: string;
  readonly entries: Entries;
}

/** How to write a sketch. */
export interface SketchStyle {
  readonly json: boolean;
  /** As a snippet, with places to fill in. Otherwise as plain text. */
  readonly snippet: boolean;
  /** The white space before each line but the first. */
  readonly indent: string;
  /** What must follow: in JSON a comma, if there are further members. */
  readonly end: '' | ',';
}

/** A place to fill in. An empty text is nothing at all, not an empty string. */
export function hole(text: string | number): Hole {
  return { hole: text };
}

/** The entries, a line for each: those of a block mapping in YAML, or the members of an object in JSON. */
export function writeEntries(entries: Entries, style: SketchStyle): string {
  return writer(style).entries(entries, style.indent) + style.end;
}

function writer({ json, snippet }: SketchStyle): { entries(entries: Entries, indent: string): string } {
  let count = 0;
  const scalar = (value: string | number | boolean, flow: boolean): string =>
    typeof value === 'string' ? writeScalar(value, 'plain', { json, flow }) : String(value);
  const fixed = (text: string): string => (snippet ? text.replace(/[\\$}]/g, '\\$&') : text);

  const filled = (text: string | number, flow: boolean): string => {
    if (!snippet) return text === '' ? '' : scalar(text, flow);
    count++;
    if (text === '') return `$${count}`;
    const written = scalar(text, flow);
    // The quotes stay when the text between them is filled in.
    const quote = written.startsWith('"') ? '"' : '';
    return `${quote}\${${count}:${fixed(quote ? written.slice(1, -1) : written)}}${quote}`;
  };

  const flow = (value: Sketch): string => {
    if (isHole(value)) return filled(value.hole, true);
    if (typeof value !== 'object') return fixed(scalar(value, true));
    if (isList(value)) return `[${value.map(flow).join(', ')}]`;
    const inner = Object.entries(value).map(([key, item]) => `${fixed(scalar(key, true))}: ${flow(item)}`);
    return `{${inner.join(', ')}${snippet ? '\\}' : '}'}`;
  };

  const isShort = (value: Sketch): boolean => {
    if (typeof value !== 'object' || isHole(value)) return true;
    const parts: readonly Sketch[] = isList(value) ? value : Object.values(value);
    // `{$fromNow: 1 day}`
    return parts.length === 0 || (!isList(value) && 'fromNow' === Object.keys(value)[0]?.slice(1));
  };

  const entries = (all: Entries, indent: string): string =>
    Object.entries(all)
      .map(([key, item]) => {
        const written = fixed(scalar(key, false));
        const behind = value(item, indent);
        return `${written}:${behind.startsWith('\n') ? '' : ' '}${behind}`;
      })
      .join(json ? `,\n${indent}` : `\n${indent}`);

  const value = (item: Sketch, indent: string): string => {
    if (isHole(item)) return filled(item.hole, false);
    if (isShort(item)) return typeof item === 'object' ? flow(item) : fixed(scalar(item, false));
    const deeper = `${indent}  `;
    if (!isList(item)) {
      const body = entries(item as Entries, deeper);
      return json ? `{\n${deeper}${body}\n${indent}${snippet ? '\\}' : '}'}` : `\n${deeper}${body}`;
    }
    const items = item.map((one) =>
      json || isShort(one) || isHole(one) || isList(one) ? value(one, deeper) : entries(one as Entries, `${deeper}  `),
    );
    return json
      ? `[\n${deeper}${items.join(`,\n${deeper}`)}\n${indent}]`
      : items.map((one) => `\n${deeper}- ${one}`).join('');
  };

  return { entries };
}

function isHole(value: Sketch): value is Hole {
  return typeof value === 'object' && 'hole' in value;
}

function isList(value: Sketch): value is readonly Sketch[] {
  return Array.isArray(value);
}
