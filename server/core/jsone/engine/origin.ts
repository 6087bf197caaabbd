import type { Node } from '../../syntax/node.js';

/** The origin of a value. */
export type Origin =
  /** A node of the template: a literal, or the operator or expression that computed the value. */
  | Node
  /** A node whose expression or string computed the value from others, or passed one on. */
  | Made
  /** A place in the caller's context. */
  | ContextPath
  /** A part of a text or list in the context. */
  | Slice;

export interface Made {
  readonly kind: 'made';
  readonly node: Node;
  readonly of: readonly Origin[];
  /** The single value in `of` was passed on unchanged. */
  readonly passedOn: boolean;
  /** The maximum number of steps back from here. */
  readonly length: number;
}

/** `event.commits[0]` is the path with the key 0 in the path with the key `commits` in the path with the key `event`. */
export interface ContextPath {
  readonly kind: 'context';
  readonly parent: ContextPath | undefined;
  readonly key: string | number;
}

/** `event.ref[:11]`. */
export interface Slice {
  readonly kind: 'slice';
  readonly of: ContextPath;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** How many steps back to keep. */
const MOST_STEPS = 16;
/** How many sources of one text to keep. */
const MOST_SOURCES = 16;

/** The origin of a value that `node` passes on. */
export function passedOn(node: Node, source: Origin | undefined): Origin {
  if (!source || source === node) return node;
  if (source.kind !== 'made') return { kind: 'made', node, of: [source], passedOn: true, length: 1 };
  // A loop passes a value on repeatedly: recording a node once is enough.
  if (source.node === node) return source;
  return source.length < MOST_STEPS
    ? { kind: 'made', node, of: [source], passedOn: true, length: source.length + 1 }
    : source;
}

/** The origin of a value that `node` computed from `sources`. */
export function madeBy(node: Node, sources: readonly (Origin | undefined)[]): Origin {
  const of: Origin[] = [];
  let length = 0;
  for (const source of sources) {
    if (!source || source === node || of.length >= MOST_SOURCES) continue;
    const known = source.kind === 'made' && source.node === node ? source.of : [source];
    for (const origin of known) {
      const steps = origin.kind === 'made' ? origin.length : 0;
      if (steps >= MOST_STEPS) continue;
      of.push(origin);
      length = Math.max(length, steps);
    }
  }
  return of.length === 0 ? node : { kind: 'made', node, of, passedOn: false, length: length + 1 };
}

/** The node of the value in the template, if there is one. */
export function nodeOf(origin: Origin | undefined): Node | undefined {
  if (!origin || origin.kind === 'context' || origin.kind === 'slice') return undefined;
  return origin.kind === 'made' ? origin.node : origin;
}

/** The nodes of the template from which a value comes: first its own, then those it was made from. */
export function nodesOf(origin: Origin | undefined): readonly Node[] {
  const nodes = new Set<Node>();
  const waiting = origin ? [origin] : [];
  for (let next = waiting.pop(); next && nodes.size < 100; next = waiting.pop()) {
    const node = nodeOf(next);
    if (node) nodes.add(node);
    if (next.kind === 'made') waiting.push(...next.of.toReversed());
  }
  return [...nodes];
}

/** The place of a value in the context, if it was passed on unchanged from there. */
export function contextOf(origin: Origin | undefined): ContextPath | Slice | undefined {
  let at = origin;
  while (at?.kind === 'made' && at.passedOn) at = at.of[0];
  return at?.kind === 'context' || at?.kind === 'slice' ? at : undefined;
}

/** The keys from the root of the context, e.g. `['event', 'commits', 0]`. */
export function keysOf(path: ContextPath): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: ContextPath | undefined = path; at; at = at.parent) keys.unshift(at.key);
  return keys;
}
