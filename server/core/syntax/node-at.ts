import type { Span } from '../base/text.js';
import { type Entry, keyText, type MapNode, type Node, type SeqNode, type SyntaxTree } from './node.js';

/** A step from a mapping or list to one of its children. */
export type Step =
  | { readonly within: MapNode; readonly entry: Entry; readonly key: string }
  | { readonly within: SeqNode; readonly index: number };

/** The position of an offset in a tree. */
export interface TreePlace {
  /** The path from the root; the last step leads to `node`. */
  readonly steps: readonly Step[];
  /** The scalar there: a key or a value. */
  readonly node: Node;
  readonly on: 'key' | 'value';
}

/** The key or scalar value at an offset. The place directly after it counts too. */
export function placeAt(tree: SyntaxTree, offset: number): TreePlace | undefined {
  let node = tree.roots.find((root) => touches(root, offset));
  const steps: Step[] = [];
  while (node?.kind === 'map' || node?.kind === 'seq') {
    if (node.kind === 'seq') {
      const index = node.items.findIndex((item) => touches(item, offset));
      const item: Node | undefined = node.items[index];
      if (item) steps.push({ within: node, index });
      node = item;
    } else {
      const entry: Entry | undefined = node.entries.findLast((one) => touches(one, offset));
      const key = entry && keyText(entry);
      if (!entry || key === undefined) return undefined;
      steps.push({ within: node, entry, key });
      if (touches(entry.key, offset)) return { steps, node: entry.key, on: 'key' };
      node = touches(entry.value, offset) ? entry.value : undefined;
    }
  }
  return node && { steps, node, on: 'value' };
}

function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The mappings and lists around an offset, the innermost first; outside of everything, those of the first document. */
export function partsAround({ roots }: SyntaxTree, offset: number): (MapNode | SeqNode)[] {
  const parts: (MapNode | SeqNode)[] = [];
  let node = roots.find((root) => touches(root, offset)) ?? roots[0];
  while (node?.kind === 'map' || node?.kind === 'seq') {
    parts.unshift(node);
    const children: readonly Node[] = node.kind === 'seq' ? node.items : node.entries.map(({ value }) => value);
    node = children.find((child) => touches(child, offset));
  }
  return parts;
}
