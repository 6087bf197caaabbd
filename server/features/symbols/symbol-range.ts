import type { Span } from '../../core/base/text.js';
import { firstLine } from '../../core/references/queue-references.js';
import type { Entry, MapNode, Node, SeqNode } from '../../core/syntax/node.js';

/** The ancestors of a node: its parent, and that one's ancestors in turn. */
export interface Way {
  readonly within: MapNode | SeqNode;
  /** In a mapping, the entry that has it as its value. */
  readonly entry?: Entry;
  /** Whether the key of the entry is a name, not part of an operator. */
  readonly isNamed?: boolean;
  readonly above: Way | undefined;
}

/** The part of a text that belongs to a symbol, and the key that names it. */
export interface Extent {
  readonly span: Span;
  readonly key?: Node;
}

/** A node with its key. Keys of an operator are not names. */
export function extentOf(node: Node, way: Way | undefined): Extent {
  if (!way?.entry || !way.isNamed) return { span: spanOf(node) };
  return { span: spanOf(way.entry), key: way.entry.key };
}

/** The first of `places` within `span`, cut to its first line; else the start of the span. */
export function selectionIn(span: Span, places: readonly (Span | undefined)[], text: string): Span {
  return firstLine(places.find((place) => place && inside(place, span)) ?? span, text);
}

/** The first key of a mapping, or the node itself if it is not a mapping. */
export function firstKey(node: Node): Node {
  return (node.kind === 'map' ? node.entries[0]?.key : undefined) ?? node;
}

export function inside(inner: Span, outer: Span | undefined): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}

export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** Longer names are cut, because each is on one line of an outline. */
const MOST_CHARACTERS = 200;

/** The text of a node on one line; undefined if there is none. */
export function nameIn(node: Node | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.type === 'missing' || node.type === 'null') return undefined;
  return oneLine(node.text);
}

/** A text on one line; undefined if nothing is left. */
export function oneLine(text: string): string | undefined {
  const words = text.replace(/\s+/g, ' ').trim();
  if (words.length <= MOST_CHARACTERS) return words || undefined;
  // Do not split a surrogate pair.
  return `${words.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
