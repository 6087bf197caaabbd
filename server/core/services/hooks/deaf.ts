import { quote } from '../../base/quote.js';
import type { ServiceError } from '../service-error.js';
import { exchangeOf, whyDenied } from './denied.js';
import { keysOfSchema } from './payload-value.js';
import type { HookReading } from './read-hook.js';

/** Exchanges of Taskcluster, by prefix, and a key that all their messages have. */
const MESSAGES: readonly (readonly [exchange: RegExp, key: string])[] = [
  [
    /^exchange\/taskcluster-queue\/v1\/task-(?:defined|pending|running|artifact-created|completed|failed|exception)$/,
    'status',
  ],
  [/^exchange\/taskcluster-queue\/v1\/task-group-/, 'taskGroupId'],
  [/^exchange\/taskcluster-github\/v1\/(?:push|pull-request|release|error-comment)$/, 'organization'],
];

/**
 * Finds a hook that no message can fire, although it is bound to exchanges: the hooks service discards a message that does not
 * match the hook's `triggerSchema` (create-hook-request of the hooks service), and this one rejects a key of every message.
 */
export function deafError({
  bindings,
  bindingsEntry,
  triggerSchemaEntry,
  triggerSchema,
}: HookReading): ServiceError | undefined {
  const known = keysOfSchema(triggerSchema);
  if (bindings.length === 0 || !bindingsEntry || !known?.closed) return undefined;
  const exchanges = bindings.map((binding) => exchangeOf(binding)?.text ?? '');
  // The service rejects such a hook anyway.
  if (exchanges.some((exchange) => whyDenied(exchange) !== undefined)) return undefined;
  const lacking = known.keys.length > 0 ? exchanges.map((exchange) => lackingKey(exchange, known.keys)) : [];
  const [key] = lacking;
  if (lacking.some((one) => one === undefined)) return undefined;
  const { start, end } = (triggerSchemaEntry ?? bindingsEntry).key;
  const why = triggerSchemaEntry
    ? known.keys.length === 0
      ? 'triggerSchema accepts only an empty payload'
      : `triggerSchema does not allow ${quote(key ?? '')}, which every message has`
    : 'without a triggerSchema only an empty payload is accepted';
  const message = `No message can fire this hook: ${why}. Describe the messages in triggerSchema, or write {type: object} there.`;
  return { rule: 'hook-binding', severity: 'warning', message, span: { start, end }, fixes: [] };
}

/** The key that all messages of the exchange have but a closed schema does not allow; undefined if they may match. */
function lackingKey(exchange: string, keys: readonly string[]): string | undefined {
  const [, key] = MESSAGES.find(([pattern]) => pattern.test(exchange)) ?? [];
  return key !== undefined && !keys.includes(key) ? key : undefined;
}
