import type { Fix } from '../../base/finding.js';
import { isEditError } from '../../edit/write-scalar.js';
import { checkIdentifier } from '../../identifiers/check-identifier.js';
import type { Identifier } from '../../identifiers/names.js';
import { PATTERNS } from '../../identifiers/patterns.js';
import { stringParts } from '../../jsone/strings.js';
import type { PairPlan } from '../../migrations/task-queue-id/plan.js';
import type { DocumentModel } from '../../model/model.js';
import { keyText, resolveAlias } from '../../syntax/node.js';
import type { IdentifierFinding, Rule, RuleFinding } from '../rule.js';
import { entrySpans, keySpans } from '../spans.js';

export const preferTaskQueueId: Rule = {
  id: 'prefer-task-queue-id',
  summary: 'A task names its queue by the deprecated pair provisionerId and workerType.',
  severity: 'hint',
  foresee({ value: { provisionerId, workerType, taskQueueId } }) {
    if (taskQueueId !== undefined || provisionerId === undefined || workerType === undefined) return 'silent';
    return isWritten('provisionerId', provisionerId) && isWritten('workerType', workerType) ? WRITTEN_OUT : 'ask';
  },
  *check({ model, pairs }) {
    const seen = new Set<string>();
    const mistaken = new Set(pairs().flatMap((pair) => (isValid(pair, model) ? [] : [pair.conversion])));
    for (const pair of pairs()) {
      // The fix of one pair converts those that hang together with it too.
      const found = finding(pair, model, mistaken.has(pair.conversion));
      // A half that is merged with several others is one place with one thing to say of it.
      const said = `${found.span.start} ${found.message}`;
      if (!seen.has(said)) yield found;
      seen.add(said);
    }
  },
};

/** Whether the queue takes what the pair becomes. What is wrong with it, another rule says. */
function isValid(pair: PairPlan, { dialect }: DocumentModel): boolean {
  return checkIdentifier('taskQueueId', stringParts(queueId(pair), dialect), dialect) === undefined;
}

function finding(pair: PairPlan, model: DocumentModel, keepsMistake: boolean): RuleFinding {
  const { text } = model.tree;
  const { provisionerId, workerType, conversion } = pair;
  const together = provisionerId.owner === workerType.owner;
  const [span, ...also] = (together && entrySpans(text, [provisionerId.entry, workerType.entry])) || [workerType.entry];
  // Nobody is told to write what the queue refuses.
  const write = isValid(pair, model) ? adviceToWrite(queueId(pair)) : 'Write both as one.';
  const advice = isEditError(conversion) ? `This pair is not converted: ${conversion.reason}.` : write;
  return {
    message: deprecatedPair(advice),
    span: { start: span.start, end: span.end },
    ...(also.length > 0 && { also }),
    ...(!together && { related: [{ span: provisionerId.entry, message: 'The provisionerId comes from here.' }] }),
    tags: ['deprecated'],
    tagged: keySpans(together ? [provisionerId.entry, workerType.entry] : [workerType.entry]),
    fixes: fixes(pair, keepsMistake),
  };
}

/** Whether a half is written out as the queue takes it. */
function isWritten(name: Identifier, value: unknown): boolean {
  return typeof value === 'string' && PATTERNS[name].test(value);
}

/** What is said of a pair whose halves are written out side by side, in a task that the queue accepts otherwise. */
const WRITTEN_OUT: IdentifierFinding = {
  make({ entries }, text, editsOf) {
    const [left, right] = ['provisionerId', 'workerType'].map((name) =>
      entries.find((entry) => keyText(entry) === name),
    );
    const [span, ...also] = (left && right && entrySpans(text, [left, right])) ?? [];
    if (left?.value.kind !== 'scalar' || right?.value.kind !== 'scalar' || !span) return undefined;
    const id = `${left.value.text}/${right.value.text}`;
    return {
      message: deprecatedPair(adviceToWrite(id)),
      span,
      ...(also.length > 0 && { also }),
      tags: ['deprecated'],
      tagged: keySpans([left, right]),
      fixes: [
        {
          title: conversionTitle(id),
          safety: 'safe',
          get edits() {
            return editsOf(0);
          },
        },
      ],
    };
  },
};

/** What is said of a pair, and what to do about it. */
function deprecatedPair(advice: string): string {
  return `provisionerId and workerType are deprecated in favour of taskQueueId. ${advice}`;
}

function adviceToWrite(taskQueueId: string): string {
  return `Write taskQueueId: ${taskQueueId}.`;
}

/** What the fix is called that converts one pair. */
function conversionTitle(taskQueueId: string): string {
  return `Convert to taskQueueId: ${taskQueueId}`;
}

function fixes({ conversion, ...pair }: PairPlan, keepsMistake: boolean): Fix[] {
  if (isEditError(conversion)) return [];
  const others = conversion.pairs - 1;
  const together =
    others > 0 ? ` (with ${others} more ${others > 1 ? 'pairs that are' : 'pair that is'} merged with it)` : '';
  const title = conversionTitle(queueId(pair)) + together;
  return [{ title, safety: 'safe', ...(keepsMistake && { keepsMistake }), edits: conversion.edits }];
}

function queueId({ provisionerId, workerType }: Pick<PairPlan, 'provisionerId' | 'workerType'>): string {
  return [provisionerId, workerType]
    .map(({ entry }) => {
      const node = resolveAlias(entry.value);
      return node?.kind === 'scalar' ? node.text : '';
    })
    .join('/');
}
