import { didYouMean } from '../../base/did-you-mean.js';
import { quote } from '../../base/quote.js';
import type { Span } from '../../base/text.js';
import { type MapNode, resolveAlias } from '../../syntax/node.js';
import { BUILTINS, type Code, type Trail } from '../engine/index.js';
import { type Hole, holeOf, parentOf } from './parts.js';
import type { Said } from './said.js';

/** What other languages call the constants of JSON-e. */
const CONSTANTS: Readonly<Record<string, string>> = {
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
  None: 'null',
  Null: 'null',
  NULL: 'null',
  nil: 'null',
  undefined: 'null',
};

/** A name that nothing is bound to. `known`: the names that something is bound to. */
export function describeName(
  name: string,
  known: readonly string[],
  code: Code,
  span: Span,
  trail: Trail | undefined,
): Said {
  const isName = (part: Span): boolean => part.start === span.start && part.end === span.end;
  const called = parentOf(code, (part) => part.kind === 'call' && isName(part.left)) !== undefined;
  const wrong = `There is no ${called ? 'function' : 'variable'} ${quote(name)} here`;
  if (isSibling(name, trail)) {
    const why = 'the values of one $let do not see one another';
    return { message: `${wrong}: ${why}. Define it in a $let around this one.`, span };
  }
  const suggestion = suggestName(name, known, called);
  const hole = holeOf(code);
  const alone = !called && hole?.text.slice(2, -1).trim() === name ? hole : undefined;
  if (alone && /^[A-Z_][A-Z0-9_]*$/.test(name) && suggestion?.toUpperCase() !== name) {
    return {
      ...leftToShell(alone),
      message: `${wrong}. To leave ${alone.text} to the shell, write $${alone.text}.`,
      span,
    };
  }
  if (suggestion !== undefined) {
    return { message: `${wrong}. Did you mean "${suggestion}"?`, span, replacement: { span, newText: suggestion } };
  }
  const compared = parentOf(
    code,
    (part) =>
      part.kind === 'binary' && ['==', '!=', 'in'].includes(part.operator) && (isName(part.left) || isName(part.right)),
  );
  if (compared) return { message: `${wrong}. A string needs quotes: '${name}'.`, span };
  if (alone) {
    return { ...leftToShell(alone), message: `${wrong}. For a literal ${alone.text}, write $${alone.text}.`, span };
  }
  const why = called ? 'neither JSON-e nor the context has it' : 'neither the context nor a $let around it defines it';
  return { message: `${wrong}: ${why}.`, span };
}

function suggestName(name: string, known: readonly string[], called: boolean): string | undefined {
  if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name];
  return didYouMean(name, called ? known : known.filter((one) => !Object.hasOwn(BUILTINS, one)));
}

/** Whether the name is a variable of the `$let` whose variables are just worked out. */
function isSibling(name: string, trail: Trail | undefined): boolean {
  for (let step = trail; step; step = step.outer)
    if (step.operator === '$let' && step.key === 'variables' && variablesOf(step.node).includes(name)) return true;
  return false;
}

function variablesOf(operation: MapNode): string[] {
  const bindings = operation.entries.find(({ key }) => key.kind === 'scalar' && key.text === '$let')?.value;
  const map = bindings && resolveAlias(bindings);
  return map?.kind === 'map' ? map.entries.flatMap(({ key }) => (key.kind === 'scalar' ? key.text : [])) : [];
}

/** A `${…}` that is meant for the shell: a further dollar sign leaves it alone. */
export function leftToShell({ start, end, text }: Hole): Pick<Said, 'span' | 'replacement'> {
  const title = `Write $${text.length > 40 ? '${…}' : text}`;
  return { span: { start, end }, replacement: { span: { start, end: start }, newText: '$', title } };
}
