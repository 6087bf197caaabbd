import type { Span } from '../base/text.js';
import { type AliasNode, type Node, type SyntaxTree, visitNodes } from './node.js';

/** An anchor of YAML with the aliases that refer to it. The same name may be given again further down: that is another one. */
export interface Anchor {
  readonly name: string;
  readonly node: Node;
  /** Where its name stands, without the ampersand; undefined if it cannot be found. */
  readonly span: Span | undefined;
  readonly aliases: readonly AliasNode[];
}

/** The anchors of a text, in its order. An alias refers to the last anchor of its name before it. */
export function anchorsIn({ roots, text }: SyntaxTree): readonly Anchor[] {
  const anchored: Node[] = [];
  const aliases = new Map<Node, AliasNode[]>();
  for (const root of roots) {
    visitNodes(root, (node) => {
      if (node.anchor !== undefined) anchored.push(node);
      if (node.kind !== 'alias' || !node.target) return;
      const others = aliases.get(node.target);
      if (others) others.push(node);
      else aliases.set(node.target, [node]);
    });
  }
  return anchored.map((node) => ({
    name: node.anchor ?? '',
    node,
    span: anchorSpan(node, text),
    aliases: aliases.get(node) ?? [],
  }));
}

/** The name of an alias, without the asterisk. */
export function aliasName({ start, end }: AliasNode): Span {
  return { start: start + 1, end };
}

/** Between an anchor and what it names stand only white space, a tag and comments. */
const BETWEEN = /^(?:[ \t\r\n](?:!\S*(?=\s|$)|#[^\n]*(?=\n|$))?)*$/;

function anchorSpan({ anchor = '', start }: Node, text: string): Span | undefined {
  let found: Span | undefined;
  // A comment behind the anchor may contain the same characters.
  for (let at = start; at > 0; ) {
    at = text.lastIndexOf(`&${anchor}`, at - 1);
    const end = at + 1 + anchor.length;
    if (at < 0 || !BETWEEN.test(text.slice(end, start))) break;
    found = { start: at + 1, end };
  }
  return found;
}
