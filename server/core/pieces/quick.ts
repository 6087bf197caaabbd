import type { Config } from '../config.js';
import type { DocumentKind, Syntax } from '../document.js';
import type { Finding } from '../finding.js';
import { PATTERNS } from '../identifiers/patterns.js';
import { EMPTY_SCOPE, type Field } from '../jsone/shape.js';
import { completeTask } from '../judgement/complete.js';
import { handlerObjections } from '../judgement/handler.js';
import { queueReferences } from '../live/references.js';
import { IDENTIFIERS, identifiersOf, type TaskForm } from '../model/model.js';
import { looksLikeTask } from '../model/recognize.js';
import { once } from '../once.js';
import { entrySpans } from '../rules/places.js';
import { adviceToWrite, conversionTitle, deprecatedPair } from '../rules/prefer-task-queue-id/rule.js';
import { validate } from '../schema/validate.js';
import { MAX_DEPTH } from '../syntax/limits.js';
import type { MapNode } from '../syntax/node.js';
import type { Piece, PieceDocument } from './document.js';
import { miniature } from './miniature.js';
import { type PlainPath, readPlainly } from './plain.js';
import { moveReference, type PieceResult } from './result.js';

/** Keys of definitions of worker pools, which are judged otherwise. */
const POOL_KEYS = [
  'providerId',
  'launchConfigs',
  'workerPools',
  'workerPoolId',
  'pool_id',
  'minCapacity',
  'maxCapacity',
];

/** Whether a template would fill in anything, or it only looks so: operators, `${}`, `{{ }}`. */
function mayBeTemplate({ text }: Piece, syntax: Syntax): boolean {
  if (text.includes('${') || text.includes('{{')) return true;
  return syntax === 'json' ? text.includes('"$') : text.includes('$') && /\$[A-Za-z]\w*["']?[ \t]*:/.test(text);
}

/**
 * Most pieces of a large file are tasks without a template in them, right in every way but for the deprecated pair. What
 * there is to say about those is known without asking every rule. Undefined for any other piece. `thoroughly` is asked
 * for the fixes, when somebody wants them. That both ways say the same is tested.
 */
export function quickResult(
  document: PieceDocument,
  piece: Piece,
  config: Config,
  thoroughly: () => PieceResult,
): PieceResult | undefined {
  const { source } = document;
  if (source.selection !== 'auto' || mayBeTemplate(piece, source.syntax)) return undefined;
  const mini = miniature(document, [piece]);
  const plain = readPlainly(mini.document);
  const found = plain && (isTemplate(document) ? taskOfTaskclusterYml(plain.value) : taskOf(plain.value, document));
  if (!found || !isAccepted(found.kind, found.task)) return undefined;
  const { kind, task } = found;
  const map = plain.mapAt(
    task.path,
    IDENTIFIERS.filter((key) => task.value[key] !== undefined),
  );
  if (!map) return undefined;
  const form = formOf(map, task.role);
  const move = (offset: number): number => offset - mini.start;
  const finding = pairFinding(form, { text: mini.document.text, start: mini.start }, config, thoroughly);
  const model = { kind, tree: plain.tree, dialect: 'any', tasks: [form], pools: [] } as const;
  const references = once(() => queueReferences(model).map((reference) => moveReference(reference, move)));
  return {
    kind,
    findings: finding ? [finding] : [],
    around: [],
    get references() {
      return references();
    },
    problem: undefined,
    keys: typeof plain.value === 'object' && plain.value !== null ? Object.keys(plain.value) : [],
  };
}

interface Found {
  readonly kind: DocumentKind;
  readonly task: PlainTask;
}

/** The task of a file that is a task, or of a list or graph of them. */
function taskOf(root: unknown, { layout, source }: PieceDocument): Found | undefined {
  const task = /taskcluster/i.test(source.fileName) ? undefined : onlyTask(root);
  const kind = layout.kind === 'whole' && task?.path.length === 0 ? 'task' : 'task-graph';
  return task && (layout.kind !== 'whole' || kind === 'task') ? { kind, task } : undefined;
}

function isTemplate({ layout, source }: PieceDocument): boolean {
  return layout.kind === 'yaml-list' && layout.nested && /taskcluster/i.test(source.fileName);
}

/** The task of a `.taskcluster.yml` of version 1 that has one, and in which nothing else is wrong. */
function taskOfTaskclusterYml(root: unknown): Found | undefined {
  const { version, tasks } = root as { readonly version?: unknown; readonly tasks?: unknown };
  const [value, ...others] = Array.isArray(tasks) ? (tasks as unknown[]) : [];
  if (version !== 1 || others.length > 0 || typeof value !== 'object' || value === null) return undefined;
  if (validate('taskcluster-yml-v1', root).length > 0) return undefined;
  const task: PlainTask = { value: value as PlainTask['value'], path: ['tasks', 0], role: 'certain' };
  // What looks like a task and is part of none is reported as that.
  return Object.values(value).some(namesQueue) ? undefined : { kind: 'taskcluster-yml-v1', task };
}

/** Whether there is a mapping in it with a key that names a queue. */
function namesQueue(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return IDENTIFIERS.some((key) => Object.hasOwn(value, key)) || Object.values(value).some(namesQueue);
}

interface PlainTask {
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: PlainPath;
  readonly role: 'certain' | 'likely';
}

/** The task of a document that has exactly one. Whatever else looks like one counts too. */
function onlyTask(root: unknown): PlainTask | undefined {
  const found: PlainTask[] = [];
  let isOther = false;
  const walk = (value: unknown, path: PlainPath, role: PlainTask['role']): void => {
    if (typeof value !== 'object' || value === null) return;
    if (path.length > MAX_DEPTH || POOL_KEYS.some((key) => Object.hasOwn(value, key))) {
      isOther = true;
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) walk(item, [...path, i], role);
    } else if (looksLikeTask({ fields: { has: (key) => Object.hasOwn(value, key) } })) {
      found.push({ value: value as PlainTask['value'], path, role });
    } else {
      for (const [key, member] of Object.entries(value))
        walk(member, [...path, key], key === 'task' ? 'certain' : 'likely');
    }
  };
  const isOne = !Array.isArray(root) && typeof root === 'object' && root !== null;
  walk(root, [], Array.isArray(root) || (isOne && isTask(root)) ? 'certain' : 'likely');
  return found.length === 1 && !isOther ? found[0] : undefined;
}

function isTask(value: object): boolean {
  return looksLikeTask({ fields: { has: (key) => Object.hasOwn(value, key) } });
}

/** Whether the queue would take the task as it is, and its identifiers are written in one of the two ordinary ways. */
function isAccepted(kind: DocumentKind, { value, role }: PlainTask): boolean {
  const { provisionerId, workerType, taskQueueId } = value;
  const pair = provisionerId !== undefined && workerType !== undefined && taskQueueId === undefined;
  const fine = pair
    ? matches('provisionerId', provisionerId) && matches('workerType', workerType)
    : provisionerId === undefined && workerType === undefined && matches('taskQueueId', taskQueueId);
  if (!fine || role === 'likely') return fine;
  const task = completeTask(kind, value);
  return validate('task', task).length === 0 && handlerObjections(kind, value, task).length === 0;
}

function matches(name: keyof typeof PATTERNS, value: unknown): boolean {
  return typeof value === 'string' && PATTERNS[name].test(value);
}

function formOf(map: MapNode, role: TaskForm['role']): TaskForm {
  const fields = new Map<string, Field>();
  for (const entry of map.entries) {
    if (entry.key.kind === 'scalar')
      fields.set(entry.key.text, { entry, owner: map, scope: EMPTY_SCOPE, certain: true });
  }
  return { place: map, role, shape: { kind: 'map', parts: [map], fields, open: false } };
}

/** What `prefer-task-queue-id` says of a pair whose halves are written out side by side. */
function pairFinding(
  form: TaskForm,
  { text, start: origin }: { readonly text: string; readonly start: number },
  config: Config,
  thoroughly: () => PieceResult,
): Finding | undefined {
  const rule = 'prefer-task-queue-id';
  const severity = config.rules[rule] ?? 'hint';
  const { provisionerId, workerType } = identifiersOf(form);
  const [left, right] = [provisionerId?.entry, workerType?.entry];
  const spans = left && right && entrySpans(text, [left, right]);
  if (severity === 'off' || left?.value.kind !== 'scalar' || right?.value.kind !== 'scalar' || !spans) return undefined;
  const [span, ...also] = spans.map(({ start, end }) => ({ start: start - origin, end: end - origin }));
  if (!span) return undefined;
  const id = `${left.value.text}/${right.value.text}`;
  const edits = once(() => thoroughly().findings.find((finding) => finding.rule === rule)?.fixes[0]?.edits ?? []);
  return {
    rule,
    severity,
    message: deprecatedPair(adviceToWrite(id)),
    span,
    ...(also.length > 0 && { also }),
    tags: ['deprecated'],
    fixable: true,
    fixes: [
      {
        title: conversionTitle(id),
        safety: 'safe',
        get edits() {
          return edits();
        },
      },
    ],
  };
}
