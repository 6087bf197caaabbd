import { createEnvironment, createSite } from '../../core/jsone/cursor/environment.js';
import { scalarRole } from '../../core/jsone/cursor/expression-at.js';
import { surroundingsOf } from '../../core/jsone/cursor/surroundings.js';
import { type Expression, toPlain, unknown, type Value, visitExpressions } from '../../core/jsone/engine/index.js';
import { expressionsIn } from '../../core/jsone/expressions-in.js';
import type { TreePlace } from '../../core/syntax/node-at.js';
import { locator } from '../../core/syntax/source-map.js';
import type { InlayHint } from './inlay-hint.js';

/** Longer expressions, or values, are not shown. */
const LONGEST = 40;

/**
 * The values of the expressions in a scalar that have the same one for all events: the context is unknown, and yet they are
 * known. `evaluated`: how many were evaluated. `given`: the variables that the service provides.
 */
export function valueHints(
  { node, steps, on }: TreePlace,
  text: string,
  given: ReadonlySet<string>,
): { readonly found: readonly InlayHint[]; readonly evaluated: number } {
  const nothing = { found: [], evaluated: 0 };
  if (node.kind !== 'scalar' || node.type !== 'string') return nothing;
  const role = scalarRole(steps, on);
  const last = steps.at(-1);
  const isEval = role === 'expression' && last !== undefined && 'key' in last && last.key === '$eval';
  if (!isEval && (role !== 'template' || !node.text.includes('${'))) return nothing;
  const expressions = expressionsIn(node.text, isEval ? 'whole' : 'interpolation').filter(isWorthIt);
  if (expressions.length === 0) return nothing;
  const context = new Map<string, Value>([...given].map((name) => [name, unknown()]));
  const site = createSite({ text }, surroundingsOf(on === 'key' ? steps.slice(0, -1) : steps));
  const environment = createEnvironment(site, context, true);
  const locate = locator(node, text);
  const found = expressions.flatMap((expression): InlayHint[] => {
    const source = node.text.slice(expression.start, expression.end);
    const label = valueLabel(environment.value(source));
    const end = isEval ? node : locate({ start: expression.start, end: node.text.indexOf('}', expression.end) + 1 });
    return label === undefined || !end
      ? []
      : [{ at: end.end, label: `= ${label}`, tooltip: 'The value for all events' }];
  });
  return { found, evaluated: expressions.length };
}

/** Whether an expression is short, and more than a literal. */
function isWorthIt(expression: Expression): boolean {
  let names = 0;
  visitExpressions(expression, ({ kind }) => {
    if (kind === 'name') names++;
  });
  return names > 0 && expression.end - expression.start <= LONGEST;
}

function valueLabel(value: Value | undefined): string | undefined {
  if (value?.kind !== 'string' && value?.kind !== 'number' && value?.kind !== 'boolean') return undefined;
  const label = JSON.stringify(toPlain(value));
  return label.length <= LONGEST ? label : undefined;
}
