import { piecesOf } from './binary.js';
import type { Evaluator } from './evaluator.js';
import { madeBy, type Origin, passedOn } from './origin.js';
import type { Scope } from './scope.js';
import { type Code, placeIn, type Text } from './template.js';
import { Types } from './type-names.js';
import type { Value } from './types.js';
import { string, unknown, withOrigin } from './value.js';

/** Fills in a string. If an interpolation has several values, there are several texts. */
export function renderText(template: Text, scope: Scope, evaluator: Evaluator): Value {
  const { node, parts } = template;
  const [first] = parts;
  if (parts.length === 1 && first !== undefined && typeof first !== 'string') {
    return eachText(
      first,
      evaluator.raw(first, scope),
      (value) => withOrigin(value, passedOn(node, value.origin)),
      evaluator,
    );
  }
  const known = knownText(template, scope, evaluator);
  if (known.next === parts.length) return string(known.text, madeBy(node, known.origins));
  let texts: readonly Value[] = [
    string(known.text, known.origins.length > 0 ? madeBy(node, known.origins) : undefined),
  ];
  let given = known.value;
  let poison: Value | undefined;
  for (const part of parts.slice(known.next)) {
    const next = given ?? textOf(part, scope, evaluator);
    given = undefined;
    if (next.kind === 'unknown' && next.problem) poison ??= next;
    const options = next.kind === 'choice' ? next.options : [next];
    const joined = texts.flatMap((text) => options.map((option) => append(template, text, option, evaluator)));
    texts = joined.length > evaluator.bounds.alternatives ? [unknown(Types.string)] : joined;
  }
  if (poison) return poison;
  const value = evaluator.oneOf(texts);
  const origin = value.origin ?? node;
  return value.kind === 'choice'
    ? {
        ...value,
        origin: node,
        options: value.options.map((option) => withOrigin(option, option.origin ?? node) as typeof option),
      }
    : withOrigin(value, origin);
}

/** The text before the first part that is not a known text, with the index and value of that part. */
function knownText(template: Text, scope: Scope, evaluator: Evaluator) {
  const origins: Origin[] = [];
  let text = '';
  for (const [next, part] of template.parts.entries()) {
    const value = textOf(part, scope, evaluator);
    if (value.kind !== 'string') return { text, origins, next, value };
    const limit = evaluator.chargeText(text.length + value.value.length, template);
    if (limit) return { text, origins, next, value: limit };
    text += value.value;
    if (value.origin) origins.push(value.origin);
  }
  return { text, origins, next: template.parts.length, value: undefined };
}

function textOf(part: string | Code, scope: Scope, evaluator: Evaluator): Value {
  return typeof part === 'string'
    ? string(part)
    : eachText(part, evaluator.raw(part, scope), (value) => value, evaluator);
}

function append(template: Text, text: Value, next: Value, evaluator: Evaluator): Value {
  if (text.kind === 'string' && next.kind === 'string') {
    const value = text.value + next.value;
    if (!next.origin && !text.origin) return evaluator.chargeText(value.length, template) ?? string(value);
    return (
      evaluator.chargeText(value.length, template) ?? string(value, madeBy(template.node, [text.origin, next.origin]))
    );
  }
  const problem =
    text.kind === 'unknown' && text.problem ? text : next.kind === 'unknown' && next.problem ? next : undefined;
  if (problem) return problem;
  const pieces: (string | undefined)[] = [];
  for (const piece of [...piecesOf(text), ...piecesOf(next)]) {
    const last = pieces.at(-1);
    if (piece !== undefined && last !== undefined) pieces.splice(-1, 1, last + piece);
    else if (piece !== undefined || pieces.length === 0 || last !== undefined) pieces.push(piece);
  }
  return { ...unknown(Types.string, madeBy(template.node, [text.origin, next.origin])), pieces };
}

/** The text that an interpolation inserts. */
function eachText(code: Code, value: Value, finish: (text: Value) => Value, evaluator: Evaluator): Value {
  return evaluator.each(value, (one) => {
    switch (one.kind) {
      case 'string':
        return finish(one);
      case 'number':
      case 'boolean':
        return finish(string(String(one.value), one.origin));
      case 'null':
        return finish(string('', one.origin));
      case 'function':
        return finish(string(`function ${one.name}`, one.origin));
      case 'unknown':
        if (one.problem) return one;
        if (one.types & ~(Types.array | Types.object)) return finish(unknown(Types.string, one.origin));
    }
    const message = `interpolation of '${code.text}' produced an array or object`;
    return evaluator.fail({ code: 'not-text', value: one }, message, placeIn(code));
  });
}
