import type { SourceDocument } from '../document.js';
import type { Node, SyntaxTree } from '../syntax/node.js';
import { parseOrdinaryYaml } from '../syntax/yaml-fast.js';
import { define } from '../values/define.js';
import { scalarValue } from '../values/scalar-value.js';

/** A text as plain data. */
export interface PlainDocument {
  readonly value: unknown;
  /** What it was made from, unless it was read without a tree. */
  readonly tree?: SyntaxTree;
}

/** Keys of mappings and indices of lists. */
export type PlainPath = readonly (string | number)[];

/** Reads a text in the fastest way there is; undefined where there is anything unusual in it. */
export function readPlainly({ text, syntax }: SourceDocument): PlainDocument | undefined {
  return syntax === 'yaml' ? readYaml(text) : syntax === 'json' ? readJson(text) : undefined;
}

function readYaml(text: string): PlainDocument | undefined {
  const tree = parseOrdinaryYaml(text);
  const [root] = tree?.roots ?? [];
  if (!tree || !root) return undefined;
  return { value: plainValue(root), tree };
}

/** A tree without aliases as plain data. */
function plainValue(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return scalarValue(node);
    case 'seq':
      return node.items.map(plainValue);
    case 'map': {
      const out: Record<string, unknown> = {};
      for (const { key, value } of node.entries) if (key.kind === 'scalar') define(out, key.text, plainValue(value));
      return out;
    }
    default:
      return undefined;
  }
}

function readJson(text: string): PlainDocument | undefined {
  // A key that is written with escapes would not be found by its name.
  if (text.includes('\\u')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return { value };
}
