import { quote } from '../../identifiers/quote.js';
import { type Entry, type MapNode, type Node, resolveAlias } from '../../syntax/node.js';
import { OPERATORS, type Operator } from '../operators.js';
import { checkMatch } from './conditions.js';
import { BY, EACH, EACH_REDUCE, type EachForm, findEach, isLike, reportMalformed } from './each.js';
import { kindOfNode } from './kinds.js';
import { checkLet } from './let.js';
import { expressionNode, refuseKind } from './operand.js';
import type { Checker } from './problem.js';
import { bind, type Scope } from './scope.js';
import { reportStray } from './stray.js';
import { judgeTimeSpan } from './time-span.js';

/** An operator with what stands beside it. */
export interface Operation {
  readonly operator: Operator;
  readonly map: MapNode;
  readonly entry: Entry;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** The operators among the keys of a mapping, in the order in which they stand there. */
export function operatorsIn(entries: ReadonlyMap<string, Entry>): Operator[] {
  return OPERATORS.filter((operator) => entries.has(operator)).sort(
    (a, b) => (entries.get(a)?.start ?? 0) - (entries.get(b)?.start ?? 0),
  );
}

/** Checks an operator as json-e would carry it out, except that every branch is looked at. */
export function checkOperation(checker: Checker, operation: Operation, scope: Scope): void {
  const { operator, entry, entries } = operation;
  reportStray(checker, operator, entries);
  switch (operator) {
    case '$if':
      return checkIf(checker, operation, scope);
    case '$eval': {
      const node = expressionNode(checker, entry, '$eval');
      if (node) checker.expression(node, scope);
      return;
    }
    case '$let':
      return checkLet(checker, operation, scope);
    case '$switch':
    case '$match':
      return checkMatch(checker, operation, scope);
    case '$map':
      checkList(checker, operation, scope, ['list', 'mapping']);
      return checkEach(checker, operation, scope, EACH, 'template');
    case '$find':
      checkList(checker, operation, scope, ['list']);
      return checkEach(checker, operation, scope, EACH, 'expression');
    case '$reduce':
      checkList(checker, operation, scope, ['list']);
      checkEach(checker, operation, scope, EACH_REDUCE, 'template');
      // What is under `initial` is taken as it stands, not rendered.
      return reportMissing(checker, operation, 'initial', 'the value to begin with');
    case '$sort':
      checkList(checker, operation, scope, ['list']);
      return checkSort(checker, operation, scope);
    case '$merge':
    case '$mergeDeep':
      return checkMerge(checker, operation, scope);
    case '$flatten':
    case '$flattenDeep':
    case '$reverse':
      return checkList(checker, operation, scope, ['list']);
    case '$fromNow':
      return checkFromNow(checker, operation, scope);
    case '$json':
      return checker.template(entry.value, scope);
  }
}

function checkIf(checker: Checker, { entry, entries }: Operation, scope: Scope): void {
  const node = expressionNode(checker, entry, 'The condition of $if');
  if (node) checker.expression(node, scope);
  const dollar = entries.get('$then');
  if (dollar) {
    const span = { start: dollar.key.start, end: dollar.key.end };
    const replacement = { span, newText: 'then', title: 'Write then' };
    checker.report({ message: '"$then" is written "then", without the dollar sign.', span, replacement });
  }
  for (const word of ['then', 'else']) {
    const branch = entries.get(word);
    if (branch) checker.template(branch.value, scope);
  }
}

function checkList(checker: Checker, { operator, entry }: Operation, scope: Scope, kinds: ('list' | 'mapping')[]): void {
  const words = `${operator} needs ${kinds.map((kind) => `a ${kind}`).join(' or ')}`;
  if (!refuseKind(checker, entry.value, { words, kinds })) checker.template(entry.value, scope);
}

function checkEach(
  checker: Checker,
  operation: Operation,
  scope: Scope,
  form: EachForm,
  as: 'template' | 'expression',
): void {
  const { operator, entry, entries } = operation;
  const each = findEach(entries, form);
  if (!each) {
    // A malformed one has been reported already, unless json-e's look at the keys lets it pass.
    if ([...entries.keys()].some((key) => isLike(key, form))) return;
    const odd = [...entries].find(([key]) => new RegExp(`${form.passes}$`).test(key));
    if (odd) reportMalformed(checker, odd[0], odd[1], form);
    else reportMissing(checker, operation, form.word, `${form.example}, for what becomes of each element`);
    return;
  }
  const second = findEach(new Map([...entries].filter(([, other]) => other !== each.entry)), form);
  if (second) checker.report({ message: `${operator} takes only one "each(…)".`, span: second.entry.key });
  const inner = bind(scope, each.variables);
  if (as === 'template') return checker.template(each.entry.value, inner);
  const node = expressionNode(checker, each.entry, `What is under ${quote(keyOf(each.entry))}`);
  if (node && node !== resolveAlias(entry.value)) checker.expression(node, inner);
}

function keyOf({ key }: Entry): string {
  return key.kind === 'scalar' ? key.text : '';
}

/** Reports that a part of an operator is missing, unless a stray key may be that part, misspelt. */
export function reportMissing(checker: Checker, { operator, entry, entries, map }: Operation, key: string, what: string): void {
  const expected = { $reduce: 3, $let: 2, $map: 2, $find: 2 }[operator as string] ?? 1;
  if (entries.has(key) || entries.size >= expected) return;
  const words = key === 'each' ? `${operator} lacks ${what}.` : `${operator} lacks "${key}", ${what}.`;
  checker.report({ message: words, span: entry.key.start >= map.start ? entry.key : map });
}

function checkSort(checker: Checker, { entries, entry }: Operation, scope: Scope): void {
  const by = findEach(entries, BY);
  if (by) {
    const node = expressionNode(checker, by.entry, `What is under ${quote(keyOf(by.entry))}`);
    if (node) checker.expression(node, bind(scope, by.variables));
    return;
  }
  const list = resolveAlias(entry.value);
  if (list?.kind !== 'seq') return;
  const [first = 'unknown', ...rest] = list.items.map(kindOfNode);
  const wrong = [first, ...rest].findIndex((kind) => kind !== 'unknown' && kind !== 'string' && kind !== 'number');
  const other = first === 'unknown' ? -1 : rest.findIndex((kind) => kind !== 'unknown' && kind !== first) + 1;
  const item = wrong >= 0 ? list.items[wrong] : other > 0 ? list.items[other] : undefined;
  if (!item) return;
  const message = '$sort needs strings only or numbers only, or "by(x)" with an expression that gives such.';
  checker.report({ message, span: item });
}

function checkMerge(checker: Checker, { operator, entry }: Operation, scope: Scope): void {
  const words = `${operator} needs a list of mappings`;
  if (refuseKind(checker, entry.value, { words, kinds: ['list'] })) return;
  const list = resolveAlias(entry.value);
  if (list?.kind !== 'seq') return checker.template(entry.value, scope);
  let refused = false;
  for (const item of list.items) refused = refuseItem(checker, item, words) || refused;
  if (!refused) checker.template(list, scope);
}

function refuseItem(checker: Checker, item: Node, words: string): boolean {
  return refuseKind(checker, item, { words, kinds: ['mapping'] });
}

function checkFromNow(checker: Checker, { entry, entries }: Operation, scope: Scope): void {
  const from = entries.get('from');
  if (from) checker.template(from.value, scope);
  const words = '$fromNow needs a time span such as "1 day"';
  if (refuseKind(checker, entry.value, { words, kinds: ['string'] })) return;
  checker.template(entry.value, scope);
  const node = resolveAlias(entry.value);
  if (node?.kind !== 'scalar' || node.type !== 'string' || node.text.includes('${')) return;
  const judgement = judgeTimeSpan(node.text);
  if (!judgement) return;
  const { message, suggestion } = judgement;
  const quoteMark = node.style === 'single' ? "'" : node.style === 'double' ? '"' : '';
  const span = { start: node.start, end: node.end };
  if (suggestion === undefined || node.style === 'block') return checker.report({ message, span });
  const newText = quoteMark + suggestion + quoteMark;
  checker.report({ message, span, replacement: { span, newText, title: `Write "${suggestion}"` } });
}
