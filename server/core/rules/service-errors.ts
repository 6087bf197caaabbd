import type { RuleId } from '../base/rule-ids.js';
import type { Span } from '../base/text.js';
import type { TaskVariant } from '../model/model.js';
import { errorMessage, type ServiceError } from '../services/service-error.js';
import type { RuleContext, RuleFinding } from './rule.js';

/** What services refuse of the document under a rule, but for what the rule has found by itself (`found`). */
export function serviceErrorsOf(
  { model, serviceErrors }: RuleContext,
  rule: RuleId,
  found: readonly RuleFinding[] = [],
  isSaid: (error: ServiceError) => boolean = () => false,
): RuleFinding[] {
  const errors = serviceErrors().filter((error) => error.rule === rule && !isSaid(error));
  return errors
    .filter((error) => !found.some(({ span }) => isSamePlace(model.tree.text, span, error.span)))
    .map((error) => {
      const { span, fixes, severity } = error;
      return { message: errorMessage(error), span, fixes, ...(severity && { severity }) };
    });
}

/** What a rule has found by itself, and what services refuse besides. */
export function withServiceErrors(context: RuleContext, rule: RuleId, own: Iterable<RuleFinding>): RuleFinding[] {
  const found = [...own];
  return [...found, ...serviceErrorsOf(context, rule, found)];
}

/**
 * What a rule has found of these variants without rendering, and what the renderings show of other tasks: those that are
 * made of other mappings.
 */
export function orServiceErrors(
  context: RuleContext,
  rule: RuleId,
  own: Iterable<RuleFinding>,
  variants: readonly TaskVariant[],
): RuleFinding[] {
  const found = [...own];
  const isSaid = ({ task = [] }: ServiceError): boolean =>
    variants.some(({ shape }) => task.every((map) => shape.parts.includes(map)));
  return [...found, ...serviceErrorsOf(context, rule, found, isSaid)];
}

/** Whether the two are about one place. Of a value over several lines, one may be at its key. */
export function isSamePlace(text: string, a: Span, b: Span): boolean {
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  return second.start <= first.end || /^\s*:\s*$/.test(text.slice(first.end, Math.min(second.start, first.end + 1000)));
}
