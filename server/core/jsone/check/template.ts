import { didYouMean } from '../../base/did-you-mean.js';
import { lazy } from '../../base/lazy.js';
import { quote } from '../../base/quote.js';
import { compareSpans, type Span } from '../../base/text.js';
import { type Entry, type MapNode, type Node, resolveAlias, type ScalarNode, visitNodes } from '../../syntax/node.js';
import { type Locate, locator } from '../../syntax/source-map.js';
import { parseExpression } from '../expression.js';
import { OPERATORS } from '../operators.js';
import { entriesOf } from './entries.js';
import { type Hidden, noteReads } from './hidden.js';
import { expressionProblems } from './names.js';
import { operatorsIn } from './operation.js';
import { checkOperation } from './operators.js';
import { type Placeholder, placeholdersIn } from './placeholders.js';
import { type Checker, inSource, type StringProblem, type TemplateProblem } from './problem.js';
import { bind, type Scope } from './scope.js';
import { reportStray } from './stray.js';
import { stringProblems } from './strings.js';
import { syntaxProblem } from './words.js';

export interface TemplateOptions {
  /** The names that the caller's context gives. */
  readonly variables: ReadonlySet<string>;
  /** Other callers may give more names: one that is not known is only reported if it is surely a slip of the pen. */
  readonly open: boolean;
  /** Those of the names that the service surely gives: to hide one of them is a slip, and `{event.after}` is a placeholder. */
  readonly given?: ReadonlySet<string>;
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
  const { given = new Set<string>() } = options;
  const hidden: Hidden[] = [];

  const checker: Checker = {
    report: ({ message, span, replacement, ...rest }) => {
      const problem = {
        ...rest,
        message,
        span: bare(span),
        ...(replacement && { replacement: { ...replacement, span: bare(replacement.span) } }),
      };
      if (problems.size < MAX_PROBLEMS) problems.set(`${span.start} ${span.end} ${message}`, problem);
    },
    bind: (scope, added) => {
      const inner = bind(
        scope,
        added.map(({ name }) => name),
      );
      const outer = scope.hidden ?? new Map<string, Hidden>();
      const own = added.flatMap(({ name, span }): Hidden[] =>
        given.has(name) && span ? [{ name, span: bare(span), reads: new Map(), unsure: false }] : [],
      );
      hidden.push(...own);
      const rebound = new Map(outer);
      for (const { name } of added) rebound.delete(name);
      for (const variable of own) rebound.set(variable.name, variable);
      return rebound.size > 0 || outer.size > 0 ? { ...inner, hidden: rebound } : inner;
    },
    template: (node, scope) => {
      const value = resolveAlias(node);
      // What several places share may be read under other variables elsewhere.
      if (node.kind === 'alias') for (const variable of scope.hidden?.values() ?? []) variable.unsure = true;
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
      if (scope.hidden?.size) noteReads(scope.hidden, node, locator(node, text), 'whole');
    },
    string: (node, scope) => {
      if (node.type !== 'string') return;
      if (node.text.includes('${')) {
        reportAll(checker, stringProblems(node.text, scope), node, text);
        if (scope.hidden?.size) noteReads(scope.hidden, node, locator(node, text), 'interpolation');
      }
      const found = placeholdersIn(node.text, scope);
      const locate = lazy(() => locator(node, text));
      for (const placeholder of found) reportPlaceholder(checker, placeholder, node, locate());
    },
  };

  const start = resolveAlias(root);
  const names = new Set([...options.variables, ...guardedNames(root)]);
  checker.template(root, { names, open: options.open, fog: false, context: given });
  for (const variable of hidden) reportHidden(checker, variable, names, steps > MAX_STEPS);
  return [...problems.values()].sort((a, b) => compareSpans(a.span, b.span));
}

function bare({ start, end }: Span): Span {
  return { start, end };
}

function reportPlaceholder(checker: Checker, placeholder: Placeholder, node: ScalarNode, locate: Locate): void {
  const { start, end, text, path } = placeholder;
  const right = `\${${path}}`;
  const message = `${quote(text)} stays as it is, though ${quote(path)} is a variable here. JSON-e fills in only ${right}.`;
  const span = locate({ start, end }) ?? node;
  checker.report({
    message,
    span,
    about: 'placeholder',
    inner: { node, span: { start, end }, newText: right },
  });
}

function reportHidden(
  checker: Checker,
  { name, span, reads, unsure }: Hidden,
  names: ReadonlySet<string>,
  cut: boolean,
): void {
  const other = `own_${name}`;
  const message = `The variable ${quote(name)} hides the one that the service gives, which nothing below can read any more. Give it another name.`;
  const edits = [...reads.values()].map((read) => ({ span: read, newText: other }));
  const replacement = { span, newText: other, title: `Rename to ${other}` };
  const mendable = !unsure && !cut && !names.has(other);
  checker.report({ message, span, about: 'hidden-variable', ...(mendable && { replacement, also: edits }) });
}

/** What the values beside an `env` see: its keys are variables of the shell that a script runs in. */
function besideEnv(scope: Scope, entries: ReadonlyMap<string, Entry>): Scope {
  const env = entries.get('env')?.value;
  if (!env) return scope;
  const shellNames = new Set<string>();
  visitNodes(env, (node) => {
    if (node.kind === 'map') for (const { key } of node.entries) if (key.kind === 'scalar') shellNames.add(key.text);
  });
  return { ...scope, shellNames };
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
    const inner = besideEnv(scope, entries);
    for (const [key, { key: node, value }] of entries) {
      checkKey(checker, key, node, inner);
      checker.template(value, inner);
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
  const meant = didYouMean(key, OPERATORS);
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
