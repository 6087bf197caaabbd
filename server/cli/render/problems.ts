import type { Finding } from '../../core/base/finding.js';
import type { Problem, Trail } from '../../core/jsone/engine/index.js';
import type { SyntaxProblem } from '../../core/syntax/node.js';

/** A mistake that repeats in each item of a loop is reported once. */
export function findingsOf(problems: readonly Problem[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const problem of problems) {
    const { span, message } = problem;
    const key = `${span.start} ${span.end} ${message}`;
    if (!found.has(key)) found.set(key, finding('template', `${sentence(message)}${wayTo(problem.trail)}`, span));
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

/** Why a text cannot be read. */
export function syntaxFindings(problems: readonly SyntaxProblem[]): Finding[] {
  return problems.map(({ message, span }) => finding('syntax', message, span));
}

function finding(rule: 'template' | 'syntax', message: string, { start, end }: Finding['span']): Finding {
  return { rule, severity: 'error', message, span: { start, end }, fixable: false, fixes: [] };
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

/** The items of the loops in which a mistake occurs, the outermost first. */
function wayTo(trail: Trail | undefined): string {
  const steps: string[] = [];
  for (let step = trail; step && steps.length < 5; step = step.outer) {
    if (step.operator !== '$let')
      steps.unshift(`${step.operator} ${typeof step.key === 'number' ? 'item' : 'key'} ${step.key}`);
  }
  return steps.length > 0 ? ` (${steps.join(', ')})` : '';
}
