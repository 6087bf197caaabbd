import { PATTERNS } from '../../identifiers/patterns.js';
import { hasMisspeltIdentifier, identifiersOf, type TaskVariant } from '../../model/model.js';
import { type Entry, resolveAlias } from '../../syntax/node.js';
import { silentIf } from '../plain-task.js';
import type { Rule, RuleContext, RuleFinding } from '../rule.js';
import { orServiceErrors } from '../service-errors.js';
import { places } from '../spans.js';

export const incompleteIdentifiers: Rule = {
  id: 'incomplete-identifiers',
  summary: 'A task has a provisionerId or a workerType, but not the other.',
  severity: 'error',
  foresee: silentIf(({ value }) => (value.provisionerId === undefined) === (value.workerType === undefined)),
  check: (context) =>
    orServiceErrors(context, 'incomplete-identifiers', incomplete(context), context.model.tasks.filter(loneHalf)),
};

function* incomplete({ model }: RuleContext): Iterable<RuleFinding> {
  // In an unreadable text, the mistake may hide what seems to be missing.
  if (model.tree.errors.length > 0) return;
  const lacking = new Map<Entry, TaskVariant[]>();
  for (const variant of model.tasks) {
    const entry = loneHalf(variant);
    if (entry) lacking.set(entry, [...(lacking.get(entry) ?? []), variant]);
  }
  for (const [entry, variants] of lacking) {
    const [has, lacks] = isProvisionerId(entry) ? ['provisionerId', 'workerType'] : ['workerType', 'provisionerId'];
    const related = places(
      variants.filter((variant) => variant.shape.parts.length > 1),
      'This task has no such key.',
    );
    yield {
      message: `The task has a ${has} but no ${lacks}, so the queue rejects it. Add the ${lacks}, or write both as taskQueueId: "provisioner/worker-type".`,
      span: { start: entry.start, end: entry.end },
      ...(related.length > 0 && { related }),
    };
  }
}

/** The half of a variant that certainly lacks the other half and a taskQueueId. */
function loneHalf(variant: TaskVariant): Entry | undefined {
  const { provisionerId, workerType, taskQueueId } = identifiersOf(variant);
  if (variant.role !== 'certain' || variant.shape.open || taskQueueId || (provisionerId && workerType))
    return undefined;
  const half = provisionerId ?? workerType;
  return half && !hasMisspeltIdentifier(variant) && !holdsWholeId(half.entry) ? half.entry : undefined;
}

/** The format rules report a whole queue id in a half. */
function holdsWholeId({ value }: Entry): boolean {
  const node = resolveAlias(value);
  return node?.kind === 'scalar' && PATTERNS.taskQueueId.test(node.text);
}

function isProvisionerId(entry: Entry): boolean {
  return entry.key.kind === 'scalar' && entry.key.text === 'provisionerId';
}
