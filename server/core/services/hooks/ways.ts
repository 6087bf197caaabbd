import { string, typesOf, unknown, type Value } from '../../jsone/engine/index.js';
import { NOW } from '../../jsone/fixed-clock.js';
import { ANY_PAYLOAD, payloadValue } from './payload-value.js';
import type { HookReading } from './read-hook.js';

/** A way in which a hook can be fired. */
export interface Way {
  /** The value of `firedBy`; undefined for all of them together. */
  readonly firedBy: FiredBy | undefined;
  /** In words: "when fired by its schedule". */
  readonly title: string;
  /** The variables that the template sees then. */
  readonly context: ReadonlyMap<string, Value>;
}

/** What `firedBy` can be. */
export const FIRED_BY = ['schedule', 'triggerHook', 'triggerHookWithToken', 'pulseMessage'] as const;
export type FiredBy = (typeof FIRED_BY)[number];

const TITLES: Readonly<Record<FiredBy, string>> = {
  schedule: 'by its schedule',
  triggerHook: 'by triggerHook',
  triggerHookWithToken: 'with a token',
  pulseMessage: 'by a message',
};

const TASK_ID = string('AAAAAAAAQACAAAAAAAAAAA');
const ANY_STRING = unknown(typesOf('string'));

/**
 * The ways in which a hook is fired, and what each gives its template (services/hooks: scheduler.js, listeners.js,
 * triggerHookCommon in v1.js, taskForHook in taskcreator.js). By the schedule there is no `payload` at all, and only
 * triggerHook tells who has called it. Anybody who may can trigger any hook. Payloads of all others fit the `triggerSchema`:
 * what does not is turned away before the template is rendered.
 * @param heard whether messages get as far as the template
 */
export function waysOf({ hook, schedule, bindings, triggerSchema }: HookReading, heard: boolean): readonly Way[] {
  if (hook.layout === 'template') {
    const given = { firedBy: ANY_STRING, payload: unknown(), clientId: ANY_STRING };
    return [{ firedBy: undefined, title: '', context: contextOf(given) }];
  }
  // If no message fits the schema, it is the schema that is wrong.
  const payload = heard ? payloadValue(triggerSchema) : ANY_PAYLOAD;
  return [
    ...(schedule.length > 0 ? [way('schedule', {})] : []),
    way('triggerHook', { payload, clientId: ANY_STRING }),
    way('triggerHookWithToken', { payload }),
    ...(bindings.length > 0 && heard ? [way('pulseMessage', { payload })] : []),
  ];
}

function way(firedBy: FiredBy, given: Readonly<Record<string, Value>>): Way {
  return { firedBy, title: TITLES[firedBy], context: contextOf({ firedBy: string(firedBy), ...given }) };
}

function contextOf(given: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map([...Object.entries(given), ['taskId', TASK_ID], ['now', string(NOW)]]);
}
