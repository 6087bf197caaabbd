import { setOwn } from '../../base/set-own.js';
import type { Node, SyntaxTree } from '../../syntax/node.js';
import { scalarValue } from '../../syntax/scalar-value.js';
import { parseOrdinaryYaml } from '../../syntax/yaml-fast/parse-yaml-fast.js';
import { type IsolatedDocument, isolate } from '../isolate.js';
import type { Layout } from '../layout.js';
import type { Segment } from '../segment.js';
import { commaAt, type Frame } from '../segmented-document.js';

/** A document with only one segment, as plain data. */
export interface ValueDocument {
  readonly value: unknown;
  /** The tree it was made from, unless it was read without one, and where the segment begins in that. */
  readonly tree?: SyntaxTree;
  readonly start: number;
}

/** Keys of mappings and indices of lists. */
export type ValuePath = readonly (string | number)[];

/** Reads a segment in the fastest way; undefined if there is anything unusual in it. */
export function readValue(frame: Frame, segment: Segment): ValueDocument | undefined {
  if (frame.source.syntax === 'json') return readJson(frame.layout, segment);
  return frame.source.syntax === 'yaml' ? readYaml(isolate(frame, [segment])) : undefined;
}

function readYaml({ document, start }: IsolatedDocument): ValueDocument | undefined {
  const tree = parseOrdinaryYaml(document.text);
  const [root] = tree?.roots ?? [];
  if (!tree || !root) return undefined;
  return { value: plainValue(root), tree, start };
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
      for (const { key, value } of node.entries) if (key.kind === 'scalar') setOwn(out, key.text, plainValue(value));
      return out;
    }
    default:
      return undefined;
  }
}

function readJson(layout: Layout, { text, comma }: Segment): ValueDocument | undefined {
  // A key written with escapes would not be found by its name.
  if (text.includes('\\u')) return undefined;
  try {
    const value = layout.kind === 'json' ? memberOf(layout.border, text, comma) : (JSON.parse(text) as unknown);
    return { value, start: 0 };
  } catch {
    return undefined;
  }
}

/** A key without escapes, and its colon. */
const KEY = /[ \t]*"([ !#-[\]-\uFFFF]*)"[ \t\r\n]*:/y;

/** A text with only this member or item. Only the value is read, because a concatenated text must be copied first. */
function memberOf(border: string, text: string, comma: boolean): unknown {
  const end = comma ? commaAt(text) : text.length;
  if (!border.endsWith('"')) return [JSON.parse(text.slice(0, end))];
  KEY.lastIndex = 0;
  const [all, name] = KEY.exec(text) ?? [];
  if (all === undefined || name === undefined) throw new SyntaxError('No key');
  const out: Record<string, unknown> = {};
  setOwn(out, name, JSON.parse(text.slice(all.length, end)));
  return out;
}
