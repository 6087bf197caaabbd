import type { RuleId } from '../base/rule-ids.js';
import type { Steps } from '../base/steps.js';
import type { Span } from '../base/text.js';
import type { Located } from '../jsone/located-value.js';
import { staticTask } from '../jsone/static-value.js';
import { toData } from '../jsone/to-data.js';
import { type DocumentModel, isJudged, type TaskVariant } from '../model/model.js';
import { documentSchema } from '../schema/schema-map.js';
import { validate } from '../schema/validate.js';
import type { MapNode, SyntaxTree } from '../syntax/node.js';
import { combineEvents } from './github/combine-events.js';
import { type TracedRendering, traceTasks } from './github/provenance.js';
import type { Renderer } from './github/render.js';
import { renderingErrors } from './github/rendering-errors.js';
import { checkHooks } from './hooks/check-hooks.js';
import { triggerSchemaErrors } from './hooks/trigger-schema.js';
import { locateSchemaErrors } from './locate-schema-errors.js';
import { type Candidate, checkTask } from './queue/check-task.js';
import type { Limits } from './queue/create-task.js';
import { isSentAsJson } from './sent-task.js';
import type { ServiceError } from './service-error.js';
import { checkVersionZero } from './version-0/check-version-zero.js';
import { checkPools } from './worker-manager/check-pools.js';
import type { PoolReading } from './worker-manager/read-pool.js';

/**
 * Everything in a document that a service would reject, except what the identifier rules report: its schema, the tasks and
 * worker `pools` in it as far as they are known without rendering, and the tasks from its `renderings`. Each mistake becomes
 * one error. Each task is a step.
 */
export function* checkDocument(
  model: DocumentModel,
  renderings: readonly TracedRendering[],
  pools: readonly PoolReading[],
  limits: Limits,
): Steps<ServiceError[]> {
  const { kind, tree } = model;
  // Only a part of an unreadable text is known.
  if (tree.errors.length > 0 || tree.limit) return [];
  const fixed = doubtful(yield* staticErrors(model, limits), renderings);
  const errors = distinct([...documentErrors(model), ...fixed, ...checkPools(tree, pools)]);
  const root = tree.roots[0];
  if (!root) return errors;
  const sent = [...(yield* checkHooks(model, limits)), ...(yield* checkVersionZero(model, limits))];
  const fired = sent.filter((error) => !isKnown(error, errors));
  const rendered = sayOnceBeneath(yield* combineEvents(renderings, judgeOnce(tree, kind, limits))).filter(
    (error) => !isKnown(error, errors),
  );
  // What stands in the list of tasks as it is has been refused by its schema.
  const isRefused = ({ span }: ServiceError): boolean =>
    errors.some((other) => other.rule === 'schema' && other.span.start === span.start && other.span.end === span.end);
  const failures = renderingErrors(model, renderings).filter((error) => !isRefused(error));
  return [...errors, ...fired, ...rendered, ...failures];
}

/** Checks rendered tasks. A task that is the same for several events, from the same mappings, is checked once. */
function judgeOnce(
  tree: SyntaxTree,
  kind: DocumentModel['kind'],
  limits: Limits,
): (located: Located) => readonly ServiceError[] {
  const judged = new Map<string, readonly ServiceError[]>();
  // What an event does not change is the same object, which is seen at once.
  const seen = new Map<unknown, { readonly place: Located['place']; readonly errors: readonly ServiceError[] }>();
  return (located) => {
    const before = seen.get(located.value);
    if (before?.place === located.place) return before.errors;
    const identity = `${located.place.start} ${fingerprint(located.value, located.sources)}`;
    const candidate = { located, open: new Set<object>(), rendered: true };
    const errors = judged.get(identity) ?? checkTask(tree, kind, candidate, limits);
    judged.set(identity, errors);
    seen.set(located.value, { place: located.place, errors });
    return errors;
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

/** The errors without duplicates at the same place, because the schema of version 0 includes that of its tasks. */
function distinct(errors: readonly ServiceError[]): ServiceError[] {
  return [...new Map(errors.map((error) => [`${error.rule} ${error.span.start} ${error.message}`, error])).values()];
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
function documentErrors({ kind, tree }: DocumentModel): ServiceError[] {
  const root = tree.roots[0];
  // No service reads the configuration of these checks. It has a rule of its own.
  const schema = kind === 'config' ? undefined : documentSchema(kind, root);
  if (!schema || !root) return [];
  const sources = new Map<object, readonly MapNode[]>();
  const value = toData(root, { sources, sentAsJson: isSentAsJson(kind) });
  if (value === undefined) return [];
  const schemaErrors = [...validate(schema, value), ...(schema === 'hook' ? triggerSchemaErrors(value) : [])];
  const errors = new Map<string, ServiceError>();
  // A mistake that aliases repeat is reported once.
  for (const error of locateSchemaErrors(tree, { value, sources, place: root }, schemaErrors))
    errors.set(`${error.span.start} ${error.message}`, error);
  return [...errors.values()];
}

/** The format of identifiers has its own rules, which know more than a schema. */
const FORMAT_RULES: ReadonlySet<RuleId> = new Set([
  'task-queue-id-format',
  'provisioner-id-format',
  'worker-type-format',
]);

/** The mistakes in tasks that do not depend on the event. */
function* staticErrors({ kind, tree, tasks, dialect }: DocumentModel, limits: Limits): Steps<ServiceError[]> {
  const errors = new Map<string, ServiceError>();
  for (const variant of tasks) {
    if (!isJudged(variant)) continue;
    const sentAs = variant.sentBy === 'hooks' ? 'hook' : kind;
    for (const error of checkTask(tree, sentAs, candidate(variant, kind, dialect), limits)) {
      const identity = `${error.rule} ${error.span.start} ${error.message}`;
      if (!FORMAT_RULES.has(error.rule)) errors.set(identity, error);
    }
    yield;
  }
  return [...errors.values()];
}

function candidate(variant: TaskVariant, kind: DocumentModel['kind'], dialect: DocumentModel['dialect']): Candidate {
  const { open, ...located } = staticTask(variant.shape, variant.place, dialect, isSentAsJson(kind));
  return { located, open, rendered: false, part: variant.role === 'likely' };
}

/**
 * The errors. Those about the payload of a task that no event creates become warnings: the task may be for another deployment or
 * caller, with other workers.
 */
function doubtful(errors: readonly ServiceError[], renderings: readonly TracedRendering[]): readonly ServiceError[] {
  if (renderings.length === 0 || !errors.some(({ rule }) => rule === 'payload')) return errors;
  // If rendering fails, it is unknown which tasks would be created.
  if (renderings.some(({ tasks }) => tasks === undefined)) return errors;
  const made = new Set<MapNode>();
  for (const { tasks = [] } of renderings)
    for (const { value, sources } of tasks)
      for (const map of (typeof value === 'object' && value !== null && sources.get(value)) || []) made.add(map);
  return errors.map((error) => {
    const isMade = error.rule !== 'payload' || (error.task ?? []).every((map) => made.has(map));
    return isMade ? error : { ...error, severity: error.severity ?? 'warning' };
  });
}

/** If several mappings merged over the same one lack something, it is reported once, for the one beneath. */
function sayOnceBeneath(errors: readonly ServiceError[]): ServiceError[] {
  const groups = new Map<string, ServiceError[]>();
  for (const error of errors) {
    const { rule, message, beneath, span } = error;
    const identity = `${rule} ${message} ${beneath ? beneath.start : `${span.start} ${error.events}`}`;
    groups.set(identity, [...(groups.get(identity) ?? []), error]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first?.beneath || new Set(group.map(({ span }) => span.start)).size < 2) return group;
    return [{ rule: first.rule, message: first.message, span: first.beneath, fixes: [] }];
  });
}

/** Whether the list already has this error, perhaps in other words. */
function isKnown(error: ServiceError, errors: readonly ServiceError[]): boolean {
  return errors.some((other) => other.rule === error.rule && touches(other.span, error.span));
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
