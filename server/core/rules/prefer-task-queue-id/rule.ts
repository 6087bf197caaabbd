import type { Fix } from '../../finding.js';
import { judge } from '../../identifiers/judge.js';
import { stringParts } from '../../jsone/strings.js';
import type { PairPlan } from '../../migration/plan.js';
import { isRefusal } from '../../migration/value.js';
import type { DocumentModel } from '../../model/model.js';
import { resolveAlias } from '../../syntax/node.js';
import { entrySpans } from '../places.js';
import type { Rule, RuleFinding } from '../rule.js';

export const preferTaskQueueId: Rule = {
  id: 'prefer-task-queue-id',
  summary: 'A task names its queue by the deprecated pair provisionerId and workerType.',
  severity: 'hint',
  *check({ model, pairs }) {
    const seen = new Set<string>();
    for (const pair of pairs()) {
      const found = finding(pair, model);
      // A half that is merged with several others is one place with one thing to say of it.
      const said = `${found.span.start} ${found.message}`;
      if (!seen.has(said)) yield found;
      seen.add(said);
    }
  },
};

function finding(pair: PairPlan, { tree: { text }, dialect }: DocumentModel): RuleFinding {
  const { provisionerId, workerType, conversion } = pair;
  const together = provisionerId.owner === workerType.owner;
  const [span, ...also] = (together && entrySpans(text, [provisionerId.entry, workerType.entry])) || [workerType.entry];
  // Nobody is told to write what the queue refuses: what is wrong with it, another rule says.
  const valid = judge('taskQueueId', stringParts(queueId(pair), dialect), dialect) === undefined;
  const write = valid ? adviceToWrite(queueId(pair)) : 'Write both as one.';
  const advice = isRefusal(conversion) ? `This pair is not converted: ${conversion.reason}.` : write;
  return {
    message: deprecatedPair(advice),
    span: { start: span.start, end: span.end },
    ...(also.length > 0 && { also }),
    ...(!together && { related: [{ span: provisionerId.entry, message: 'The provisionerId comes from here.' }] }),
    tags: ['deprecated'],
    fixes: fixes(pair),
  };
}

/** What is said of a pair, and what to do about it. */
export function deprecatedPair(advice: string): string {
  return `provisionerId and workerType are deprecated in favour of taskQueueId. ${advice}`;
}

export function adviceToWrite(taskQueueId: string): string {
  return `Write taskQueueId: ${taskQueueId}.`;
}

/** What the fix is called that converts one pair. */
export function conversionTitle(taskQueueId: string): string {
  return `Convert to taskQueueId: ${taskQueueId}`;
}

function fixes({ conversion, ...pair }: PairPlan): Fix[] {
  if (isRefusal(conversion)) return [];
  const others = conversion.pairs - 1;
  const together =
    others > 0 ? ` (with ${others} more ${others > 1 ? 'pairs that are' : 'pair that is'} merged with it)` : '';
  const title = conversionTitle(queueId(pair)) + together;
  return [{ title, safety: 'safe', edits: conversion.edits }];
}

function queueId({ provisionerId, workerType }: Pick<PairPlan, 'provisionerId' | 'workerType'>): string {
  return [provisionerId, workerType]
    .map(({ entry }) => {
      const node = resolveAlias(entry.value);
      return node?.kind === 'scalar' ? node.text : '';
    })
    .join('/');
}
