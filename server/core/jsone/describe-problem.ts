import type { Span } from '../base/text.js';
import type { Problem } from './engine/index.js';

export interface Described {
  readonly message: string;
  readonly span: Span;
  readonly replacement?: { readonly span: Span; readonly newText: string; readonly title: string };
}

export function describeProblem(problem: Problem): Described {
  return { message: problem.message, span: problem.span };
}
