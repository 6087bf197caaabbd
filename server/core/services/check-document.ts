import type { RuleId } from '../base/rule-ids.js';
import type { Steps } from '../base/steps.js';
import type { Span } from '../base/text.js';
import type { Located } from '../jsone/located-value.js';
import { staticTask } from '../jsone/static-value.js';
import { toData } from '../jsone/to-data.js';
import { type DocumentModel, isJudged, type TaskVariant } from '../model/model.js';
import { documentSchema } from '../schema/schema-map.js';
import { validate } from '../schema/validate.js';
import { type MapNode, type Node, resolveAlias, type SyntaxTree } from '../syntax/node.js';
import { combineEvents } from './github/combine-events.js';
import { type TracedRendering, traceTasks } from './github/provenance.js';
import { NO_LIST, type Renderer, TOO_MANY_STEPS } from './github/render.js';
import { tasksEntry } from './github/task-location.js';
import { triggerSchemaViolations } from './hooks/trigger-schema.js';
import type { Issue } from './issue.js';
import { type Candidate, checkTask } from './queue/check-task.js';
import type { Limits } from './queue/create-task.js';
import { schemaIssues } from './schema-issue.js';
import { isSentAsJson } from './sent-task.js';
import { checkPools } from './worker-manager/check-pools.js';
import type { PoolReading } from './worker-manager/read-pool.js';

/**
 * Everything in a document that a service would reject, except what the identifier rules report: its schema, the tasks and
 * worker `pools` in it as far as they are known without rendering, and the tasks from its `renderings`. Each mistake becomes
 * one issue. Each task is a step.
 */
export function* checkDocument(
  model: DocumentModel,
  renderings: readonly TracedRendering[],
  pools: readonly PoolReading[],
  limits: Limits,
): Steps<Issue[]> {
  const { kind, tree } = model;
  // Only a part of an unreadable text is known.
  if (tree.problems.length > 0 || tree.limit) return [];
  const fixed = yield* staticIssues(model, limits);
  const issues = distinct([...documentIssues(model), ...fixed, ...checkPools(tree, pools)]);
  const root = tree.roots[0];
  if (!root) return issues;
  const rendered = sayOnceBeneath(yield* combineEvents(renderings, judgeOnce(tree, kind, limits))).filter(
    (issue) => !isKnown(issue, issues),
  );
  return [...issues, ...rendered, ...renderingIssues(root, renderings)];
}

/** Checks rendered tasks. A task that is the same for several events, from the same mappings, is checked once. */
function judgeOnce(
  tree: SyntaxTree,
  kind: DocumentModel['kind'],
  limits: Limits,
): (located: Located) => readonly Issue[] {
  const judged = new Map<string, readonly Issue[]>();
  return (located) => {
    const identity = `${located.place.start} ${fingerprint(located.value, located.sources)}`;
    const candidate = { located, open: new Set<object>(), rendered: true };
    const issues = judged.get(identity) ?? checkTask(tree, kind, candidate, limits);
    judged.set(identity, issues);
    return issues;
  };
}

/** A key for data and its mappings, which is only equal for equal data from the same places. */
function fingerprint(value: unknown, sources: Located['sources']): string {
  if (Array.isArray(value)) return `[${value.map((item) => fingerprint(item, sources)).join()}]`;
  if (typeof value !== 'object' || value === null || value instanceof Date) return JSON.stringify(value);
  const from = sources.get(value)?.map(({ start }) => start);
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${fingerprint(one, sources)}`);
  return `${from}{${members.join()}}`;
}

/** The issues without duplicates at the same place, because the schema of version 0 includes that of its tasks. */
function distinct(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [`${issue.rule} ${issue.span.start} ${issue.message}`, issue])).values()];
}

/**
 * The tasks of `.taskcluster.yml` for each event; none if the file is not rendered or cannot be read. Each event is a step.
 */
export function* renderDocument(
  { kind, tree }: DocumentModel,
  renderer: Renderer | undefined,
): Steps<TracedRendering[]> {
  const root = tree.roots[0];
  return kind === 'taskcluster-yml-v1' && root && renderer ? yield* traceTasks(root, renderer) : [];
}

/** Violations of the schema of the file itself, which services check before they render anything. */
function documentIssues({ kind, tree }: DocumentModel): Issue[] {
  const root = tree.roots[0];
  const schema = documentSchema(kind, root);
  if (!schema || !root) return [];
  const sources = new Map<object, readonly MapNode[]>();
  const value = toData(root, { sources, sentAsJson: isSentAsJson(kind) });
  if (value === undefined) return [];
  const violations = [...validate(schema, value), ...(schema === 'hook' ? triggerSchemaViolations(value) : [])];
  const issues = new Map<string, Issue>();
  // A mistake that aliases repeat is reported once.
  for (const issue of schemaIssues(tree, { value, sources, place: root }, violations))
    issues.set(`${issue.span.start} ${issue.message}`, issue);
  return [...issues.values()];
}

/** The format of identifiers has its own rules, which know more than a schema. */
const FORMAT_RULES: ReadonlySet<RuleId> = new Set([
  'task-queue-id-format',
  'provisioner-id-format',
  'worker-type-format',
]);

/** The mistakes in tasks that do not depend on the event. */
function* staticIssues({ kind, tree, tasks, dialect }: DocumentModel, limits: Limits): Steps<Issue[]> {
  const issues = new Map<string, Issue>();
  for (const variant of tasks) {
    if (!isJudged(variant)) continue;
    const sentAs = variant.sentBy === 'hooks' ? 'hook' : kind;
    for (const issue of checkTask(tree, sentAs, candidate(variant, kind, dialect), limits)) {
      const identity = `${issue.rule} ${issue.span.start} ${issue.message}`;
      if (!FORMAT_RULES.has(issue.rule)) issues.set(identity, issue);
    }
    yield;
  }
  return [...issues.values()];
}

function candidate(variant: TaskVariant, kind: DocumentModel['kind'], dialect: DocumentModel['dialect']): Candidate {
  const { open, ...located } = staticTask(variant.shape, variant.place, dialect, isSentAsJson(kind));
  return { located, open, rendered: false, part: variant.role === 'likely' };
}

/** If several mappings merged over the same one lack something, it is reported once, for the one beneath. */
function sayOnceBeneath(issues: readonly Issue[]): Issue[] {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const { rule, message, beneath, span } = issue;
    const identity = `${rule} ${message} ${beneath ? beneath.start : `${span.start} ${issue.events}`}`;
    groups.set(identity, [...(groups.get(identity) ?? []), issue]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first?.beneath || new Set(group.map(({ span }) => span.start)).size < 2) return group;
    return [{ rule: first.rule, message: first.message, span: first.beneath, fixes: [] }];
  });
}

/** The issue of a template that yields no tasks. Most errors are not its fault, because the event lacks what it reads. */
function renderingIssues(root: Node, renderings: readonly TracedRendering[]): Issue[] {
  const tasks = tasksEntry(root);
  const span = { start: tasks?.key.start ?? 0, end: tasks?.key.end ?? 0 };
  // A scalar cannot become a list, which the schema has already reported.
  const refused = tasks && resolveAlias(tasks.value)?.kind === 'scalar';
  const say = (error: string, rule: RuleId, message: string): Issue[] =>
    !(refused && error === NO_LIST) && renderings.some((rendering) => rendering.error === error)
      ? [{ rule, span, fixes: [], message }]
      : [];
  return [
    ...say(
      NO_LIST,
      'template',
      'tasks must become a list of tasks, but here it becomes something else. Begin each task with "-".',
    ),
    ...say(
      TOO_MANY_STEPS,
      'limits',
      'This template is too large to be rendered here. Only its literal text was checked.',
    ),
  ];
}

/** Whether the list already has an issue, perhaps in other words. */
function isKnown(issue: Issue, issues: readonly Issue[]): boolean {
  return issues.some((other) => other.rule === issue.rule && touches(other.span, issue.span));
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
