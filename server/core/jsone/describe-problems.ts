import { type DescribedProblem, describeProblem } from './describe-problem.js';
import type { Problem, Trail } from './engine/index.js';

/** A problem of a template for a reader who sees nothing but this line. */
export interface Told extends Pick<DescribedProblem, 'message' | 'span'> {
  /** Whether the template is right, perhaps, but too much for the engine. */
  readonly isLimit: boolean;
}

/** How many loops are named. */
const MOST_STEPS = 5;

/**
 * The problems of a rendering in words, in their order, each with the way to it through the loops. The same mistake in
 * each item of a loop is said once.
 */
export function describeProblems(problems: readonly Problem[]): Told[] {
  const found = new Map<string, Told>();
  for (const problem of problems) {
    const { message, span } = describeProblem(problem);
    const identity = `${span.start} ${span.end} ${message}`;
    if (found.has(identity)) continue;
    found.set(identity, {
      message: `${message}${wayTo(problem.trail)}`,
      span,
      isLimit: problem.detail.code === 'limit',
    });
  }
  return [...found.values()];
}

/** In which items of which loops, the outermost first. */
function wayTo(trail: Trail | undefined): string {
  const steps: string[] = [];
  for (let step = trail; step && steps.length < MOST_STEPS; step = step.outer) {
    if (step.operator !== '$let')
      steps.unshift(`${step.operator} ${typeof step.key === 'number' ? 'item' : 'key'} ${step.key}`);
  }
  return steps.length > 0 ? ` (${steps.join(', ')})` : '';
}
