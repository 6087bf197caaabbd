import type { DocumentKind } from '../../base/document.js';
import { SENT_TASK } from '../../schema/schema-map.js';
import { validate } from '../../schema/validate.js';
import { completePart, taskAsSent } from '../sent-task.js';
import { isErrorInPart, isWrongInPart, judgedPayload } from './check-task.js';
import { createTaskErrors, type Limits } from './create-task.js';
import { mayBeUnstorable, unstorable } from './unstorable.js';

/** A task without a template in it, as plain data, with the source of the part of the file that contains it. */
interface Plain {
  readonly kind: DocumentKind;
  /** `likely`: the reader of the file may add to it. */
  readonly role: 'certain' | 'likely';
  readonly value: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Whether the queue accepts the task as the service sends it, and nothing in it but the payload is known never to work. */
export function isAccepted({ kind, role, value, text }: Plain, limits: Limits): boolean {
  const isPart = role === 'likely';
  const task = asSent({ kind, role, value });
  return (
    !validate(SENT_TASK, task).some((schemaError) => !isPart || isWrongInPart(schemaError)) &&
    !createTaskErrors(kind, value, task, limits).some((error) => !isPart || isErrorInPart(error)) &&
    !(mayBeUnstorable(text) && unstorable(task).length > 0)
  );
}

/** Whether the worker accepts the payload of the task, and nothing in it is known never to work. */
export function isPayloadAccepted({ kind, role, value }: Omit<Plain, 'text'>): boolean {
  const { schemaErrors, others } = judgedPayload(kind, asSent({ kind, role, value }), () => false, role === 'likely');
  return schemaErrors.length === 0 && others.length === 0;
}

function asSent({ kind, role, value }: Omit<Plain, 'text'>): Readonly<Record<string, unknown>> {
  return role === 'likely' ? completePart(value) : taskAsSent(kind, value);
}
