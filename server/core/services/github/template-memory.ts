import type { Value } from '../../jsone/engine/index.js';
import type { DocumentModel } from '../../model/model.js';
import type { Node, SyntaxTree } from '../../syntax/node.js';
import { adoptNodes } from '../../syntax/share-nodes.js';
import { isRendered, type KnownParts, nothingKnown } from './render.js';

/**
 * What the analysis of one version of an open template leaves to the next: an edit changes little, and results for nodes that
 * stay the same are reused. It never changes what is found, only how long that takes.
 */
export interface TemplateMemory {
  /** The text of the current version: the `Source` of all templates in `known`. */
  readonly source: { text: string };
  readonly known: KnownParts;
  /** Canonical forms of values, for comparing tasks. */
  readonly canonical: WeakMap<Value, string>;
  /** Counts the versions. */
  version: number;
  /** The root of the current version; undefined if that is not a template. */
  root: Node | undefined;
  /** The root of the current version after a migration, sharing nodes with `root`. */
  migrated: Node | undefined;
}

/** An empty memory. */
export function createTemplateMemory(): TemplateMemory {
  const source = { text: '' };
  const known = nothingKnown();
  return { source, known, canonical: new WeakMap(), version: 0, root: undefined, migrated: undefined };
}

/**
 * The tree of the next version, with the nodes of the current one wherever they say the same. They move to their new offsets, so
 * whoever still works on the current version has to start again.
 */
export function nextVersion(memory: TemplateMemory, tree: SyntaxTree): SyntaxTree {
  const [root, ...others] = tree.roots;
  const adopted = memory.root && root ? { ...tree, roots: [adoptNodes(memory.root, root), ...others] } : tree;
  memory.version++;
  memory.root = adopted.roots[0];
  memory.source.text = tree.text;
  return adopted;
}

/** Keeps nothing of the current version unless it is of a kind that is rendered. */
export function keepIfRendered(memory: TemplateMemory, kind: DocumentModel['kind']): void {
  if (isRendered(kind)) return;
  memory.root = undefined;
  memory.migrated = undefined;
}
