import { editDistance } from '../base/did-you-mean.js';
import type { Fix } from '../base/finding.js';
import type { Span, TextKind } from '../base/text.js';
import type { TextEdit } from '../base/text-edit.js';
import type { Knowledge, PoolDefinition } from '../deployment/knowledge.js';
import { isBeingDeleted, standstillOf } from '../deployment/lifecycle.js';
import { writeScalar } from '../edit/write-scalar.js';
import type { PayloadSummary } from '../model/task-payload.js';
import type { QueueReference, WrittenValue } from '../references/queue-reference.js';
import { listWords, MOST_OFFERED } from './live-support.js';
import { takes } from './pool-rejection.js';

/** What was found in a list of pools, because thousands of tasks may ask the same. */
const answersByList = new WeakMap<readonly PoolDefinition[], Map<string, readonly string[]>>();

/** Other pools of the same provisioner that are known to take a payload, those with similar names first. */
export function poolsThatTake(
  payload: PayloadSummary,
  ids: readonly string[],
  knowledge: Knowledge,
): readonly string[] {
  const listed = knowledge.pools();
  if (listed.state !== 'known') return [];
  const answers = answersByList.get(listed.value) ?? new Map<string, readonly string[]>();
  answersByList.set(listed.value, answers);
  const question = JSON.stringify([ids, payload]);
  const answer = answers.get(question) ?? findAmong(listed.value, payload, ids);
  answers.set(question, answer);
  // The workspace is about to change the workers of these.
  return answer.filter((id) => !knowledge.definitions.get(id)?.worker);
}

function findAmong(
  pools: readonly PoolDefinition[],
  payload: PayloadSummary,
  ids: readonly string[],
): readonly string[] {
  const [first = ''] = ids;
  const provisioners = new Set(ids.map(provisionerOf));
  return pools
    .filter(
      (pool) =>
        provisioners.has(provisionerOf(pool.workerPoolId)) &&
        !ids.includes(pool.workerPoolId) &&
        !isBeingDeleted(pool) &&
        standstillOf({ ...pool, providerType: undefined }) === undefined &&
        takes(pool, payload),
    )
    .map(({ workerPoolId: id }) => ({ id, distance: editDistance(first, id) }))
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function provisionerOf(id: string): string {
  return id.slice(0, id.indexOf('/') + 1);
}

/** A sentence about other pools, with a space in front; empty if there are none. */
export function otherPoolsWords(ids: readonly string[], would = 'would take it'): string {
  return ids.length === 0 ? '' : ` ${listWords(ids, 'and')} ${would}.`;
}

/** Fixes that write another pool, in the style of the value. In a pair, only the half that differs changes. */
export function changesTo<In extends TextKind>(ids: readonly string[], reference: QueueReference<In>): Fix<In>[] {
  return ids.slice(0, MOST_OFFERED).flatMap((id) => changeTo(id, reference));
}

function changeTo<In extends TextKind>(id: string, { source, span, also, how }: QueueReference<In>): Fix<In>[] {
  if (!source) return [];
  const [provisionerId = '', workerType = ''] = id.split('/');
  const edits =
    source.also && also
      ? [...edit(source.also, also, provisionerId), ...edit(source.value, span, workerType)]
      : edit(source.value, span, id);
  const isLeft = source.also !== undefined && source.also.text !== provisionerId;
  const half = isLeft ? written(source.also, provisionerId) : written(source.value, workerType);
  const title = how === 'taskQueueId' || edits.length > 1 ? `Change to ${id}` : `Change to ${half} (${id})`;
  return edits.length > 0 ? [{ title, safety: 'suggestion', edits }] : [];
}

function edit<In extends TextKind>(value: WrittenValue, span: Span<In>, text: string): TextEdit<In>[] {
  return value.text === text ? [] : [{ span, newText: written(value, text) + value.comment }];
}

function written({ style, context }: WrittenValue, text: string): string {
  return writeScalar(text, style, context);
}
