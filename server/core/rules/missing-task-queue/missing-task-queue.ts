import { IDENTIFIERS } from '../../identifiers/names.js';
import { hasMisspeltIdentifier, identifiersOf, type TaskVariant } from '../../model/model.js';
import { silentIf } from '../plain-task.js';
import type { Rule, RuleContext, RuleFinding } from '../rule.js';
import { orServiceErrors } from '../service-errors.js';
import { firstKey } from '../spans.js';

export const missingTaskQueue: Rule = {
  id: 'missing-task-queue',
  summary: 'A task does not say which queue it is for.',
  severity: 'error',
  foresee: silentIf(({ value }) => IDENTIFIERS.some((key) => value[key] !== undefined)),
  check: (context) =>
    orServiceErrors(context, 'missing-task-queue', missing(context), context.model.tasks.filter(lacksQueue)),
};

function* missing({ model }: RuleContext): Iterable<RuleFinding> {
  // In an unreadable text, the mistake may hide what seems to be missing.
  if (model.tree.errors.length > 0) return;
  const seen = new Set<number>();
  for (const variant of model.tasks.filter(lacksQueue)) {
    const span = firstKey(variant);
    if (seen.has(span.start)) continue;
    seen.add(span.start);
    yield {
      message: 'The task names no queue, so the queue service rejects it. Add taskQueueId: "provisioner/worker-type".',
      span,
    };
  }
}

function lacksQueue(variant: TaskVariant): boolean {
  if (variant.role !== 'certain' || variant.shape.open) return false;
  return Object.keys(identifiersOf(variant)).length === 0 && !hasMisspeltIdentifier(variant);
}
