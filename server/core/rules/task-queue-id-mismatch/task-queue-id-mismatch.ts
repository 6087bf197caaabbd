import type { Fix } from '../../base/finding.js';
import { rewriteEntries } from '../../edit/rewrite-entries.js';
import { isEditError, joinedSource } from '../../edit/write-scalar.js';
import { checkIdentifier } from '../../identifiers/check-identifier.js';
import { stringParts } from '../../jsone/strings.js';
import type { DocumentModel } from '../../model/model.js';
import { isJudged } from '../../model/model.js';
import type { Entry } from '../../syntax/node.js';
import { type Triple, tripleOf } from '../identifier-relation.js';
import { silentIf } from '../plain-task.js';
import type { Rule, RuleContext, RuleFinding } from '../rule.js';
import { withServiceErrors } from '../service-errors.js';

export const taskQueueIdMismatch: Rule = {
  id: 'task-queue-id-mismatch',
  summary: 'The taskQueueId of a task is not its provisionerId and workerType joined by a slash.',
  severity: 'error',
  foresee: silentIf(
    ({ value }) =>
      value.taskQueueId === undefined || (value.provisionerId === undefined && value.workerType === undefined),
  ),
  check: (context) => withServiceErrors(context, 'task-queue-id-mismatch', mismatches(context)),
};

function* mismatches({ model, aliased }: RuleContext): Iterable<RuleFinding> {
  const seen = new Set<Entry>();
  for (const form of model.tasks.filter(isJudged)) {
    const triple = tripleOf(form, model.dialect);
    if (triple?.relation !== 'different' || seen.has(triple.taskQueueId.entry)) continue;
    seen.add(triple.taskQueueId.entry);
    const { provisionerId, workerType, texts } = triple;
    const { value } = triple.taskQueueId.entry;
    yield {
      message: `taskQueueId is "${texts.taskQueueId}", but provisionerId and workerType make "${texts.pair}". The queue rejects a task whose identifiers disagree.`,
      span: { start: value.start, end: value.end },
      related: [provisionerId, workerType].map(({ entry }) => ({
        span: { start: entry.start, end: entry.end },
        message: `provisionerId and workerType make "${texts.pair}".`,
      })),
      fixes: fixes(model, triple, aliased()),
    };
  }
}

function fixes(model: DocumentModel, triple: Triple, aliased: ReadonlySet<unknown>): Fix[] {
  const { provisionerId, workerType, taskQueueId, texts, nodes } = triple;
  const fields = [provisionerId, workerType, taskQueueId];
  const { owner } = taskQueueId;
  if (fields.some((field) => field.owner !== owner || aliased.has(field.entry.value))) return [];
  const entries = fields.map((field) => field.entry);
  const { text, syntax } = model.tree;
  const choose = (verb: string, id: string, value: string): Fix[] => {
    // Nobody is told to write what the queue rejects.
    if (checkIdentifier('taskQueueId', stringParts(id, model.dialect), model.dialect)) return [];
    const edits = rewriteEntries(model.tree, owner, entries, { key: 'taskQueueId', value });
    return isEditError(edits) ? [] : [{ title: `${verb} taskQueueId: ${id}`, safety: 'suggestion', edits }];
  };
  const kept = text.slice(taskQueueId.entry.value.start, taskQueueId.entry.value.end);
  const pair = joinedSource(nodes.provisionerId, nodes.workerType, text, { json: syntax !== 'yaml', flow: owner.flow });
  return [...choose('Keep', texts.taskQueueId, kept), ...choose('Write', texts.pair, pair)];
}
