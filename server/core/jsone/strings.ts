/** How the strings of a document are filled in before Taskcluster sees them. */
export type Dialect =
  /** JSON-e: `${expression}`, and `$${` for a plain `${`. */
  | 'json-e'
  /** Version 0 of `.taskcluster.yml`: `{{ parameter }}`. */
  | 'mustache'
  /** A plain task file, which some tool may fill in before it is sent: both of the above, and `{% %}`. */
  | 'any';

/** A piece of a string: text that stands as it is, or a hole that something fills in. */
export interface Part {
  readonly kind: 'literal' | 'hole';
  /** Of a literal what it yields, of a hole its source with the marks around it. */
  readonly text: string;
}

/** Takes a string apart. A string without holes has at most one part. */
export function stringParts(text: string, dialect: Dialect): readonly Part[] {
  const parts: Part[] = [];
  let literal = '';
  const hole = (end: number, start: number): number => {
    if (literal) parts.push({ kind: 'literal', text: literal });
    literal = '';
    parts.push({ kind: 'hole', text: text.slice(start, end) });
    return end;
  };
  let i = 0;
  while (i < text.length) {
    const escaped = dialect === 'json-e' && text.startsWith('$${', i);
    const end = escaped ? undefined : holeEnd(text, i, dialect);
    if (end !== undefined) i = hole(end, i);
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
export function hasHoles(parts: readonly Part[]): boolean {
  return parts.some((part) => part.kind === 'hole');
}

/** The end of the hole that begins at `start`, or undefined if none does. */
function holeEnd(text: string, start: number, dialect: Dialect): number | undefined {
  if (dialect !== 'mustache' && text.startsWith('${', start)) return expressionEnd(text, start + 2);
  if (dialect !== 'json-e' && text.startsWith('{{', start)) return after(text, '}}', start + 2);
  if (dialect === 'any' && text.startsWith('{%', start)) return after(text, '%}', start + 2);
  return undefined;
}

function after(text: string, mark: string, from: number): number | undefined {
  const at = text.indexOf(mark, from);
  return at < 0 ? undefined : at + mark.length;
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
    } else if (c === '{' || c === '[' || c === '(') depth++;
    else if (c === '}' && depth === 0) return i + 1;
    else if (c === '}' || c === ']' || c === ')') depth--;
  }
  return undefined;
}
