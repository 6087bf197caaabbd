import { type Node, resolveAlias } from '../../syntax/node.js';
import { judgeTimeSpan, spanOfSeconds } from '../describe/time-span.js';
import { checkConditions } from './conditions.js';
import { EACH, EACH_REDUCE } from './each.js';
import { checkLet } from './let.js';
import { checkEach, checkList, checkMerge, checkSort } from './lists.js';
import { checkExpression, refuseKind } from './operand.js';
import { type Operation, reportMissing } from './operation.js';
import type { Checker } from './problem.js';
import type { Scope } from './scope.js';

/** Checks an operator as json-e would carry it out, except that every branch is looked at. */
export function checkOperation(checker: Checker, operation: Operation, scope: Scope): void {
  const { operator, entry, entries } = operation;
  switch (operator) {
    case '$if':
      checkIf(checker, operation, scope);
      break;
    case '$eval':
      checkExpression(checker, entry, scope, 'What is under $eval');
      break;
    case '$let':
      checkLet(checker, operation, scope);
      break;
    case '$switch':
    case '$match':
      checkConditions(checker, operation, scope);
      break;
    case '$map':
      checkList(checker, operation, scope, ['list', 'mapping']);
      checkEach(checker, operation, scope, EACH);
      break;
    case '$find':
      checkList(checker, operation, scope);
      checkEach(checker, operation, scope, EACH);
      break;
    case '$reduce':
      checkList(checker, operation, scope);
      checkEach(checker, operation, scope, EACH_REDUCE);
      // What is under `initial` is taken as it stands, not rendered.
      if (!entries.has('initial')) reportMissing(checker, operation, '"initial", the value to begin with');
      break;
    case '$sort':
      checkList(checker, operation, scope);
      checkSort(checker, operation, scope);
      break;
    case '$merge':
    case '$mergeDeep':
      checkMerge(checker, operation, scope);
      break;
    case '$flatten':
    case '$flattenDeep':
    case '$reverse':
      checkList(checker, operation, scope);
      break;
    case '$fromNow':
      checkFromNow(checker, operation, scope);
      break;
    case '$json':
      checker.template(entry.value, scope);
  }
}

function checkIf(checker: Checker, { entry, entries }: Operation, scope: Scope): void {
  checkExpression(checker, entry, scope, 'The condition of $if');
  const dollar = entries.get('$then');
  if (dollar) {
    const replacement = { span: dollar.key, newText: 'then', title: 'Write then' };
    checker.report({ message: '"$then" is written "then", without a dollar sign.', span: dollar.key, replacement });
  }
  for (const word of ['then', 'else']) {
    const branch = entries.get(word);
    if (branch) checker.template(branch.value, scope);
  }
}

function checkFromNow(checker: Checker, { entry, entries }: Operation, scope: Scope): void {
  const from = entries.get('from');
  if (from) checker.template(from.value, scope);
  const words = '$fromNow needs a time span such as "1 day"';
  if (reportNumber(checker, entry.value)) return;
  if (refuseKind(checker, entry.value, { words, kinds: ['string'] })) return;
  checker.template(entry.value, scope);
  const node = resolveAlias(entry.value);
  if (node?.kind !== 'scalar' || node.type !== 'string' || /(?<!\$)\$\{/.test(node.text)) return;
  const judgement = judgeTimeSpan(node.text);
  if (!judgement) return;
  const { message, suggestion } = judgement;
  const mark = { plain: '', single: "'", double: '"', block: undefined }[node.style];
  const fix = suggestion !== undefined && mark !== undefined && { newText: mark + suggestion + mark };
  const replacement = fix && { ...fix, span: node, title: `Write "${suggestion}"` };
  checker.report({ message, span: node, ...(replacement && { replacement }) });
}

/** A number under `$fromNow`, which is mostly one of seconds; says whether it was one. */
function reportNumber(checker: Checker, value: Node): boolean {
  if (value.kind !== 'scalar' || value.type !== 'number') return false;
  const meant = spanOfSeconds(Number(value.text));
  const message = `$fromNow needs a time span such as "${meant ?? '1 day'}", not the number ${value.text}.`;
  const span = { start: value.start, end: value.end };
  const replacement = { span, newText: `"${meant}"`, title: `Write "${meant}"` };
  checker.report({ message, span, ...(meant !== undefined && { replacement }) });
  return true;
}
