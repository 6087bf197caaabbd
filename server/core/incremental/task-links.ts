/** How the tasks of a segment of `.taskcluster.yml` name one another. */
export interface TaskLinks {
  /** The labels of task ids. */
  readonly ids: readonly string[];
  /** Other labels: what the tasks wait for. */
  readonly needs: readonly string[];
  /** There are labels that are worked out. */
  readonly computed: boolean;
  /** The tasks may come out for some events only, or several times. */
  readonly conditional: boolean;
}

const CALL = /\bas_slugid\b\s*(?:\(\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*\))?/g;
const CONDITION = /\$(?:if|switch|match|map)\b/;
const ID = /\btaskId["']?[ \t]*:[^\n]{0,100}$/;

/** The links in the text of a segment; undefined where no task has a label. */
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
 * Whether the segments surely fit together: every label that is needed is the id of one task, and no task waits for itself,
 * however many there are between. Where they do not, or where that does not show in their texts, they have to be looked at
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

/** Whether something in a graph leads back to itself. */
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
