import { type Entry, type Node, resolveAlias, type ScalarNode } from '../../syntax/node.js';
import { aKind, isNoneOf, type Kind, kindOfNode } from './kinds.js';
import type { Checker } from './problem.js';
import type { Scope } from './scope.js';

/** What an operator wants of its value. */
export interface Wanted {
  /** In words: "$flatten needs a list". */
  readonly words: string;
  readonly kinds: readonly Kind[];
}

/** Reports a value that cannot become what the operator wants; says whether it did. */
export function refuseKind(checker: Checker, value: Node, { words, kinds }: Wanted): boolean {
  const kind = kindOfNode(value);
  if (!isNoneOf(kind, ...kinds)) return false;
  const node = resolveAlias(value);
  const expression = node?.kind === 'scalar' ? /^\$\{([^{}$]+)\}$/.exec(node.text)?.[1]?.trim() : undefined;
  const advice = expression ? ` Write {$eval: ${JSON.stringify(expression)}} to have the value itself.` : '';
  checker.report({ message: `${words}, but this is ${aKind(kind)}.${advice}`, span: placeOf(value) });
  return true;
}

/** The span of a value. A missing one has none: the editor would show nothing. */
function placeOf({ start, end }: Node): { start: number; end: number } {
  return { start: Math.min(start, Math.max(0, end - 1)), end };
}

/** Checks an expression that stands under a key. */
export function checkExpression(checker: Checker, entry: Entry, scope: Scope, words: string): void {
  const node = expressionNode(checker, entry, words);
  if (node) checker.expression(node, scope);
}

/** The scalar if the value is a string; else says that an expression is wanted, and how to write it. */
function expressionNode(checker: Checker, { key, value }: Entry, words: string): ScalarNode | undefined {
  const node = resolveAlias(value);
  if (node?.kind !== 'scalar') {
    const kind = node ? kindOfNode(node) : 'unknown';
    const what = kind === 'unknown' ? 'a mapping' : aKind(kind);
    if (node)
      checker.report({ message: `${words} must be a string with an expression, but this is ${what}.`, span: key });
    return undefined;
  }
  switch (node.type) {
    case 'string':
      return node;
    case 'number':
    case 'boolean':
    case 'null': {
      const message = `${words} must be a string with an expression, but this is ${aKind(node.type)}. Put it in quotes.`;
      const newText = `"${node.type === 'number' ? node.text : node.text.toLowerCase().replace('~', 'null')}"`;
      const span = { start: value.start, end: value.end };
      const fix = node === value ? { replacement: { span, newText, title: `Write ${newText}` } } : {};
      checker.report({ message, span, ...fix });
      return undefined;
    }
    case 'missing':
      checker.report({ message: `${words} must be a string with an expression, but there is none.`, span: key });
      return undefined;
    default:
      return undefined;
  }
}
