/** How the strings of a document are filled in before Taskcluster sees them. */
export type Dialect =
  /** JSON-e: `${expression}`, and `$${` for a plain `${`. */
  | 'json-e'
  /** Version 0 of `.taskcluster.yml`: `{{ parameter }}`. */
  | 'mustache'
  /** A plain task file, which some tool may fill in before it is sent: both of the above, and `{% %}`. */
  | 'any';

/** A piece of a string: text that stands as it is, or an interpolation that something fills in. */
export interface Part {
  readonly kind: 'literal' | 'interpolation';
  /** Of a literal what it yields, of an interpolation its source with the marks around it. */
  readonly text: string;
}

/** Takes a string apart. A string without interpolations has at most one part. Takes linear time, whatever the string. */
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

/** Whether something fills in a part of the string. */
export function hasInterpolations(parts: readonly Part[]): boolean {
  return parts.some((part) => part.kind === 'interpolation');
}

/** Tells the end of the interpolation that begins at a place, or undefined if none does. Places are asked for from left to right. */
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
      // A search that was in vain went through the whole text. The next one had better know all ends at once.
      if (end === undefined) ends = expressionEnds(text);
      return end;
    }
    if (text.startsWith('{{', start)) return after('}}', start + 2, lastParameter);
    if (text.startsWith('{%', start)) return after('%}', start + 2, lastStatement);
    return undefined;
  };
}

/** The end of `${expression}`: the brace that closes it, past strings and nested brackets. */
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
 * What `expressionEnd` gives, for all places. From the last to the first, it is worked out where a walk from each place
 * is past the first bracket that ends the expression, that goes a level up, or that goes a level down.
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
    // Within a level, a walk goes on after the string, after the bracket's other end, or at the next character.
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
