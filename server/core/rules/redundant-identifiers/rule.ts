import type { Fix } from '../../finding.js';
import type { Field } from '../../jsone/shape.js';
import { rewriteEntries } from '../../migration/rewrite.js';
import { isRefusal } from '../../migration/value.js';
import { identifiersOf, type TaskForm } from '../../model/model.js';
import type { Entry } from '../../syntax/node.js';
import { entrySpans } from '../places.js';
import type { Rule, RuleContext, RuleFinding } from '../rule.js';
import { relate, textNode, tripleOf } from '../triple.js';

export const redundantIdentifiers: Rule = {
  id: 'redundant-identifiers',
  summary: 'A task has a taskQueueId, and a provisionerId or workerType that says the same or is ignored.',
  severity: 'hint',
  *check(context) {
    const seen = new Set<Entry>(halvesInForce(context.model.tasks));
    for (const form of context.model.tasks) {
      const finding = redundancy(form, context);
      if (!finding || seen.has(finding.half)) continue;
      seen.add(finding.half);
      yield finding.finding;
    }
  },
};

/** The halves that some task without a taskQueueId needs: they are not redundant, whatever else they are merged with. */
function halvesInForce(forms: readonly TaskForm[]): Entry[] {
  return forms.flatMap((form) => {
    const { provisionerId, workerType, taskQueueId } = identifiersOf(form);
    return taskQueueId ? [] : [provisionerId, workerType].flatMap((half) => half?.entry ?? []);
  });
}

function redundancy(form: TaskForm, context: RuleContext): { half: Entry; finding: RuleFinding } | undefined {
  const { provisionerId, workerType, taskQueueId } = identifiersOf(form);
  const half = provisionerId ?? workerType;
  if (!half?.certain || !taskQueueId?.certain) return undefined;
  if (!provisionerId || !workerType)
    return form.shape.open ? undefined : { half: half.entry, finding: loneHalf(half, taskQueueId, context) };
  const triple = tripleOf(form, context.model.dialect);
  if (triple?.relation !== 'equal') return undefined;
  const message = 'provisionerId and workerType only repeat taskQueueId. They can be removed.';
  return { half: half.entry, finding: describe(message, [provisionerId, workerType], taskQueueId, context) };
}

/** One half beside a taskQueueId: the queue overwrites it by what the taskQueueId says. */
function loneHalf(half: Field, taskQueueId: Field, context: RuleContext): RuleFinding {
  const name = half.entry.key.kind === 'scalar' ? half.entry.key.text : '';
  const [value, whole] = [textNode(half)?.text, textNode(taskQueueId)?.text];
  const part = whole?.split('/')[name === 'provisionerId' ? 0 : 1];
  const relation = value === undefined || part === undefined ? 'unknown' : relate(value, part, context.model.dialect);
  if (relation !== 'different')
    return describe(`The queue takes the ${name} from taskQueueId. It can be removed.`, [half], taskQueueId, context);
  const message = `The queue ignores this ${name}, "${value}": taskQueueId says "${part}".`;
  return { ...describe(message, [half], taskQueueId, context), severity: 'warning' };
}

function describe(message: string, dropped: readonly Field[], taskQueueId: Field, context: RuleContext): RuleFinding {
  const [span, ...also] = entrySpans(
    context.model.tree.text,
    dropped.map(({ entry }) => entry),
  ) ?? [taskQueueId.entry];
  return {
    message,
    span: { start: span.start, end: span.end },
    ...(also.length > 0 && { also }),
    tags: ['unnecessary'],
    fixes: fixes(dropped, taskQueueId, context),
  };
}

function fixes(dropped: readonly Field[], taskQueueId: Field, { model, aliased }: RuleContext): Fix[] {
  const { owner, entry } = taskQueueId;
  if (dropped.some((field) => field.owner !== owner || aliased().has(field.entry.value))) return [];
  const value = model.tree.text.slice(entry.value.start, entry.value.end);
  const entries = [...dropped.map((field) => field.entry), entry];
  const edits = rewriteEntries(model.tree, owner, entries, { key: 'taskQueueId', value });
  if (isRefusal(edits)) return [];
  const names = dropped.map((field) => (field.entry.key.kind === 'scalar' ? field.entry.key.text : ''));
  return [{ title: `Remove ${names.join(' and ')}`, safety: 'safe', edits }];
}
