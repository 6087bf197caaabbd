import { didYouMean } from '../../base/did-you-mean.js';
import { quote } from '../../base/quote.js';
import type { Span } from '../../base/text.js';
import { type MapNode, resolveAlias } from '../../syntax/node.js';
import { BUILTINS, type Code, type Trail } from '../engine/index.js';
import { contentOf, type Hole, holeOf, parentOf, quoteIn } from './parts.js';
import type { Said } from './said.js';

/** The names of JSON-e's constants in other languages. */
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

/** An undefined name. `known`: the defined names. */
export function describeName(
  name: string,
  known: readonly string[],
  code: Code,
  within: Span,
  trail: Trail | undefined,
): Said {
  // The part may include brackets around the name.
  const start = contentOf(code).indexOf(name, within.start);
  const span = { start, end: start + name.length };
  const isName = (part: Span): boolean => part.start === within.start && part.end === within.end;
  const called = parentOf(code, (part) => part.kind === 'call' && isName(part.left)) !== undefined;
  const wrong = `There is no ${called ? 'function' : 'variable'} ${quote(name)} here`;
  if (isSibling(name, trail)) {
    const why = 'the values of a $let cannot use its other variables';
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
  // A word such as github-push is read as a subtraction.
  const [word = name] = /^\w+(?:-\w+)*/.exec(contentOf(code).slice(start, start + 200)) ?? [];
  const isWord = (part: Span): boolean => isName(part) || (part.start === start && part.end === start + word.length);
  const compared = parentOf(
    code,
    (part) =>
      part.kind === 'binary' && ['==', '!=', 'in'].includes(part.operator) && (isWord(part.left) || isWord(part.right)),
  );
  if (compared) {
    const mark = quoteIn(code);
    const replacement = { span: { start, end: start + word.length }, newText: mark + word + mark };
    return { message: `${wrong}. A string needs quotes: '${word}'.`, span, replacement };
  }
  if (alone) {
    return { ...literal(alone), message: `${wrong}. For a literal ${alone.text}, write $${alone.text}.`, span };
  }
  const why = called ? 'neither JSON-e nor the context has it' : 'neither the context nor a $let around it defines it';
  return { message: `${wrong}: ${why}.`, span };
}

function suggestName(name: string, known: readonly string[], called: boolean): string | undefined {
  if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name];
  return didYouMean(name, called ? known : known.filter((one) => !Object.hasOwn(BUILTINS, one)));
}

/** Whether the name is a variable of the `$let` whose variables are being evaluated. */
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

/** A `${…}` that is meant for the shell: another dollar sign escapes it. */
export function leftToShell({ start, end, text }: Hole): Required<Pick<Said, 'span' | 'replacement'>> {
  const title = `Write $${text.length > 40 ? '${…}' : text}`;
  return { span: { start, end }, replacement: { span: { start, end: start }, newText: '$', title } };
}

/** A `${…}` that may be a text, but as well an expression with a mistake. */
export function literal(hole: Hole): Pick<Said, 'span' | 'replacement'> {
  const { span, replacement } = leftToShell(hole);
  return { span, replacement: { ...replacement, isGuess: true } };
}
