import { quote } from '../../identifiers/quote.js';
import { nearest } from '../../nearest.js';
import { type MapNode, type Node, resolveAlias, type ScalarNode } from '../../syntax/node.js';
import type { Span } from '../../text.js';
import { parseExpression } from '../expression.js';
import { OPERATORS } from '../operators.js';
import { entriesOf } from './entries.js';
import { expressionProblems } from './names.js';
import { operatorsIn } from './operation.js';
import { checkOperation } from './operators.js';
import { type Checker, inSource, type StringProblem, type TemplateProblem } from './problem.js';
import type { Scope } from './scope.js';
import { locator } from './source-map.js';
import { reportStray } from './stray.js';
import { stringProblems } from './strings.js';
import { syntaxProblem } from './words.js';

export interface TemplateOptions {
  /** The names that the caller's context gives. */
  readonly variables: ReadonlySet<string>;
  /** Other callers may give more names: one that is not known is only reported if it is surely a slip of the pen. */
  readonly open: boolean;
  /** Keys of the root mapping that the service takes out before it renders, e.g. `version` and `hooks`. */
  readonly without?: readonly string[];
}

/** How many nodes are looked at: aliases can make a small file mean a very large one. */
const MAX_STEPS = 200_000;
/** How deep templates and aliases may lead into one another. */
const MAX_NESTING = 500;
/** How many mistakes are reported. */
const MAX_PROBLEMS = 1_000;

/**
 * The mistakes in a JSON-e template that any rendering of their place would trip over, in every branch, in the order of
 * the text. Never throws.
 */
export function checkTemplate(root: Node, text: string, options: TemplateOptions): TemplateProblem[] {
  const problems = new Map<string, TemplateProblem>();
  const seen = new WeakMap<Node, Set<Scope>>();
  let steps = 0;
  let nesting = 0;

  const checker: Checker = {
    report: ({ message, span, replacement }) => {
      const problem = {
        message,
        span: bare(span),
        ...(replacement && { replacement: { ...replacement, span: bare(replacement.span) } }),
      };
      if (problems.size < MAX_PROBLEMS) problems.set(`${span.start} ${span.end} ${message}`, problem);
    },
    template: (node, scope) => {
      const value = resolveAlias(node);
      if (!value || ++steps > MAX_STEPS || nesting >= MAX_NESTING) return;
      const scopes = seen.get(value);
      if (scopes?.has(scope)) return;
      if (value.kind !== 'scalar') seen.set(value, (scopes ?? new Set()).add(scope));
      nesting++;
      if (value.kind === 'scalar') checker.string(value, scope);
      else if (value.kind === 'seq') for (const item of value.items) checker.template(item, scope);
      else checkMap(checker, value, scope, value === start ? (options.without ?? []) : []);
      nesting--;
    },
    expression: (node, scope) => {
      const parsed = parseExpression(node.text, 0, 'whole');
      if (parsed.failure?.kind === 'depth') return;
      const found = parsed.failure
        ? [syntaxProblem(parsed.failure, node.text, 0, false)]
        : parsed.tree && expressionProblems(parsed.tree, scope, undefined);
      reportAll(checker, found ?? [], node, text);
    },
    string: (node, scope) => {
      if (node.type === 'string' && node.text.includes('${'))
        reportAll(checker, stringProblems(node.text, scope), node, text);
    },
  };

  const start = resolveAlias(root);
  const names = new Set([...options.variables, ...guardedNames(root)]);
  checker.template(root, { names, open: options.open, fog: false });
  return [...problems.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function bare({ start, end }: Span): Span {
  return { start, end };
}

function reportAll(checker: Checker, found: readonly StringProblem[], node: ScalarNode, text: string): void {
  if (found.length === 0) return;
  const locate = locator(node, text);
  for (const problem of found) checker.report(inSource(problem, node, locate));
}

function checkMap(checker: Checker, map: MapNode, scope: Scope, without: readonly string[]): void {
  const entries = new Map([...entriesOf(map)].filter(([key]) => !without.includes(key)));
  const [operator, second] = operatorsIn(entries);
  const entry = operator && entries.get(operator);
  const other = second && entries.get(second);
  if (other) {
    const message = `"${second}" cannot stand beside "${operator}": a mapping has at most one operator.`;
    checker.report({ message, span: other.key });
  } else if (entry) {
    const stray = reportStray(checker, operator, entries);
    checkOperation(checker, { operator, entry, entries, stray }, scope);
  } else {
    for (const [key, { key: node, value }] of entries) {
      checkKey(checker, key, node, scope);
      checker.template(value, scope);
    }
  }
}

/** Checks the key of a mapping without operators: `$name` is no operator then, and `${…}` is filled in. */
function checkKey(checker: Checker, key: string, node: Node, scope: Scope): void {
  if (key.startsWith('$$')) return;
  if (!/^\$[a-zA-Z][a-zA-Z0-9]*$/.test(key)) {
    const scalar = resolveAlias(node);
    if (scalar?.kind === 'scalar') checker.string(scalar, scope);
    return;
  }
  const meant = nearest(key, OPERATORS);
  const plain = node.kind === 'scalar' && node.style === 'plain';
  const right = meant ?? `$${key}`;
  const message = `JSON-e has no operator ${quote(key)}. ${
    meant === undefined ? `For a key that begins with a dollar sign, write "$${key}".` : `Did you mean "${meant}"?`
  }`;
  const newText = plain ? right : JSON.stringify(right);
  checker.report({ message, span: node, replacement: { span: node, newText, title: `Write ${right}` } });
}

/** The names that the template asks `defined()` for, anywhere in it. */
function guardedNames(root: Node): Set<string> {
  const names = new Set<string>();
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'seq') waiting.push(...node.items);
    if (node.kind === 'map') for (const entry of node.entries) waiting.push(entry.key, entry.value);
    if (node.kind === 'scalar')
      for (const match of node.text.matchAll(/\bdefined\s*\(\s*(?:'([^']*)'|"([^"]*)")/g))
        names.add(match[1] ?? match[2] ?? '');
  }
  return names;
}
