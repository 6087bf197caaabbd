import { string, typesOf, unknown, type Value } from '../../jsone/engine/index.js';
import { NOW } from '../../jsone/fixed-clock.js';
import { ANY_PAYLOAD, payloadValue } from './payload-value.js';
import type { HookReading } from './read-hook.js';

/** A way to fire a hook. */
export interface Way {
  /** The value of `firedBy`; undefined for all of them together. */
  readonly firedBy: FiredBy | undefined;
  /** In words: "when fired by its schedule". */
  readonly title: string;
  /** The variables of the template in this case. */
  readonly context: ReadonlyMap<string, Value>;
}

/** The possible values of `firedBy`. */
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
 * The ways to fire a hook, and the variables of its template for each (services/hooks: scheduler.js, listeners.js,
 * triggerHookCommon in v1.js, taskForHook in taskcreator.js). The schedule provides no `payload` at all, and only triggerHook
 * provides `clientId`. Any hook can be triggered by anybody with the scopes. All other payloads match the `triggerSchema`,
 * because the service rejects any others before it renders the template.
 * @param heard whether messages reach the template
 */
export function waysOf({ hook, schedule, bindings, triggerSchema }: HookReading, heard: boolean): readonly Way[] {
  if (hook.layout === 'template') {
    const given = { firedBy: ANY_STRING, payload: unknown(), clientId: ANY_STRING };
    return [{ firedBy: undefined, title: '', context: contextOf(given) }];
  }
  // If no message matches the schema, the schema is the mistake.
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
