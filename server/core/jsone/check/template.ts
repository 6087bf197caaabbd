import { compareSpans } from '../../base/text.js';
import { type Node, resolveAlias } from '../../syntax/node.js';
import { describeProblem } from '../describe-problem.js';
import { compile, explore, type Template } from '../engine/index.js';
import type { TemplateProblem } from './problem.js';
import { variableProblems } from './variables.js';

export interface TemplateOptions {
  /** The names in the caller's context. */
  readonly variables: ReadonlySet<string>;
  /** The names that the service always provides: hiding one is a mistake, and `{event.after}` is a placeholder. */
  readonly given?: ReadonlySet<string>;
  /** Keys of the root mapping that the service removes before it renders, e.g. `version` and `hooks`. */
  readonly without?: readonly string[];
  /** Compiles the template, if some of it is already compiled. */
  readonly compile?: ((node: Node) => Template) | undefined;
}

/** The maximum number of reported mistakes. */
const MOST = 1_000;

/**
 * The mistakes in a JSON-e template, in every branch, that make any rendering fail which reaches them, and what never works
 * as intended; in the order of the text. Never throws.
 */
export function checkTemplate(root: Node, text: string, options: TemplateOptions): TemplateProblem[] {
  const { variables, given = new Set<string>(), without = [] } = options;
  const names = new Set([...variables, ...guardedNames(root)]);
  const rendered = withoutKeys(root, without);
  const template = options.compile?.(rendered) ?? compile(rendered, { text });
  const found: TemplateProblem[] = [
    ...explore(template, names).map(describeProblem),
    ...variableProblems(rendered, text, { names, given }),
  ];
  // A mistake in something shared by several places is one mistake.
  const problems = new Map(
    found.map((problem) => [`${problem.span.start} ${problem.span.end} ${problem.message}`, problem]),
  );
  return [...problems.values()].sort((a, b) => compareSpans(a.span, b.span)).slice(0, MOST);
}

function withoutKeys(root: Node, keys: readonly string[]): Node {
  const map = resolveAlias(root);
  if (map?.kind !== 'map' || keys.length === 0) return root;
  return { ...map, entries: map.entries.filter(({ key }) => key.kind !== 'scalar' || !keys.includes(key.text)) };
}

/** The names that the template checks with `defined()`, anywhere. */
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
