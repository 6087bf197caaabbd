import type { DocumentKind } from '../../base/document.js';
import type { RuleId } from '../../base/rule-ids.js';
import { checkIdentifier } from '../../identifiers/check-identifier.js';
import { IDENTIFIERS, type Identifier } from '../../identifiers/names.js';
import { beginning, type Located, locate, valueSpan } from '../../jsone/located-value.js';
import { isUnknown } from '../../jsone/static-value.js';
import { SENT_TASK } from '../../schema/schema-map.js';
import { type SchemaError, validate } from '../../schema/validate.js';
import type { SyntaxTree } from '../../syntax/node.js';
import { locateSchemaError, locateSchemaErrors } from '../locate-schema-errors.js';
import { completePart, taskAsSent } from '../sent-task.js';
import type { ServiceError } from '../service-error.js';
import { type Judgement, judgePayload } from '../worker/judge-payload.js';
import { locatePayloadErrors } from '../worker/locate-payload-errors.js';
import { createTaskErrors, identifierErrors, type Limits } from './create-task.js';
import { errorFixes } from './error-fixes.js';
import type { TaskError } from './task-error.js';
import { unstorable } from './unstorable.js';

/** A task to check, and what is not known about it. */
export interface Candidate {
  readonly located: Located;
  /** Mappings that may have more keys than are known, so missing keys are not reported. */
  readonly open: ReadonlySet<object>;
  /** Whether it comes from a rendering, so that nothing is unknown. */
  readonly rendered: boolean;
  /** Whether the reader of the file may add to it or change it. Then only certain mistakes are reported. */
  readonly part?: boolean;
}

const FORMAT_RULES: Readonly<Record<Identifier, RuleId>> = {
  provisionerId: 'provisioner-id-format',
  workerType: 'worker-type-format',
  taskQueueId: 'task-queue-id-format',
};

/**
 * What queue.createTask would reject in a task of a document of this kind: its schema, then the checks in its code. Last, what
 * the worker would reject.
 */
export function checkTask(
  tree: SyntaxTree,
  kind: DocumentKind,
  { located, open, rendered, part = false }: Candidate,
  limits: Limits,
): ServiceError[] {
  const own = located.value;
  if (typeof own !== 'object' || own === null || Array.isArray(own)) return [];
  const task = part ? completePart(own as Record<string, unknown>) : taskAsSent(kind, own as Record<string, unknown>);
  const sources = new Map([...located.sources, [task, located.sources.get(own) ?? []]]);
  const completed: Located = { ...located, value: task, sources };

  const errors: ServiceError[] = [];
  const others: SchemaError[] = [];
  for (const schemaError of [...validate(SENT_TASK, task, isUnknown), ...unstorable(task)]) {
    if (lacksKeyOfOpen(task, own, schemaError, open) || isOwnCheck(kind, schemaError)) continue;
    if (part && !isWrongInPart(schemaError)) continue;
    const name = IDENTIFIERS.find((key) => schemaError.path[0] === key);
    if (name) errors.push(identifierError(tree, completed, name, schemaError));
    else others.push(withFittingQueue(own as Record<string, unknown>, schemaError));
  }
  errors.push(...locateSchemaErrors(tree, completed, others));
  const taskErrors = createTaskErrors(kind, own as Record<string, unknown>, task, limits).filter(
    (error) => !part || isErrorInPart(error),
  );
  for (const error of rendered ? [...taskErrors, ...identifierErrors(task)] : taskErrors) {
    const { rule, path, message, severity } = error;
    const place = locate(located, path);
    errors.push({
      rule,
      message,
      span:
        place.entry || (place.exact && path.length > 0)
          ? valueSpan(tree.text, place)
          : beginning(tree.text, place.node),
      fixes: errorFixes(tree, error, place, task.created),
      ...(severity && { severity }),
      task: located.sources.get(own) ?? [],
    });
  }
  // The task as it is sent is a copy. What is unknown in the original is unknown in the copy.
  const isOpen = (map: object): boolean => open.has(map === task ? own : map);
  return [...errors, ...locatePayloadErrors(tree, completed, judgedPayload(kind, task, isOpen, part))];
}

/** What the worker rejects in a task. If its reader may add to it or change it, only certain mistakes. */
export function judgedPayload(
  kind: DocumentKind,
  task: Readonly<Record<string, unknown>>,
  isOpen: (map: object) => boolean,
  isPart: boolean,
): Judgement {
  const judged = judgePayload(task, { isOpen, isPart, nullIsMapping: kind === 'taskcluster-yml-v0' });
  return isPart ? { ...judged, schemaErrors: judged.schemaErrors.filter(isWrongInPart), others: [] } : judged;
}

/** The same for an error: the reader of the file may fix something that is accepted but never works. */
export function isErrorInPart({ rule, severity }: TaskError): boolean {
  return severity === undefined || rule === 'time-order';
}

/**
 * Whether an error is a certain mistake even in a task that others may add to: a value beyond a limit, or a scope with an
 * invalid character. Missing parts may still be added, and other formats may be translated.
 */
export function isWrongInPart({ keyword, path }: SchemaError): boolean {
  const [key = ''] = path;
  if (IDENTIFIERS.some((name) => name === key)) return false;
  return LIMITS.has(keyword) || (keyword === 'pattern' && key === 'scopes');
}

const LIMITS: ReadonlySet<string> = new Set(['minimum', 'maximum', 'maxItems', 'maxLength']);

/** An error without a repair that would name the queue a second time. */
function withFittingQueue(task: Readonly<Record<string, unknown>>, schemaError: SchemaError): SchemaError {
  if (schemaError.path.length > 0) return schemaError;
  const has = (key: Identifier): boolean => Object.hasOwn(task, key);
  const repairs = schemaError.repairs.filter((repair) => {
    if (repair.kind !== 'rename-key') return true;
    return repair.to === 'taskQueueId'
      ? !has('provisionerId') && !has('workerType')
      : !(repair.to === 'provisionerId' || repair.to === 'workerType') || !has('taskQueueId');
  });
  return { ...schemaError, repairs };
}

/** Too many routes are reported with the limit for this kind of document. */
function isOwnCheck(kind: DocumentKind, { path, keyword }: SchemaError): boolean {
  return kind.startsWith('taskcluster-yml') && keyword === 'maxItems' && path.length === 1 && path[0] === 'routes';
}

function lacksKeyOfOpen(task: object, own: object, { path, keyword }: SchemaError, open: ReadonlySet<object>): boolean {
  if (keyword !== 'required' && keyword !== 'minProperties') return false;
  let value: unknown = task;
  for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step];
  return typeof value === 'object' && value !== null && open.has(value === task ? own : value);
}

/** An identifier that the schema rejects, with the message of the rule for identifiers. */
function identifierError(tree: SyntaxTree, located: Located, name: Identifier, schemaError: SchemaError): ServiceError {
  const value = (located.value as Record<string, unknown>)[name];
  const told = typeof value === 'string' ? checkIdentifier(name, [{ kind: 'literal', text: value }], 'any') : undefined;
  const error = locateSchemaError(tree, located, schemaError, FORMAT_RULES[name]);
  return told ? { ...error, message: told.message, fixes: [] } : error;
}
