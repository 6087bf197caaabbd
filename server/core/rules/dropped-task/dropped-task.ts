import type { Span } from '../../base/text.js';
import { field } from '../../model/merged.js';
import { type Entry, findEntry, type MapNode, resolveAlias } from '../../syntax/node.js';
import { scalarValue } from '../../syntax/scalar-value.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule, RuleFinding } from '../rule.js';
import { firstKey } from '../spans.js';

export const droppedTask: Rule = {
  id: 'dropped-task',
  summary: 'A version 0 task that the GitHub service never creates, or that keeps it from creating any.',
  severity: 'warning',
  foresee: ALWAYS_SILENT,
  *check({ model }) {
    if (model.kind !== 'taskcluster-yml-v0') return;
    for (const variant of model.tasks) {
      const extra = variant.shape.fields.get('extra')?.entry.value;
      const github = extra && child(extra, 'github');
      const failure = github && failureOf(github);
      if (failure) yield { ...failure, severity: 'error' };
      else if (variant.role === 'dropped') {
        yield {
          message:
            'This task is never created: version 0 only creates a task for the events listed in its extra.github.events.',
          span: firstKey(variant),
        };
      }
    }
  },
};

/** What the GitHub service trips over when it asks a task for its events, so that no task of the file is made. */
function failureOf(github: MapNode): RuleFinding | undefined {
  const [branches, excluded, events] = ['branches', 'excludeBranches', 'events'].map((key) => field(github, key));
  if (branches && excluded && isSet(branches) && isSet(excluded)) {
    const message = `A task has either branches or excludeBranches. With both, ${FAILS}. Keep one of them.`;
    return { message, span: keyOf(excluded) };
  }
  const list = events && resolveAlias(events.value);
  if (list?.kind === 'seq') return undefined;
  const first = github.entries[0];
  if (!first) return undefined;
  return events
    ? { message: `events must be a list. Otherwise ${FAILS}.`, span: keyOf(events) }
    : { message: `extra.github has no events. Without them ${FAILS}. Name the events.`, span: keyOf(first) };
}

const FAILS = 'the GitHub service fails and creates no tasks for this file, whatever the event';

/** Whether JavaScript takes the value for true. */
function isSet({ value }: Entry): boolean {
  const node = resolveAlias(value);
  if (node?.kind !== 'scalar') return node !== undefined;
  return node.type === 'string' ? node.text !== '' : Boolean(scalarValue(node));
}

function keyOf({ key: { start, end } }: Entry): Span {
  return { start, end };
}

function child(node: Parameters<typeof resolveAlias>[0], key: string): MapNode | undefined {
  const map = resolveAlias(node);
  const value = map?.kind === 'map' ? findEntry(map, key)?.value : undefined;
  const inner = value && resolveAlias(value);
  return inner?.kind === 'map' ? inner : undefined;
}
