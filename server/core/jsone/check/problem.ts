import type { Span } from '../../base/text.js';
import type { Node, ScalarNode } from '../../syntax/node.js';
import type { Locate } from '../../syntax/source-map.js';
import type { Scope } from './scope.js';

/** A mistake in a template. */
export interface TemplateProblem {
  /** One or two sentences: what is wrong, and what would be right. */
  readonly message: string;
  readonly span: Span;
  readonly replacement?: Replacement;
  /** The service does not mind: what is marked stays as it is written. */
  readonly accepted?: true;
  /** Of what is no mistake of JSON-e, and never works as it is meant: which it is. */
  readonly about?: 'placeholder' | 'hidden-variable';
  /** Further replacements that belong to the first. */
  readonly also?: readonly Pick<Replacement, 'span' | 'newText'>[];
  /** In place of `replacement`: what to write in a scalar, in offsets of its content. */
  readonly inner?: { readonly node: ScalarNode; readonly span: Span; readonly newText: string };
}

export interface Replacement {
  readonly span: Span;
  readonly newText: string;
  readonly title: string;
}

/** A mistake in a string, in offsets of its content. */
export interface StringProblem {
  readonly message: string;
  readonly span: Span;
  readonly replacement?: { readonly span: Span; readonly newText: string; readonly title?: string };
  readonly accepted?: true;
}

/** What the checks of a template have in common. */
export interface Checker {
  report(problem: TemplateProblem): void;
  /** Checks a template at its place. */
  template(node: Node, scope: Scope): void;
  /** Checks a string that is an expression as a whole. */
  expression(node: ScalarNode, scope: Scope): void;
  /** Notes that a variable is bound whose name stands at `span`, and gives the scope of those who see it. */
  bind(scope: Scope, added: readonly Binding[]): Scope;
  /** Checks the `${…}` in a string. */
  string(node: ScalarNode, scope: Scope): void;
}

/** A variable and where its name stands. */
export interface Binding {
  readonly name: string;
  readonly span: Span | undefined;
}

/** A problem in the content of a scalar as one of the source. What cannot be located stands at the whole scalar. */
export function inSource(problem: StringProblem, node: ScalarNode, locate: Locate): TemplateProblem {
  const { replacement, ...rest } = problem;
  const located = { ...rest, span: locate(problem.span) ?? { start: node.start, end: node.end } };
  const target = replacement && locate(replacement.span);
  if (!replacement || !target || !fits(replacement.newText, target, node)) return located;
  return { ...located, replacement: { title: `Write ${replacement.newText}`, ...replacement, span: target } };
}

/** Whether a text can be put there without quotes or escapes of its own. */
function fits(newText: string, { start }: Span, node: ScalarNode): boolean {
  if (/[\n'"\\]/.test(newText)) return node.style === 'block' && !newText.includes('\n');
  return node.style !== 'plain' || start > node.start || /^[\w$]/.test(newText);
}
