import schema from '../../../schemas/identifiers.json' with { type: 'json' };
import type { Identifier } from './names.js';

/** The form of a valid identifier (RFC 0145; the create-task-request schema of the queue). */
export const PATTERNS: Readonly<Record<Identifier, RegExp>> = {
  provisionerId: new RegExp(schema.definitions.provisionerId.pattern),
  workerType: new RegExp(schema.definitions.workerType.pattern),
  taskQueueId: new RegExp(schema.definitions.taskQueueId.pattern),
};

/** The longest identifiers, in characters. */
export const MAX_LENGTHS: Readonly<Record<Identifier, number>> = {
  provisionerId: schema.definitions.provisionerId.maxLength,
  workerType: schema.definitions.workerType.maxLength,
  taskQueueId: schema.definitions.taskQueueId.maxLength,
};
