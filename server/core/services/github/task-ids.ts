import { didYouMean } from '../../base/did-you-mean.js';
import { quote } from '../../base/quote.js';
import { nodeOf, type ObjectValue, type Value } from '../../jsone/engine/index.js';
import { slugid } from './context.js';
import type { Mistake } from './mistake.js';
import type { Rendering } from './render.js';
import { headOf } from './task-location.js';

interface Task {
  readonly value: ObjectValue;
  readonly taskId: string | undefined;
  readonly dependencies: readonly Value[];
}

/**
 * Checks what the service does when it sorts the tasks of an event (taskcluster services/github, tc-yaml.js): of tasks with
 * the same taskId only the last is kept, and a cycle fails the event. The queue rejects a dependency on a label that no task
 * has.
 */
export function* checkTaskIds({ tasks, notes }: Rendering & { readonly tasks: readonly Value[] }): Iterable<Mistake> {
  const labels = new Map<string, string>();
  for (const { args } of notes().calls) {
    const [label] = args;
    if (label?.kind === 'string') labels.set(slugid(label.value), label.value);
  }
  const all = tasks.flatMap((task) => (task.kind === 'object' ? [read(task)] : []));
  const byId = new Map<string, Task>();
  for (const task of all) {
    const { taskId } = task;
    if (taskId === undefined) continue;
    if (byId.has(taskId)) yield doubled(task, name(taskId, labels));
    byId.set(taskId, task);
  }
  const own = [...byId.keys()].flatMap((id) => labels.get(id) ?? []);
  for (const { dependencies } of all) {
    for (const dependency of dependencies) {
      const id = dependency.kind === 'string' ? dependency.value : undefined;
      const label = id === undefined ? undefined : labels.get(id);
      if (id === undefined || label === undefined || byId.has(id)) continue;
      const meant = didYouMean(label, own);
      const advice =
        meant === undefined ? 'A task can only depend on a task that exists.' : `Did you mean ${quote(meant)}?`;
      yield {
        rule: 'template',
        span: spanOf(dependency),
        message: `No task has the taskId as_slugid(${JSON.stringify(label)}). ${advice}`,
      };
    }
  }
  const cycle = cycleIn(byId);
  if (cycle) {
    // Any of the dependencies could go. The task that most others depend on is the least likely to be wrong.
    const wanted = ({ by }: Link): number =>
      all.filter(({ dependencies }) => dependencies.some((one) => same(one, by))).length;
    const [first] = cycle.toSorted((a, b) => wanted(b) - wanted(a));
    const names = cycle.map(({ id }) => name(id, labels));
    yield {
      rule: 'template',
      span: first ? spanOf(first.by) : { start: 0, end: 0 },
      message:
        cycle.length === 1
          ? `This task depends on itself (${names[0]}). Then the service creates no tasks at all.`
          : `These tasks depend on one another: ${names.join(' -> ')} -> ${names[0]}. Then the service creates no tasks at all.`,
    };
  }
}

function name(id: string, labels: ReadonlyMap<string, string>): string {
  const label = labels.get(id);
  return label === undefined ? quote(id) : `as_slugid(${JSON.stringify(label)})`;
}

function read(value: ObjectValue): Task {
  const id = value.fields.get('taskId')?.value;
  const list = value.fields.get('dependencies')?.value;
  return {
    value,
    taskId: id?.kind === 'string' ? id.value : undefined,
    dependencies: list?.kind === 'array' ? list.items : [],
  };
}

function doubled({ value }: Task, id: string): Mistake {
  const field = value.fields.get('taskId');
  return {
    rule: 'template',
    severity: 'warning',
    span: field?.entry ? headOf(field.entry.key) : { start: 0, end: 0 },
    message: `An earlier task also has the taskId ${id}. The service only creates the last of them.`,
  };
}

function spanOf(value: Value): { readonly start: number; readonly end: number } {
  const node = nodeOf(value.origin);
  return node ? headOf(node) : { start: 0, end: 0 };
}

function same(a: Value, b: Value): boolean {
  return a.kind === 'string' && b.kind === 'string' && a.value === b.value;
}

interface Link {
  readonly id: string;
  /** The dependency of this task on the next one. */
  readonly by: Value;
}

/** Tasks that depend on one another. */
function cycleIn(byId: ReadonlyMap<string, Task>): readonly Link[] | undefined {
  const done = new Set<string>();
  for (const start of byId.keys()) {
    if (done.has(start)) continue;
    // The tasks on the current path, each with the number of dependencies followed so far.
    const way: { readonly id: string; next: number }[] = [{ id: start, next: 0 }];
    const on = new Map<string, number>([[start, 0]]);
    while (way.length > 0) {
      const at = way[way.length - 1];
      if (!at) break;
      const by = byId.get(at.id)?.dependencies[at.next++];
      if (!by) {
        done.add(at.id);
        on.delete(at.id);
        way.pop();
        continue;
      }
      const id = by.kind === 'string' ? by.value : undefined;
      if (id === undefined || done.has(id) || !byId.has(id)) continue;
      const from = on.get(id);
      if (from !== undefined) {
        return way.slice(from).flatMap(({ id: one, next }) => {
          const link = byId.get(one)?.dependencies[next - 1];
          return link ? [{ id: one, by: link }] : [];
        });
      }
      on.set(id, way.length);
      way.push({ id, next: 0 });
    }
  }
  return undefined;
}
