import { type Expression, parseExpression, visitExpressions } from './engine/index.js';

/** A name that an expression reads, with its offsets in the content of the scalar. */
export interface NameRead {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The expressions in the content of a scalar: all of it (`whole`), or those in its `${…}`, found as json-e finds them
 * (interpolate in its index.js). Those behind a mistake are missing, because json-e reads no further.
 */
export function expressionsIn(content: string, place: 'whole' | 'interpolation'): readonly Expression[] {
  if (place === 'whole') {
    const parsed = parseExpression(content, 0, place);
    return parsed.failure ? [] : [parsed.expression];
  }
  const found: Expression[] = [];
  const mark = /\$?\$\{/g;
  for (let match = mark.exec(content); match; match = mark.exec(content)) {
    if (match[0] !== '${') continue;
    const parsed = parseExpression(content, mark.lastIndex, place);
    if (parsed.failure) break;
    found.push(parsed.expression);
    mark.lastIndex = parsed.end + 1;
  }
  return found;
}

/** The names that an expression reads. Functions are among them. */
export function namesIn(content: string, expression: Expression): readonly NameRead[] {
  const found: NameRead[] = [];
  visitExpressions(expression, (part) => {
    if (part.kind === 'name') found.push(nameRead(content, part));
  });
  return found;
}

/** The offsets of a name, whose span may include brackets around it. */
export function nameRead(
  content: string,
  { name, start }: { readonly name: string; readonly start: number },
): NameRead {
  const at = content.indexOf(name, start);
  return { name, start: at, end: at + name.length };
}
