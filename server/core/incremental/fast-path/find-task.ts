import type { DocumentKind } from '../../base/document.js';
import type { Config } from '../../config/config.js';
import { IDENTIFIERS } from '../../identifiers/names.js';
import { declaredKind } from '../../model/declared-kind.js';
import { KEPT_HOOK_KEYS, POOL_KEYS } from '../../model/key-lists.js';
import { isHookTemplate, looksLikeTask } from '../../model/recognize.js';
import { plainTask } from '../../rules/plain-task.js';
import { RULES } from '../../rules/registry.js';
import type { PlainTask } from '../../rules/rule.js';
import { validate } from '../../schema/validate.js';
import { summarizePayload } from '../../services/worker/summarize-payload.js';
import { MAX_DEPTH } from '../../syntax/limits.js';
import type { Segment } from '../segment.js';
import type { Frame } from '../segmented-document.js';
import { type FastTask, PAIR, QUEUE } from './fast-result.js';
import { findIdentifierSpans } from './identifier-spans.js';
import type { ValueDocument, ValuePath } from './read-value.js';

/** Worker pool definitions are checked differently. */
const OF_POOLS: ReadonlySet<string> = new Set(POOL_KEYS);

/** Whether the segment may contain a task without a template: its text has no placeholder, nor a comment about findings. */
export function mayTakeFastPath({ source, head }: Frame, { text, disables }: Segment): boolean {
  if (disables || source.selection !== 'auto' || isHookTemplate(source) || text.includes('{{')) return false;
  if (declaredKind({ ...source, text: head.text || text })) return false;
  if (!text.includes('$')) return true;
  return (
    !text.includes('${') && !(source.syntax === 'json' ? text.includes('"$') : /\$[A-Za-z]\w*["']?[ \t]*:/.test(text))
  );
}

/**
 * Most segments of a large file are tasks without templates, correct except for the deprecated pair. Their findings are known
 * without a tree, as far as each rule predicts them (`foresee`). Undefined for any other segment. Tests prove that both ways
 * give the same result.
 */
export function findFastTask(
  frame: Frame,
  { text }: Segment,
  plain: ValueDocument,
  config: Config,
): FastTask | undefined {
  const { value } = plain;
  const found = isTemplate(frame) ? taskOfTaskclusterYml(value) : taskOf(value, frame);
  if (!found) return undefined;
  const { kind, task } = found;
  const { provisionerId, workerType, taskQueueId } = task.value;
  if (taskQueueId === undefined && (provisionerId === undefined || workerType === undefined)) return undefined;
  const said = foresight(plainTask({ kind, role: task.role, value: task.value, text }, config), config);
  if (!said) return undefined;
  const { syntax } = frame.source;
  const identifiers = taskQueueId === undefined ? PAIR : QUEUE;
  const spans = findIdentifierSpans(plain, task.path, identifiers, text);
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  const payload = task.role === 'certain' ? summarizePayload(task.value, () => false) : undefined;
  return spans && { kind, syntax, role: task.role, identifiers, spans, keys, payload, ...said };
}

interface Found {
  readonly kind: DocumentKind;
  readonly task: FoundTask;
}

/** The task of a file that is a task, or a list or graph of tasks. */
function taskOf(root: unknown, { layout, source }: Frame): Found | undefined {
  const task = /taskcluster/i.test(source.fileName) ? undefined : onlyTask(root);
  const kind = layout.kind === 'whole' && task?.path.length === 0 ? 'task' : 'task-graph';
  return task && (layout.kind !== 'whole' || kind === 'task') ? { kind, task } : undefined;
}

function isTemplate({ layout, source }: Frame): boolean {
  return layout.kind === 'yaml-list' && layout.nested && /taskcluster/i.test(source.fileName);
}

/** The task of a version 1 `.taskcluster.yml` that has one, if nothing else in it is wrong. */
function taskOfTaskclusterYml(root: unknown): Found | undefined {
  const { version, tasks } = root as { readonly version?: unknown; readonly tasks?: unknown };
  const [value, ...others] = Array.isArray(tasks) ? (tasks as unknown[]) : [];
  if (version !== 1 || others.length > 0 || typeof value !== 'object' || value === null) return undefined;
  if (validate('taskcluster-yml-v1', root).length > 0) return undefined;
  const task: FoundTask = { value: value as FoundTask['value'], path: ['tasks', 0], role: 'certain' };
  // Something that looks like a task but is not part of one is reported as such.
  return Object.values(value).some(namesQueue) ? undefined : { kind: 'taskcluster-yml-v1', task };
}

/** Whether it contains a mapping with a key that names a queue. */
function namesQueue(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return IDENTIFIERS.some((key) => Object.hasOwn(value, key)) || Object.values(value).some(namesQueue);
}

interface FoundTask {
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: ValuePath;
  readonly role: 'certain' | 'likely';
}

/** The task of a document with exactly one. Anything that looks like a task counts. */
function onlyTask(root: unknown): FoundTask | undefined {
  const found: FoundTask[] = [];
  let isOther = false;
  const walk = (value: unknown, path: ValuePath, step: string | number | undefined, role: FoundTask['role']): void => {
    if (typeof value !== 'object' || value === null) return;
    const here = step === undefined ? path : [...path, step];
    if (here.length > MAX_DEPTH) {
      isOther = true;
      return;
    }
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) walk(value[i], here, i, role);
      return;
    }
    const keys = Object.keys(value);
    if (keys.some((key) => OF_POOLS.has(key)) || mayBeHook(value, path)) isOther = true;
    else if (isTask(value)) found.push({ value: value as FoundTask['value'], path: here, role });
    else {
      const members = value as Readonly<Record<string, unknown>>;
      for (const key of keys) walk(members[key], here, key, key === 'task' ? 'certain' : 'likely');
    }
  };
  const isOne = !Array.isArray(root) && typeof root === 'object' && root !== null;
  walk(root, [], undefined, Array.isArray(root) || (isOne && isTask(root)) ? 'certain' : 'likely');
  return found.length === 1 && !isOther ? found[0] : undefined;
}

/** What hooks have besides their tasks is checked otherwise, too. */
function mayBeHook(value: object, path: ValuePath): boolean {
  if (!Object.hasOwn(value, 'task')) return false;
  return path.includes('hooks') || KEPT_HOOK_KEYS.some((key) => Object.hasOwn(value, key));
}

function isTask(value: object): boolean {
  return looksLikeTask({ fields: { has: (key) => Object.hasOwn(value, key) } });
}

/** What the rules report for a plain task: at most one finding. Undefined if one of them has to be run. */
function foresight(task: PlainTask, config: Config): Pick<FastTask, 'rule' | 'foreseen'> | undefined {
  let said: Pick<FastTask, 'rule' | 'foreseen'> = { rule: undefined, foreseen: undefined };
  for (const rule of RULES) {
    if (config.rules[rule.id] === 'off') continue;
    const foreseen = rule.foresee?.(task) ?? 'ask';
    if (foreseen === 'silent') continue;
    if (foreseen === 'ask' || said.rule) return undefined;
    said = { rule, foreseen };
  }
  return said;
}
