import type { Node, ScalarNode } from '../../syntax/node.js';
import type { Span } from '../../text.js';
import type { Scope } from './scope.js';
import type { Locate } from './source-map.js';

/** A mistake in a template. */
export interface TemplateProblem {
  /** One or two sentences: what is wrong, and what would be right. */
  readonly message: string;
  readonly span: Span;
  readonly replacement?: Replacement;
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
  readonly replacement?: { readonly span: Span; readonly newText: string };
}

/** What the checks of a template have in common. */
export interface Checker {
  report(problem: TemplateProblem): void;
  /** Checks a template at its place. */
  template(node: Node, scope: Scope): void;
  /** Checks a string that is an expression as a whole. */
  expression(node: ScalarNode, scope: Scope): void;
  /** Checks the `${…}` in a string. */
  string(node: ScalarNode, scope: Scope): void;
}

/** A problem in the content of a scalar as one of the source. What cannot be located stands at the whole scalar. */
export function inSource(problem: StringProblem, node: ScalarNode, locate: Locate): TemplateProblem {
  const { message, replacement } = problem;
  const span = locate(problem.span) ?? { start: node.start, end: node.end };
  const target = replacement && locate(replacement.span);
  if (!replacement || !target) return { message, span };
  return { message, span, replacement: { ...replacement, span: target, title: titleOf(replacement.newText) } };
}

/** What a replacement is called in a menu. */
export function titleOf(newText: string): string {
  return `Write ${newText}`;
}
