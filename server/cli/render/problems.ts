import type { Finding } from '../../core/base/finding.js';
import type { Span } from '../../core/base/text.js';
import { fromWholeDocument } from '../../core/incremental/convert-offsets.js';
import type { Problem, Trail } from '../../core/jsone/engine/index.js';
import type { ParseError } from '../../core/syntax/node.js';

/** The same mistake in each item of a loop is said once. */
export function findingsOf(problems: readonly Problem[]): Finding<'document'>[] {
  const found = new Map<string, Finding<'document'>>();
  for (const problem of problems) {
    const { span, message } = problem;
    const key = `${span.start} ${span.end} ${message}`;
    if (!found.has(key)) found.set(key, finding('template', `${sentence(message)}${wayTo(problem.trail)}`, span));
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

/** What keeps a text from being read. */
export function syntaxFindings(problems: readonly ParseError[]): Finding<'document'>[] {
  return problems.map(({ message, span }) => finding('syntax', message, span));
}

function finding(rule: 'template' | 'syntax', message: string, span: Span): Finding<'document'> {
  return { rule, severity: 'error', message, span: fromWholeDocument(span), fixable: false, fixes: [] };
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

/** In which items of which loops, the outermost first. */
function wayTo(trail: Trail | undefined): string {
  const steps: string[] = [];
  for (let step = trail; step && steps.length < 5; step = step.outer) {
    if (step.operator !== '$let')
      steps.unshift(`${step.operator} ${typeof step.key === 'number' ? 'item' : 'key'} ${step.key}`);
  }
  return steps.length > 0 ? ` (${steps.join(', ')})` : '';
}
