import type { DocumentKind } from '../../base/document.js';
import type { RuleId } from '../../base/rule-ids.js';
import { judgeIdentifier } from '../../identifiers/judge.js';
import { IDENTIFIERS, type Identifier } from '../../identifiers/names.js';
import { beginning, type Located, locate, valueSpan } from '../../jsone/located-value.js';
import { isUnknown } from '../../jsone/static-value.js';
import { SENT_TASK } from '../../schema/schema-map.js';
import { type Violation, validate } from '../../schema/validate.js';
import type { SyntaxTree } from '../../syntax/node.js';
import type { Issue } from '../issue.js';
import { schemaIssue, schemaIssues } from '../schema-issue.js';
import { completePart, taskAsSent } from '../sent-task.js';
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

/** What queue.createTask would reject in a task of a document of this kind: its schema, then the checks in its code. */
export function checkTask(
  tree: SyntaxTree,
  kind: DocumentKind,
  { located, open, rendered, part = false }: Candidate,
  limits: Limits,
): Issue[] {
  const own = located.value;
  if (typeof own !== 'object' || own === null || Array.isArray(own)) return [];
  const task = part ? completePart(own as Record<string, unknown>) : taskAsSent(kind, own as Record<string, unknown>);
  const sources = new Map([...located.sources, [task, located.sources.get(own) ?? []]]);
  const completed: Located = { ...located, value: task, sources };

  const issues: Issue[] = [];
  const others: Violation[] = [];
  for (const violation of [...validate(SENT_TASK, task, isUnknown), ...unstorable(task)]) {
    if (lacksKeyOfOpen(task, own, violation, open) || isOwnCheck(kind, violation)) continue;
    if (part && !isWrongInPart(violation)) continue;
    const name = IDENTIFIERS.find((key) => violation.path[0] === key);
    if (name) issues.push(identifierIssue(tree, completed, name, violation));
    else others.push(withFittingQueue(own as Record<string, unknown>, violation));
  }
  issues.push(...schemaIssues(tree, completed, others));
  const errors = createTaskErrors(kind, own as Record<string, unknown>, task, limits).filter(
    (error) => !part || isErrorInPart(error),
  );
  for (const error of rendered ? [...errors, ...identifierErrors(task)] : errors) {
    const { rule, path, message, severity } = error;
    const place = locate(located, path);
    issues.push({
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
  return issues;
}

/** The same for an error: the reader of the file may fix something that is accepted but never works. */
export function isErrorInPart({ rule, severity }: TaskError): boolean {
  return severity === undefined || rule === 'time-order';
}

/**
 * Whether a violation is a certain mistake even in a task that others may add to: a value beyond a limit, or a scope with an
 * invalid character. Missing parts may still be added, and other formats may be translated.
 */
export function isWrongInPart({ keyword, path }: Violation): boolean {
  const [key = ''] = path;
  if (IDENTIFIERS.some((name) => name === key)) return false;
  return LIMITS.has(keyword) || (keyword === 'pattern' && key === 'scopes');
}

const LIMITS: ReadonlySet<string> = new Set(['minimum', 'maximum', 'maxItems', 'maxLength']);

/** A violation without a repair that would name the queue a second time. */
function withFittingQueue(task: Readonly<Record<string, unknown>>, violation: Violation): Violation {
  if (violation.path.length > 0) return violation;
  const has = (key: Identifier): boolean => Object.hasOwn(task, key);
  const repairs = violation.repairs.filter((repair) => {
    if (repair.kind !== 'rename-key') return true;
    return repair.to === 'taskQueueId'
      ? !has('provisionerId') && !has('workerType')
      : !(repair.to === 'provisionerId' || repair.to === 'workerType') || !has('taskQueueId');
  });
  return { ...violation, repairs };
}

/** Too many routes are reported with the limit for this kind of document. */
function isOwnCheck(kind: DocumentKind, { path, keyword }: Violation): boolean {
  return kind.startsWith('taskcluster-yml') && keyword === 'maxItems' && path.length === 1 && path[0] === 'routes';
}

function lacksKeyOfOpen(task: object, own: object, { path, keyword }: Violation, open: ReadonlySet<object>): boolean {
  if (keyword !== 'required' && keyword !== 'minProperties') return false;
  let value: unknown = task;
  for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step];
  return typeof value === 'object' && value !== null && open.has(value === task ? own : value);
}

/** An identifier that the schema rejects, with the message of the rule for identifiers. */
function identifierIssue(tree: SyntaxTree, located: Located, name: Identifier, violation: Violation): Issue {
  const value = (located.value as Record<string, unknown>)[name];
  const complaint =
    typeof value === 'string' ? judgeIdentifier(name, [{ kind: 'literal', text: value }], 'any') : undefined;
  const issue = schemaIssue(tree, located, violation, FORMAT_RULES[name]);
  return complaint ? { ...issue, message: complaint.message, fixes: [] } : issue;
}
