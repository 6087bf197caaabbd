/** The notation for placeholders in the strings of a document. */
export type Dialect =
  /** JSON-e: `${expression}`, and `$${` for a plain `${`. */
  | 'json-e'
  /** Version 0 of `.taskcluster.yml`: `{{ parameter }}`. */
  | 'mustache'
  /** A plain task file, which some tool may fill in before submitting it: both of the above, and `{% %}`. */
  | 'any';

/** A piece of a string: literal text, or an interpolation that is filled in. */
export interface Part {
  readonly kind: 'literal' | 'interpolation';
  /** The text of a literal after unescaping; the source of an interpolation, including its delimiters. */
  readonly text: string;
}

/** What stands for a text of which nothing is known. */
export const COMPUTED = '$' + '{…}';

/** Splits a string into parts. A string without interpolations has at most one. Always takes linear time. */
export function stringParts(text: string, dialect: Dialect): readonly Part[] {
  const parts: Part[] = [];
  let literal = '';
  const interpolation = (end: number, start: number): number => {
    if (literal) parts.push({ kind: 'literal', text: literal });
    literal = '';
    parts.push({ kind: 'interpolation', text: text.slice(start, end) });
    return end;
  };
  const endOf = holeEnds(text, dialect);
  let i = 0;
  while (i < text.length) {
    const escaped = dialect === 'json-e' && text.startsWith('$${', i);
    const end = escaped ? undefined : endOf(i);
    if (end !== undefined) i = interpolation(end, i);
    else {
      const step = escaped ? 3 : 1;
      literal += escaped ? '${' : text[i];
      i += step;
    }
  }
  if (literal) parts.push({ kind: 'literal', text: literal });
  return parts;
}

/** Whether any part of the string is filled in. */
export function hasInterpolations(parts: readonly Part[]): boolean {
  return parts.some((part) => part.kind === 'interpolation');
}

/** Finds the end of the interpolation that begins at an offset, or undefined if none does. Call it from left to right. */
function holeEnds(text: string, dialect: Dialect): (start: number) => number | undefined {
  const lastParameter = dialect === 'json-e' ? -1 : text.lastIndexOf('}}');
  const lastStatement = dialect === 'any' ? text.lastIndexOf('%}') : -1;
  const after = (mark: string, from: number, last: number): number | undefined =>
    from > last ? undefined : text.indexOf(mark, from) + mark.length;
  let ends: ((from: number) => number | undefined) | undefined;
  return (start) => {
    if (dialect !== 'mustache' && text.startsWith('${', start)) {
      if (ends) return ends(start + 2);
      const end = expressionEnd(text, start + 2);
      // A failed search scanned the whole text, so compute all ends at once for the next one.
      if (end === undefined) ends = expressionEnds(text);
      return end;
    }
    if (text.startsWith('{{', start)) return after('}}', start + 2, lastParameter);
    if (text.startsWith('{%', start)) return after('%}', start + 2, lastStatement);
    return undefined;
  };
}

/** The end of `${expression}`: its closing brace, skipping strings and nested brackets. */
function expressionEnd(text: string, from: number): number | undefined {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (c === '"' || c === "'") {
      const close = text.indexOf(c, i + 1);
      if (close < 0) return undefined;
      i = close;
    } else if (isOpener(c)) depth++;
    else if (c === '}' && depth === 0) return i + 1;
    else if (isCloser(c)) depth--;
  }
  return undefined;
}

const NONE = -1;

/**
 * The result of `expressionEnd` for every offset. Computed backwards: for each offset, where a scan from there has passed the
 * first bracket that ends the expression, opens a level, or closes one.
 */
function expressionEnds(text: string): (from: number) => number | undefined {
  const ends = new Int32Array(text.length + 1).fill(NONE);
  const ups = ends.slice();
  const downs = ends.slice();
  const nextQuote = new Map<string, number>();
  const at = (places: Int32Array, place: number | undefined): number =>
    place === undefined ? NONE : (places[place] ?? NONE);
  for (let i = text.length - 1; i >= 0; i--) {
    const c = text.charAt(i);
    // Within a level, a scan continues after the string, after the matching bracket, or at the next character.
    const close = nextQuote.get(c);
    const next = c === '"' || c === "'" ? close && close + 1 : i + 1;
    if (c === '"' || c === "'") nextQuote.set(c, i);
    const inner = isOpener(c) ? at(ups, next) : next;
    const outer = isCloser(c) ? at(downs, next) : inner;
    ends[i] = c === '}' ? i + 1 : at(ends, outer);
    ups[i] = isCloser(c) ? i + 1 : at(ups, inner);
    downs[i] = isOpener(c) ? i + 1 : at(downs, outer);
  }
  return (from) => {
    const end = at(ends, from);
    return end === NONE ? undefined : end;
  };
}

function isOpener(c: string | undefined): boolean {
  return c === '{' || c === '[' || c === '(';
}

function isCloser(c: string | undefined): boolean {
  return c === '}' || c === ']' || c === ')';
}
