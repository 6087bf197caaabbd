/** Neighbours of the nodes of a graph: those of node `i` are `nodes[starts[i]]` to `nodes[starts[i + 1] - 1]`. */
export interface Neighbours {
  readonly starts: Int32Array;
  readonly nodes: Int32Array;
  /** The edge to each neighbour. */
  readonly edges: Int32Array;
}

/** Both directions of a graph. */
export interface Links {
  /** What each node waits for. */
  readonly needs: Neighbours;
  /** What waits for each node. */
  readonly neededBy: Neighbours;
}

/**
 * The links of a graph in both directions.
 * @param edges pairs of nodes: one, and one that waits for it
 */
export function linksOf(count: number, edges: readonly number[]): Links {
  return { needs: neighbours(count, edges, 1), neededBy: neighbours(count, edges, 0) };
}

/** How many neighbours a node has. */
export function degreeOf({ starts }: Neighbours, node: number): number {
  return at(starts, node + 1) - at(starts, node);
}

/** The neighbours of a node. */
export function neighboursOf({ starts, nodes }: Neighbours, node: number): Int32Array {
  return nodes.subarray(at(starts, node), at(starts, node + 1));
}

function neighbours(count: number, edges: readonly number[], side: 0 | 1): Neighbours {
  const starts = new Int32Array(count + 1);
  for (let i = side; i < edges.length; i += 2) {
    const next = at(edges, i) + 1;
    starts[next] = at(starts, next) + 1;
  }
  for (let node = 0; node < count; node++) starts[node + 1] = at(starts, node + 1) + at(starts, node);
  const next = starts.slice(0, count);
  const [nodes, of] = [new Int32Array(edges.length / 2), new Int32Array(edges.length / 2)];
  for (let edge = 0; edge < nodes.length; edge++) {
    const node = at(edges, 2 * edge + side);
    const place = at(next, node);
    nodes[place] = at(edges, 2 * edge + 1 - side);
    of[place] = edge;
    next[node] = place + 1;
  }
  return { starts, nodes, edges: of };
}

/** How a node belongs to the path of another one. */
export const PATH = { none: 0, before: 1, after: 2, self: 3 } as const;

/** For every node: whether `node` waits for it, directly or not (`before`), or it for `node` (`after`), or both, or neither. */
export function pathOf({ needs, neededBy }: Links, node: number): Uint8Array {
  const path = new Uint8Array(needs.starts.length - 1);
  mark(path, needs, node, PATH.before);
  mark(path, neededBy, node, PATH.after);
  return path;
}

function mark(path: Uint8Array, links: Neighbours, start: number, as: number): void {
  const open = [start];
  path[start] = at(path, start) | as;
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const next of neighboursOf(links, node)) {
      if (at(path, next) & as) continue;
      path[next] = at(path, next) | as;
      open.push(next);
    }
}

/** An item of a list of numbers that is known to be there. */
export function at(list: ArrayLike<number>, index: number): number {
  return list[index] ?? 0;
}
