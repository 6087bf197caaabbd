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
  summary: 'A task names its queue with the deprecated pair provisionerId and workerType.',
  severity: 'hint',
  foresee({ value: { provisionerId, workerType, taskQueueId } }) {
    if (taskQueueId !== undefined || provisionerId === undefined || workerType === undefined) return 'silent';
    return isWritten('provisionerId', provisionerId) && isWritten('workerType', workerType) ? WRITTEN_OUT : 'ask';
  },
  *check({ model, pairs }) {
    const seen = new Set<string>();
    const mistaken = new Set(pairs().flatMap((pair) => (isValid(pair, model) ? [] : [pair.conversion])));
    for (const pair of pairs()) {
      // The fix of one pair also converts those connected with it.
      const found = finding(pair, model, mistaken.has(pair.conversion));
      // A half that is merged with several others is one place with one finding.
      const said = `${found.span.start} ${found.message}`;
      if (!seen.has(said)) yield found;
      seen.add(said);
    }
  },
};

/** Whether the queue accepts what the pair becomes. If not, another rule says why. */
function isValid(pair: PairPlan, { dialect }: DocumentModel): boolean {
  return checkIdentifier('taskQueueId', stringParts(queueId(pair), dialect), dialect) === undefined;
}

function finding(pair: PairPlan, model: DocumentModel, keepsMistake: boolean): RuleFinding {
  const { text } = model.tree;
  const { provisionerId, workerType, conversion } = pair;
  const together = provisionerId.owner === workerType.owner;
  const [span, ...also] = (together && entrySpans(text, [provisionerId.entry, workerType.entry])) || [workerType.entry];
  // Never advise writing something that the queue rejects.
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

/** Whether a half is written out in a form that the queue accepts. */
function isWritten(name: Identifier, value: unknown): boolean {
  return typeof value === 'string' && PATTERNS[name].test(value);
}

/** The finding for a pair whose halves are written out next to each other, in a task that the queue otherwise accepts. */
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

/** The message about a pair, with advice. */
function deprecatedPair(advice: string): string {
  return `provisionerId and workerType are deprecated in favour of taskQueueId. ${advice}`;
}

function adviceToWrite(taskQueueId: string): string {
  return `Write taskQueueId: ${taskQueueId}.`;
}

/** The title of the fix that converts one pair. */
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
