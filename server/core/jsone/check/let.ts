import { quote } from '../../base/quote.js';
import { type Entry, resolveAlias } from '../../syntax/node.js';
import { entriesOf } from './entries.js';
import { refuseKind } from './operand.js';
import { type Operation, operatorsIn, reportMissing } from './operation.js';
import type { Checker } from './problem.js';
import type { Scope } from './scope.js';

/** json-e's pattern for the name of a variable. */
const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Checks a `$let`: its variables, which do not see one another, and its `in`, which sees them. */
export function checkLet(checker: Checker, operation: Operation, scope: Scope): void {
  const { entry, entries } = operation;
  const refused = refuseKind(checker, entry.value, { words: '$let needs a mapping of variables', kinds: ['mapping'] });
  const inner = refused ? { ...scope, fog: true } : checkVariables(checker, entry, scope);
  const body = entries.get('in');
  const value = body && resolveAlias(body.value);
  if (!body) reportMissing(checker, operation, '"in", the template that uses its variables');
  else if (value?.kind === 'scalar' && (value.type === 'missing' || value.type === 'null')) {
    checker.report({ message: 'The "in" of $let must not be empty.', span: body.key });
  } else checker.template(body.value, inner);
}

/** Checks the variables, and gives the scope of those who see them. */
function checkVariables(checker: Checker, { value }: Entry, scope: Scope): Scope {
  const map = resolveAlias(value);
  const variables = map?.kind === 'map' ? entriesOf(map) : undefined;
  if (!variables || operatorsIn(variables).length > 0) {
    checker.template(value, scope);
    return { ...scope, fog: true };
  }
  const computed = [...variables.keys()].some((name) => name.includes('${'));
  const names = [...variables.keys()].filter((name) => NAME.test(name));
  // A variable that also exists outside is no sibling: what is outside is seen.
  const siblings = new Set(names.filter((name) => !scope.names.has(name)));
  checker.template(value, { ...scope, siblings });
  for (const [name, { key }] of variables) {
    // Of keys with one dollar sign json-e says something else, and so does the check of the mapping.
    if (NAME.test(name) || name.includes('${') || /^\$[a-zA-Z]/.test(name)) continue;
    const message = `${quote(name)} is not a valid name for a variable: names consist of letters, digits and "_", and do not begin with a digit.`;
    checker.report({ message, span: key });
  }
  const inner = checker.bind(
    scope,
    names.map((name) => ({ name, span: variables.get(name)?.key })),
  );
  return computed ? { ...inner, fog: true } : inner;
}
