import type { DocumentKind } from '../../base/document.js';
import type { Config } from '../../config/config.js';
import { IDENTIFIERS } from '../../identifiers/names.js';
import { KEPT_HOOK_KEYS, POOL_KEYS } from '../../model/key-lists.js';
import { isHookTemplate, looksLikeTask } from '../../model/recognize.js';
import { plainTask } from '../../rules/plain-task.js';
import { RULES } from '../../rules/registry.js';
import type { PlainTask } from '../../rules/rule.js';
import { validate } from '../../schema/validate.js';
import { MAX_DEPTH } from '../../syntax/limits.js';
import type { Segment } from '../segment.js';
import type { Frame } from '../segmented-document.js';
import { type FastTask, PAIR, QUEUE } from './fast-result.js';
import { findIdentifierSpans } from './identifier-spans.js';
import type { ValueDocument, ValuePath } from './read-value.js';

/** Definitions of worker pools are checked otherwise. */
const OF_POOLS: ReadonlySet<string> = new Set(POOL_KEYS);

/** Whether the segment may hold a task without a template in it: nothing that one would fill in shows in its text. */
export function mayTakeFastPath({ source }: Frame, { text }: Segment): boolean {
  if (source.selection !== 'auto' || isHookTemplate(source) || text.includes('{{')) return false;
  if (!text.includes('$')) return true;
  return (
    !text.includes('${') && !(source.syntax === 'json' ? text.includes('"$') : /\$[A-Za-z]\w*["']?[ \t]*:/.test(text))
  );
}

/**
 * Most segments of a large file are tasks without a template in them, right in every way but for the deprecated pair. What
 * there is to say about those is known without their tree, as far as each rule says so itself (`foresee`). Undefined for
 * any other segment. That both ways say the same is tested.
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
  return spans && { kind, syntax, role: task.role, identifiers, spans, keys, ...said };
}

interface Found {
  readonly kind: DocumentKind;
  readonly task: FoundTask;
}

/** The task of a file that is a task, or of a list or graph of them. */
function taskOf(root: unknown, { layout, source }: Frame): Found | undefined {
  const task = /taskcluster/i.test(source.fileName) ? undefined : onlyTask(root);
  const kind = layout.kind === 'whole' && task?.path.length === 0 ? 'task' : 'task-graph';
  return task && (layout.kind !== 'whole' || kind === 'task') ? { kind, task } : undefined;
}

function isTemplate({ layout, source }: Frame): boolean {
  return layout.kind === 'yaml-list' && layout.nested && /taskcluster/i.test(source.fileName);
}

/** The task of a `.taskcluster.yml` of version 1 that has one, and in which nothing else is wrong. */
function taskOfTaskclusterYml(root: unknown): Found | undefined {
  const { version, tasks } = root as { readonly version?: unknown; readonly tasks?: unknown };
  const [value, ...others] = Array.isArray(tasks) ? (tasks as unknown[]) : [];
  if (version !== 1 || others.length > 0 || typeof value !== 'object' || value === null) return undefined;
  if (validate('taskcluster-yml-v1', root).length > 0) return undefined;
  const task: FoundTask = { value: value as FoundTask['value'], path: ['tasks', 0], role: 'certain' };
  // What looks like a task and is part of none is reported as that.
  return Object.values(value).some(namesQueue) ? undefined : { kind: 'taskcluster-yml-v1', task };
}

/** Whether there is a mapping in it with a key that names a queue. */
function namesQueue(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return IDENTIFIERS.some((key) => Object.hasOwn(value, key)) || Object.values(value).some(namesQueue);
}

interface FoundTask {
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: ValuePath;
  readonly role: 'certain' | 'likely';
}

/** The task of a document that has exactly one. Whatever else looks like one counts too. */
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

/** What the rules say of a plain task: nothing, or one thing. Undefined if one of them has to be asked. */
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
