import type { DocumentKind } from '../document.js';
import { judge } from '../identifiers/judge.js';
import { IDENTIFIERS, type Identifier } from '../model/model.js';
import type { RuleId } from '../rules/ids.js';
import { type Violation, validate } from '../schema/validate.js';
import type { SyntaxTree } from '../syntax/node.js';
import { beginning, type Located, locate, valueSpan } from '../values/located.js';
import { isUnknown } from '../values/static.js';
import { completeTask } from './complete.js';
import { handlerObjections, identifierObjections, type Limits } from './handler.js';
import type { Issue } from './issue.js';
import { mendingFixes } from './repair.js';
import { unstorable } from './unstorable.js';
import { schemaIssue } from './violations.js';

/** A task to be judged, and what is not known of it. */
export interface Candidate {
  readonly located: Located;
  /** Mappings that may have further keys than are known: they are not blamed for what they lack. */
  readonly open: ReadonlySet<object>;
  /** Whether it comes out of a rendering: nothing is unknown then. */
  readonly rendered: boolean;
}

const FORMAT_RULES: Readonly<Record<Identifier, RuleId>> = {
  provisionerId: 'provisioner-id-format',
  workerType: 'worker-type-format',
  taskQueueId: 'task-queue-id-format',
};

/** What queue.createTask would refuse of a task of a document of that kind: its schema, then the checks of its code. */
export function judgeTask(
  tree: SyntaxTree,
  kind: DocumentKind,
  { located, open, rendered }: Candidate,
  limits: Limits,
): Issue[] {
  const own = located.value;
  if (typeof own !== 'object' || own === null || Array.isArray(own)) return [];
  const task = completeTask(kind, own as Record<string, unknown>);
  const sources = new Map([...located.sources, [task, located.sources.get(own) ?? []]]);
  const completed: Located = { ...located, value: task, sources };

  const issues: Issue[] = [];
  for (const violation of [...validate('task', task, isUnknown), ...unstorable(task)]) {
    if (lacksKeyOfOpen(task, own, violation, open) || isOwnCheck(kind, violation)) continue;
    const name = IDENTIFIERS.find((key) => violation.path[0] === key);
    issues.push(name ? identifierIssue(tree, completed, name, violation) : schemaIssue(tree, completed, violation));
  }
  const objections = handlerObjections(kind, own as Record<string, unknown>, task, limits);
  for (const { rule, path, message, severity, mend } of rendered
    ? [...objections, ...identifierObjections(task)]
    : objections) {
    const place = locate(located, path);
    issues.push({
      rule,
      message,
      span:
        place.entry || (place.exact && path.length > 0)
          ? valueSpan(tree.text, place)
          : beginning(tree.text, place.node),
      fixes: mend && place.exact ? mendingFixes(tree, place.node, mend) : [],
      ...(severity && { severity }),
      task: located.sources.get(own) ?? [],
    });
  }
  return issues;
}

/** Routes beyond the limit are reported with the limit that holds for this kind of document. */
function isOwnCheck(kind: DocumentKind, { path, keyword }: Violation): boolean {
  return kind.startsWith('taskcluster-yml') && keyword === 'maxItems' && path.length === 1 && path[0] === 'routes';
}

function lacksKeyOfOpen(task: object, own: object, { path, keyword }: Violation, open: ReadonlySet<object>): boolean {
  if (keyword !== 'required' && keyword !== 'minProperties') return false;
  let value: unknown = task;
  for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step];
  return typeof value === 'object' && value !== null && open.has(value === task ? own : value);
}

/** An identifier that the schema refuses: in the words of the rule that knows identifiers. */
function identifierIssue(tree: SyntaxTree, located: Located, name: Identifier, violation: Violation): Issue {
  const value = (located.value as Record<string, unknown>)[name];
  const complaint = typeof value === 'string' ? judge(name, [{ kind: 'literal', text: value }], 'any') : undefined;
  const issue = schemaIssue(tree, located, violation, FORMAT_RULES[name]);
  return complaint ? { ...issue, message: complaint.message, fixes: [] } : issue;
}
