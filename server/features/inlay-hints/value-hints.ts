import { scalarRole } from '../../core/jsone/cursor/expression-at.js';
import { BUILTINS, type Expression, toPlain, type Value, visitExpressions } from '../../core/jsone/engine/index.js';
import { expressionsIn } from '../../core/jsone/expressions-in.js';
import type { TreePlace } from '../../core/syntax/node-at.js';
import { locator } from '../../core/syntax/source-map.js';
import type { VariablesAt } from './environments.js';
import type { InlayHint } from './inlay-hint.js';

/** Longer expressions, or values, are not shown. */
const LONGEST = 40;

/**
 * The values of the expressions in a scalar that have the same one for all events: the context is unknown, and yet they are
 * known. `evaluated`: how many were evaluated.
 */
export function valueHints(
  { node, steps, on }: TreePlace,
  text: string,
  variablesAt: VariablesAt,
): { readonly found: readonly InlayHint[]; readonly evaluated: number } {
  const nothing = { found: [], evaluated: 0 };
  if (node.kind !== 'scalar' || node.type !== 'string') return nothing;
  const role = scalarRole(steps, on);
  const last = steps.at(-1);
  const isEval = role === 'expression' && last !== undefined && 'key' in last && last.key === '$eval';
  if (!isEval && (role !== 'template' || !node.text.includes('${'))) return nothing;
  const expressions = expressionsIn(node.text, isEval ? 'whole' : 'interpolation').filter(isShort);
  if (expressions.length === 0) return nothing;
  const { environment, names } = variablesAt(on === 'key' ? steps.slice(0, -1) : steps);
  const promising = expressions.filter((expression) => mayBeKnown(expression, names));
  const locate = locator(node, text);
  const found = promising.flatMap((expression): InlayHint[] => {
    const source = node.text.slice(expression.start, expression.end);
    const label = valueLabel(environment.value(source));
    const end = isEval ? node : locate({ start: expression.start, end: node.text.indexOf('}', expression.end) + 1 });
    return label === undefined || !end
      ? []
      : [{ at: end.end, label: `= ${label}`, tooltip: 'The value for all events' }];
  });
  return { found, evaluated: promising.length };
}

function isShort({ start, end }: Expression): boolean {
  return end - start <= LONGEST;
}

/** Whether an expression reads variables, and only those that the template defines. */
function mayBeKnown(expression: Expression, defined: ReadonlySet<string>): boolean {
  const names: string[] = [];
  visitExpressions(expression, (part) => {
    if (part.kind === 'name' && !Object.hasOwn(BUILTINS, part.name)) names.push(part.name);
  });
  return names.length > 0 && names.every((name) => defined.has(name));
}

function valueLabel(value: Value | undefined): string | undefined {
  if (value?.kind !== 'string' && value?.kind !== 'number' && value?.kind !== 'boolean') return undefined;
  const label = JSON.stringify(toPlain(value));
  return label.length <= LONGEST ? label : undefined;
}
