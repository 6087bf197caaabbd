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

/** Whether the queue and the worker accept the task as the service sends it, and nothing in it is known never to work. */
export function isAccepted({ kind, role, value, text }: Plain, limits: Limits): boolean {
  const isPart = role === 'likely';
  const task = isPart ? completePart(value) : taskAsSent(kind, value);
  return (
    !validate(SENT_TASK, task).some((schemaError) => !isPart || isWrongInPart(schemaError)) &&
    !createTaskErrors(kind, value, task, limits).some((error) => !isPart || isErrorInPart(error)) &&
    !(mayBeUnstorable(text) && unstorable(task).length > 0) &&
    isPayloadAccepted(kind, task, isPart)
  );
}

function isPayloadAccepted(kind: DocumentKind, task: Readonly<Record<string, unknown>>, isPart: boolean): boolean {
  const { schemaErrors, others } = judgedPayload(kind, task, () => false, isPart);
  return schemaErrors.length === 0 && others.length === 0;
}
