import type { Syntax } from '../base/document.js';
import type { Span } from '../base/text.js';

/**
 * One tree for YAML and JSON. All offsets count from the start of the text that the tree was parsed from, and a node knows
 * nothing about its surroundings: the tree of a piece of a file stays valid when the text before that piece changes.
 */
export type Node = MapNode | SeqNode | ScalarNode | AliasNode;

interface NodeBase extends Span {
  /** The anchor's name (`&name`), without the ampersand. */
  readonly anchor?: string;
  /** The tag as written, e.g. `!!str`. */
  readonly tag?: string;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  /** Written with braces: `{a: 1}` in YAML, and every JSON object. */
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}

/** One `key: value`. Its span runs from the key to the end of the value, including properties (`&a`, `!!str`). */
export interface Entry extends Span {
  readonly key: Node;
  readonly value: Node;
  /** Written with `? key`, or without a colon. Edits leave such entries alone. */
  readonly unusual: boolean;
}

export interface SeqNode extends NodeBase {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly Node[];
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

/** The type of a scalar. `missing` has no text at all (`key:`), `unknown` has a tag that is not resolved here. */
export type ScalarType = 'string' | 'number' | 'boolean' | 'null' | 'timestamp' | 'missing' | 'unknown';

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  readonly type: ScalarType;
  /** The content with quotes, escapes and folding resolved; for a non-string, the text as written. */
  readonly text: string;
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The anchored node; undefined for an unknown anchor and for an alias inside the node it names. */
  readonly target: Node | undefined;
}

/** The kind of a mistake, where more can be said about it than the reader's message. */
export type SyntaxCode =
  | 'alias'
  | 'colon'
  | 'comma'
  | 'duplicate-key'
  | 'flow'
  | 'indentation'
  | 'quote'
  | 'start'
  | 'symbol'
  | 'tab'
  | 'trailing-comma';

export interface ParseError {
  readonly message: string;
  readonly span: Span;
  readonly code?: SyntaxCode;
  /** Where the reader stopped, which may be far after the mistake. */
  readonly at?: number;
  /** Set if it depends on what would follow the text (`end`), or on an anchor that would precede it (`anchor`). */
  readonly dependsOn?: 'end' | 'anchor';
}

export interface SyntaxTree {
  /** The text that the tree was parsed from, and its syntax. */
  readonly text: string;
  readonly syntax: Syntax;
  /** The root of each document in the text that has content. For a broken text, as much as could be read. */
  readonly roots: readonly Node[];
  /** Every comment, from its `#` or `//` to the end of its line (or its closing mark), in order. */
  readonly comments: readonly Span[];
  /** Why a service would reject the text; empty if it would accept it. */
  readonly errors: readonly ParseError[];
  /** Set if the text was too large or too deeply nested to be read in full: nothing is known about the rest. */
  readonly limit?: ParseError;
}

/** Follows aliases to the node with the value; undefined if there is none. */
export function resolveAlias(node: Node): Exclude<Node, AliasNode> | undefined {
  let current: Node | undefined = node;
  while (current?.kind === 'alias') current = current.target;
  return current;
}

/** The text of a key; undefined if the key is not a scalar. */
export function keyText(entry: Entry): string | undefined {
  const key = resolveAlias(entry.key);
  return key?.kind === 'scalar' ? key.text : undefined;
}

/**
 * The entry of `map` with this key. With duplicates the last one counts, as in JSON (YAML rejects them). Merge keys (`<<`) are
 * not followed.
 */
export function findEntry(map: MapNode, key: string): Entry | undefined {
  return map.entries.findLast((entry) => keyText(entry) === key);
}

export function hasKey(map: MapNode, key: string): boolean {
  return findEntry(map, key) !== undefined;
}

/** Calls `visit` for every node at or below `node`, including keys. Aliases are not followed. */
export function visitNodes(node: Node, visit: (node: Node) => void): void {
  visit(node);
  if (node.kind === 'seq') for (const item of node.items) visitNodes(item, visit);
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      visitNodes(entry.key, visit);
      visitNodes(entry.value, visit);
    }
  }
}

/** Every node that some alias refers to. */
export function aliasTargets(roots: readonly Node[]): ReadonlySet<Node> {
  const targets = new Set<Node>();
  for (const root of roots) {
    visitNodes(root, (node) => {
      if (node.kind === 'alias' && node.target) targets.add(node.target);
    });
  }
  return targets;
}
