import type { Fix } from '../../base/finding.js';
import { rewriteEntries } from '../../edit/rewrite-entries.js';
import { isEditError } from '../../edit/write-scalar.js';
import type { Field } from '../../jsone/shape.js';
import type { Replacement } from '../../migrations/task-queue-id/plan.js';
import { type DocumentModel, identifiersOf, type TaskVariant } from '../../model/model.js';
import type { Entry, Node } from '../../syntax/node.js';
import { relate, textNode, tripleOf } from '../identifier-relation.js';
import { silentIf } from '../plain-task.js';
import type { Rule, RuleContext, RuleFinding } from '../rule.js';
import { entrySpans } from '../spans.js';

export const redundantIdentifiers: Rule = {
  id: 'redundant-identifiers',
  summary: 'A task has a taskQueueId, and a provisionerId or workerType that says the same or is ignored.',
  severity: 'hint',
  foresee: silentIf(
    ({ value }) =>
      value.taskQueueId === undefined || (value.provisionerId === undefined && value.workerType === undefined),
  ),
  *check(context) {
    const seen = new Set<Entry>(halvesInForce(context.model.tasks));
    const found: Redundancy[] = [];
    for (const variant of context.model.tasks) {
      const one = redundancy(variant, context);
      if (!one || seen.has(one.half)) continue;
      seen.add(one.half);
      found.push(one);
    }
    const removals = found.flatMap(({ removal }) => removal ?? []);
    const kept = context.keepTasks(removals);
    const safe = new Set(removals.filter((_, i) => kept[i]));
    for (const { finding, removal, title } of found) {
      const fixes: Fix[] = removal && safe.has(removal) ? [{ title, safety: 'safe', edits: removal.edits }] : [];
      yield { ...finding, fixes };
    }
  },
};

/** One or two unnecessary halves. */
interface Redundancy {
  readonly half: Entry;
  readonly finding: RuleFinding;
  /** The edits that remove them, if that is possible, and their title. */
  readonly removal: Replacement | undefined;
  readonly title: string;
}

/** The halves that a task without a taskQueueId needs. They are not redundant, whatever else they are merged with. */
function halvesInForce(variants: readonly TaskVariant[]): Entry[] {
  return variants.flatMap((variant) => {
    const { provisionerId, workerType, taskQueueId } = identifiersOf(variant);
    return taskQueueId ? [] : [provisionerId, workerType].flatMap((half) => half?.entry ?? []);
  });
}

function redundancy(variant: TaskVariant, context: RuleContext): Redundancy | undefined {
  const { provisionerId, workerType, taskQueueId } = identifiersOf(variant);
  const half = provisionerId ?? workerType;
  if (!half?.certain || !taskQueueId?.certain) return undefined;
  if (!provisionerId || !workerType) return variant.shape.open ? undefined : loneHalf(half, taskQueueId, context);
  const triple = tripleOf(variant, context.model.dialect);
  if (triple?.relation !== 'equal') return undefined;
  const message = 'provisionerId and workerType only repeat taskQueueId. They can be removed.';
  return describe(message, [provisionerId, workerType], taskQueueId, context);
}

/** One half next to a taskQueueId. The queue overwrites it with the value from the taskQueueId. */
function loneHalf(half: Field, taskQueueId: Field, context: RuleContext): Redundancy {
  const name = half.entry.key.kind === 'scalar' ? half.entry.key.text : '';
  const [value, whole] = [textNode(half)?.text, textNode(taskQueueId)?.text];
  const part = whole?.split('/')[name === 'provisionerId' ? 0 : 1];
  const relation = value === undefined || part === undefined ? 'unknown' : relate(value, part, context.model.dialect);
  if (relation !== 'different')
    return describe(`The queue takes the ${name} from taskQueueId. It can be removed.`, [half], taskQueueId, context);
  const message = `The queue ignores this ${name}, "${value}": taskQueueId says "${part}".`;
  const ignored = describe(message, [half], taskQueueId, context);
  return { ...ignored, finding: { ...ignored.finding, severity: 'warning' } };
}

function describe(
  message: string,
  dropped: readonly [Field, ...Field[]],
  taskQueueId: Field,
  { model, aliased }: RuleContext,
): Redundancy {
  const [span, ...also] = entrySpans(
    model.tree.text,
    dropped.map(({ entry }) => entry),
  ) ?? [taskQueueId.entry];
  const names = dropped.map(({ entry }) => (entry.key.kind === 'scalar' ? entry.key.text : ''));
  return {
    half: dropped[0].entry,
    finding: {
      message,
      span: { start: span.start, end: span.end },
      ...(also.length > 0 && { also }),
      tags: ['unnecessary'],
    },
    removal: removalOf(dropped, taskQueueId, model, aliased()),
    title: `Remove ${names.join(' and ')}`,
  };
}

function removalOf(
  dropped: readonly Field[],
  taskQueueId: Field,
  { tree }: DocumentModel,
  aliased: ReadonlySet<Node>,
): Replacement | undefined {
  const { owner, entry } = taskQueueId;
  const id = textNode(taskQueueId)?.text;
  if (id === undefined || dropped.some((field) => field.owner !== owner || aliased.has(field.entry.value)))
    return undefined;
  const value = tree.text.slice(entry.value.start, entry.value.end);
  const entries = [...dropped.map((field) => field.entry), entry];
  const edits = rewriteEntries(tree, owner, entries, { key: 'taskQueueId', value });
  return isEditError(edits) ? undefined : { map: owner, identifiers: { taskQueueId: id }, edits };
}
