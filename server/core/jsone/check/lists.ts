import { quote } from '../../base/quote.js';
import { type Entry, resolveAlias } from '../../syntax/node.js';
import { BY, type EachForm, findEach, isLike, reportMalformed } from './each.js';
import { kindOfNode } from './kinds.js';
import { checkExpression, refuseKind } from './operand.js';
import { type Operation, reportMissing } from './operation.js';
import type { Binding, Checker } from './problem.js';
import type { Scope } from './scope.js';

/** Checks the value of an operator that goes through a list, or through a mapping where it can. */
export function checkList(
  checker: Checker,
  { operator, entry }: Operation,
  scope: Scope,
  kinds: readonly ('list' | 'mapping')[] = ['list'],
): void {
  const words = `${operator} needs ${kinds.map((kind) => `a ${kind}`).join(' or ')}`;
  if (!refuseKind(checker, entry.value, { words, kinds })) checker.template(entry.value, scope);
}

/** Checks the `each(…)` of an operator, which `$find` has an expression under and the others a template. */
export function checkEach(checker: Checker, operation: Operation, scope: Scope, form: EachForm): void {
  const { operator, entries, stray } = operation;
  const each = findEach(entries, form);
  if (!each) {
    // A malformed one has been reported already, unless json-e's look at the keys let it pass.
    const odd = [...entries].find(([key]) => new RegExp(`${form.passes}$`).test(key));
    if (odd && !isLike(odd[0], form)) reportMalformed(checker, odd[0], odd[1], form);
    else reportMissing(checker, operation, `${form.example}, for what becomes of each element`);
    return;
  }
  const others = [...entries].filter(([key, entry]) => key !== operator && key !== 'initial' && entry !== each.entry);
  for (const [key, { key: span }] of stray ? [] : others) {
    checker.report({
      message: `${operator} takes only one "each(…)", and nothing like ${quote(key)} beside it.`,
      span,
    });
  }
  const inner = checker.bind(scope, bindingsIn(each));
  if (operator === '$find') checkExpression(checker, each.entry, inner, `What is under ${quote(keyOf(each.entry))}`);
  else checker.template(each.entry.value, inner);
}

/** The variables of an `each(x, i)`, with where they stand in its key. */
function bindingsIn({ entry: { key }, variables }: { entry: Entry; variables: readonly string[] }): Binding[] {
  return variables.map((name) => {
    const at = key.kind === 'scalar' ? new RegExp(`[(,]\\s*(${name})\\s*[,)]`).exec(key.text) : null;
    // In quotes or not: only the beginning of the key differs.
    const plain = key.kind === 'scalar' && key.style === 'plain' && key.end - key.start === key.text.length;
    const start = at && plain ? key.start + at.index + at[0].indexOf(name) : undefined;
    return { name, span: start === undefined ? undefined : { start, end: start + name.length } };
  });
}

function keyOf({ key }: Entry): string {
  return key.kind === 'scalar' ? key.text : '';
}

/** Checks the `by(x)` of `$sort`, or that what is sorted without it can be. */
export function checkSort(checker: Checker, { entries, entry, stray }: Operation, scope: Scope): void {
  const by = findEach(entries, BY);
  if (by) {
    checkExpression(checker, by.entry, checker.bind(scope, bindingsIn(by)), `What is under ${quote(keyOf(by.entry))}`);
    return;
  }
  const list = resolveAlias(entry.value);
  if (list?.kind !== 'seq' || stray) return;
  const kinds = list.items.map(kindOfNode);
  const first = kinds.find((kind) => kind !== 'unknown');
  const wrong = kinds.findIndex(
    (kind) => kind !== 'unknown' && (kind !== first || (kind !== 'string' && kind !== 'number')),
  );
  const item = list.items[wrong];
  if (!item) return;
  const message = '$sort needs only strings or only numbers, or a "by(x)" with an expression that gives such.';
  checker.report({ message, span: item });
}

/** Checks the list of mappings that `$merge` needs. */
export function checkMerge(checker: Checker, { operator, entry }: Operation, scope: Scope): void {
  const words = `${operator} needs a list of mappings`;
  if (refuseKind(checker, entry.value, { words, kinds: ['list'] })) return;
  const list = resolveAlias(entry.value);
  if (list?.kind !== 'seq') checker.template(entry.value, scope);
  for (const item of list?.kind === 'seq' ? list.items : []) {
    if (!refuseKind(checker, item, { words: `The elements of ${operator} must be mappings`, kinds: ['mapping'] }))
      checker.template(item, scope);
  }
}
