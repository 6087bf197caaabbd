import { quote } from '../../identifiers/quote.js';
import { type Entry, keyText, resolveAlias } from '../../syntax/node.js';
import { entriesOf } from './entries.js';
import { refuseKind } from './operand.js';
import type { Operation } from './operators.js';
import { operatorsIn } from './operators.js';
import type { Checker } from './problem.js';
import { bind, type Scope } from './scope.js';

/** json-e's pattern for the name of a variable. */
const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Checks a `$let`: its variables, which do not see one another, and its `in`, which sees them. */
export function checkLet(checker: Checker, operation: Operation, scope: Scope): void {
  const { entry, entries } = operation;
  const inner = refuseKind(checker, entry.value, { words: '$let needs a mapping of variables', kinds: ['mapping'] })
    ? { ...scope, fog: true }
    : checkVariables(checker, entry, scope);
  const body = entries.get('in');
  const value = body && resolveAlias(body.value);
  if (body && !(value?.kind === 'scalar' && (value.type === 'missing' || value.type === 'null'))) {
    return checker.template(body.value, inner);
  }
  const span = body ? body.key : entry.key;
  if (body) checker.report({ message: 'What is under "in" of $let must not be empty or null.', span });
  else if (entries.size === 1) {
    checker.report({ message: '$let lacks "in", the template that uses its variables.', span });
  }
}
