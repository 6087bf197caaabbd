import { type DescribedProblem, describeProblem } from './describe-problem.js';
import type { Problem, Trail } from './engine/index.js';

/** A problem of a template for a reader who only sees this line. */
export interface Told extends Pick<DescribedProblem, 'message' | 'span'> {
  /** Whether the template exceeded a limit of the engine and may be correct. */
  readonly isLimit: boolean;
}

/** How many loops to name. */
const MOST_STEPS = 5;

/**
 * The problems of a rendering in words, in their order, each with its path through the loops. A mistake that repeats in each
 * item of a loop is reported once.
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

/** The items of the loops around a problem, the outermost first. */
function wayTo(trail: Trail | undefined): string {
  const steps: string[] = [];
  for (let step = trail; step && steps.length < MOST_STEPS; step = step.outer) {
    if (step.operator !== '$let')
      steps.unshift(`${step.operator} ${typeof step.key === 'number' ? 'item' : 'key'} ${step.key}`);
  }
  return steps.length > 0 ? ` (${steps.join(', ')})` : '';
}
