import { at, type Links, neighboursOf } from './links.js';

/** The nodes of a graph in layers: each is in a later one than all that it waits for. */
export interface Layering {
  /** The layer of each node, from 0. */
  readonly layerOf: Int32Array;
  readonly count: number;
  /** The edges that close a cycle, for which this cannot be. */
  readonly back: ReadonlySet<number>;
}

/** Puts each node into the first layer that its dependencies leave. Takes time in proportion to nodes and edges. */
export function layersOf(links: Links): Layering {
  const { neededBy } = links;
  const { order, back } = searchDepthFirst(links);
  const layerOf = new Int32Array(neededBy.starts.length - 1);
  let count = layerOf.length > 0 ? 1 : 0;
  for (const node of order) {
    const next = at(layerOf, node) + 1;
    for (let i = at(neededBy.starts, node); i < at(neededBy.starts, node + 1); i++) {
      const waiting = at(neededBy.nodes, i);
      if (back.has(at(neededBy.edges, i)) || at(layerOf, waiting) >= next) continue;
      layerOf[waiting] = next;
      count = Math.max(count, next + 1);
    }
  }
  return { layerOf, count, back };
}

/**
 * The nodes in an order in which each comes after all that it waits for, and the edges for which that cannot be. Each of these leads
 * to a node from which the search has come, so it closes a cycle. Without recursion, because chains may be long.
 */
function searchDepthFirst({ needs, neededBy }: Links): { order: readonly number[]; back: ReadonlySet<number> } {
  const count = neededBy.starts.length - 1;
  const [onTheWay, done] = [1, 2];
  const state = new Uint8Array(count);
  const next = neededBy.starts.slice(0, count);
  const finished: number[] = [];
  const back = new Set<number>();
  const visit = (start: number): void => {
    const way = [start];
    state[start] = onTheWay;
    for (let node = way.at(-1); node !== undefined; node = way.at(-1)) {
      const i = at(next, node);
      if (i === at(neededBy.starts, node + 1)) {
        state[node] = done;
        finished.push(node);
        way.pop();
        continue;
      }
      next[node] = i + 1;
      const other = at(neededBy.nodes, i);
      if (state[other] === onTheWay) back.add(at(neededBy.edges, i));
      else if (state[other] !== done) {
        state[other] = onTheWay;
        way.push(other);
      }
    }
  };
  // Those that wait for nothing come first, so that an edge is only left out where there is a cycle to enter.
  for (let node = 0; node < count; node++) if (neighboursOf(needs, node).length === 0) visit(node);
  for (let node = 0; node < count; node++) if (state[node] !== done) visit(node);
  return { order: finished.reverse(), back };
}
