import { compile, evaluate, fromJson, string } from '../../jsone/engine/index.js';
import type { Located } from '../../jsone/located-value.js';
import type { Hook } from '../../model/model.js';
import type { SyntaxTree } from '../../syntax/node.js';
import { type Failure, templateFailures } from '../github/render-event.js';
import { payloadErrors } from './payload-errors.js';
import { readHook } from './read-hook.js';
import { renderedTasks } from './rendered-task.js';
import { waysOf } from './ways.js';

/** What comes of firing a hook with a payload. */
export interface Fired {
  readonly tasks: readonly Located[];
  readonly failures: readonly Failure[];
}

const NOTHING: Fired = { tasks: [], failures: [] };

/**
 * Fires a hook with a payload, at a given time (ISO 8601). A schedule has no payload, and ignores it.
 * @param firedBy a value of `firedBy`; nothing comes of one in which the hook cannot be fired
 */
export function firedTasks(tree: SyntaxTree, hook: Hook, firedBy: string, payload: unknown, now: string): Fired {
  const reading = readHook(hook);
  const way = waysOf(reading, true).find((one) => one.firedBy === firedBy);
  if (!way) return NOTHING;
  const hasPayload = way.context.has('payload');
  const { start, end } = reading.triggerSchemaEntry?.key ?? hook.task;
  const errors = hasPayload ? payloadErrors(reading.triggerSchema, payload) : [];
  if (errors.length > 0)
    return { tasks: [], failures: errors.map((message) => ({ rule: 'schema', message, span: { start, end } })) };
  const context = new Map(way.context).set('now', string(now));
  if (hasPayload) context.set('payload', fromJson(payload));
  const { value, problems } = evaluate(compile(hook.task, tree), { context, now });
  if (problems.length > 0) return { tasks: [], failures: templateFailures(problems) };
  return { tasks: renderedTasks(value, hook.task).map(({ located }) => located), failures: [] };
}
