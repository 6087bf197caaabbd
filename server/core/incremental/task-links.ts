/** How the tasks in a segment of `.taskcluster.yml` refer to one another. */
export interface TaskLinks {
  /** The labels of task ids. */
  readonly ids: readonly string[];
  /** Other labels: the dependencies of the tasks. */
  readonly needs: readonly string[];
  /** Some labels are computed. */
  readonly computed: boolean;
  /** The tasks may come out for some events only, or several times. */
  readonly conditional: boolean;
}

const CALL = /\bas_slugid\b\s*(?:\(\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*\))?/g;
const CONDITION = /\$(?:if|switch|match|map)\b/;
const ID = /\btaskId["']?[ \t]*:[^\n]{0,100}$/;

/** The links in the text of a segment; undefined if no task has a label. */
export function taskLinksIn(text: string): TaskLinks | undefined {
  if (!text.includes('as_slugid')) return undefined;
  const ids: string[] = [];
  const needs: string[] = [];
  let computed = false;
  for (const match of text.matchAll(CALL)) {
    const label = match[1] ?? match[2];
    const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    if (label === undefined) computed = true;
    else (ID.test(line) ? ids : needs).push(label);
  }
  return { ids, needs, computed, conditional: CONDITION.test(text) };
}

/**
 * Whether the segments are certain to fit together: every label that a task depends on is the id of exactly one task, and no
 * task depends on itself, directly or indirectly. Otherwise, or if their texts do not show it, they have to be checked
 * together.
 */
export function fitTogether(all: readonly (TaskLinks | undefined)[]): boolean {
  const owners = new Map<string, number>();
  for (const [segment, links] of all.entries()) {
    if (links?.computed) return false;
    for (const id of links?.ids ?? []) {
      if (owners.has(id)) return false;
      owners.set(id, segment);
    }
  }
  const needs = all.map((links) => [...new Set(links?.needs.map((label) => owners.get(label)))]);
  const fits = (owner: number | undefined, segment: number): boolean =>
    owner !== undefined && (owner === segment || !all[owner]?.conditional);
  if (!needs.every((some, segment) => some.every((owner) => fits(owner, segment)))) return false;
  return !hasCycle(needs.map((some) => some.filter((segment) => segment !== undefined)));
}

/** Whether a graph has a cycle. */
function hasCycle(edges: readonly (readonly number[])[]): boolean {
  const state = new Uint8Array(edges.length);
  const [onTheWay, done] = [1, 2];
  for (const start of edges.keys()) {
    if (state[start] === done) continue;
    const way = [{ at: start, next: 0 }];
    state[start] = onTheWay;
    for (let last = way.at(-1); last; last = way.at(-1)) {
      const next = edges[last.at]?.[last.next++];
      if (next === undefined) {
        state[last.at] = done;
        way.pop();
      } else if (state[next] === onTheWay) {
        return true;
      } else if (state[next] !== done) {
        state[next] = onTheWay;
        way.push({ at: next, next: 0 });
      }
    }
  }
  return false;
}
