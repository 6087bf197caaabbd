import { operatorOf } from '../jsone/operators.js';
import type { Field } from '../jsone/shape.js';
import { type Node, resolveAlias, type ScalarNode, type ScalarStyle } from '../syntax/node.js';
import { plainScalarType } from '../syntax/scalar.js';

/** A message for the user that says why an edit cannot be made, returned instead of the edits. */
export interface EditError {
  readonly reason: string;
}

export function isEditError<T extends object>(value: T | EditError): value is EditError {
  return 'reason' in value;
}

/** The text of an identifier, or the reason why it cannot be joined. */
export function stringValue(field: Pick<Field, 'entry'>): ScalarNode | EditError {
  const name = field.entry.key.kind === 'scalar' ? field.entry.key.text : 'value';
  const node = resolveAlias(field.entry.value);
  if (node?.kind === 'scalar') {
    if (node.type !== 'string') return { reason: `the ${name} is not a string` };
    return /[\r\n]/.test(node.text) ? { reason: `the ${name} contains a line break` } : node;
  }
  if (node?.kind === 'map' && operatorOf(node)) return { reason: `the ${name} is computed by a template operator` };
  return { reason: `the ${name} is not a string` };
}

/** The place of a value, which determines what may be written without quotes. */
export interface ValueContext {
  readonly json: boolean;
  readonly flow: boolean;
}

/** The source of `left/right`, in the style of the two: quoted if one of them was, or if it has to be. */
export function joinedSource(left: ScalarNode, right: ScalarNode, text: string, context: ValueContext): string {
  const style = joinedStyle(left.style, right.style);
  if (
    left.style === right.style &&
    style !== 'block' &&
    (style !== 'plain' || isPlain(`${left.text}/${right.text}`, context))
  ) {
    const sources = [left, right].map((node) => innerSource(node, text));
    // A value folded over lines is rewritten. For all others the source is kept, including escapes.
    if (sources.every((source) => !/[\r\n]/.test(source))) {
      const [open, close] = style === 'plain' ? ['', ''] : style === 'single' ? ["'", "'"] : ['"', '"'];
      return `${open}${sources.join('/')}${close}`;
    }
  }
  return writeScalar(`${left.text}/${right.text}`, style, context);
}

function joinedStyle(left: ScalarStyle, right: ScalarStyle): ScalarStyle {
  for (const style of ['double', 'single'] as const) if (left === style || right === style) return style;
  return 'plain';
}

function innerSource(node: ScalarNode, text: string): string {
  const quotes = node.style === 'plain' ? 0 : 1;
  return text.slice(node.start + quotes, node.end - quotes);
}

/** Writes a one-line text in this style, or in quotes if the style cannot represent it. */
export function writeScalar(text: string, style: ScalarStyle, context: ValueContext): string {
  if (context.json || style === 'double') return doubleQuoted(text);
  if (style === 'single') return /[^\P{C}\t]/u.test(text) ? doubleQuoted(text) : `'${text.replaceAll("'", "''")}'`;
  if (isPlain(text, context)) return text;
  return /["\\]/.test(text) ? writeScalar(text, 'single', context) : doubleQuoted(text);
}

/** In double quotes, for both YAML and JSON, with invisible characters escaped. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Whether a text without quotes is read as that text, and not e.g. as a number. */
function isPlain(text: string, context: ValueContext): boolean {
  if (
    context.json ||
    plainScalarType(text) !== 'string' ||
    !/^[\w$./-]/.test(text) ||
    /^[-.]{3}(?:\s|$)|^- /.test(text)
  )
    return false;
  if (/[:\s]$|^\s|: | #|[^\P{C}]/u.test(text)) return false;
  return !context.flow || !/[,[\]{}]/.test(text);
}

/** Whether an alias refers to the node. */
export function isAliased(node: Node, aliased: ReadonlySet<Node>): boolean {
  return node.kind !== 'alias' && node.anchor !== undefined && aliased.has(node);
}
