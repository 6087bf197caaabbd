import type { Span } from '../../base/text.js';
import type { Entry, MapNode, Node, ScalarNode, SeqNode } from '../../syntax/node.js';
import { type Locate, locator } from '../../syntax/source-map.js';
import type { Code, Source } from './code.js';
import type { OperatorName } from './operator-table.js';
import type { Detail, Value } from './types.js';

export type { Code, Source } from './code.js';

/** A compiled template. It only depends on the nodes it was made from, and never changes. */
export type Template = Constant | Text | List | Mapping | Operation | Refused;

interface Base {
  readonly source: Source;
  /** How many nodes it was made from, counting those behind aliases each time. */
  readonly size: number;
  /** Whether it contains an operation that changes a list in place, as json-e's `$reverse` and `$mergeDeep` do. */
  readonly mutates: boolean;
}

/** A template without expressions. */
export interface Constant extends Base {
  readonly kind: 'constant';
  readonly node: Node;
  readonly value: Value;
}

/** A string with `${…}`. */
export interface Text extends Base {
  readonly kind: 'text';
  readonly node: ScalarNode;
  /** The interpolations and the text between them. Nothing follows an interpolation that cannot be parsed. */
  readonly parts: readonly (string | Code)[];
  /** The interpolations after one that cannot be parsed, as far as they can be found. They are never evaluated. */
  readonly behind?: readonly Code[];
}

export interface List extends Base {
  readonly kind: 'list';
  readonly node: SeqNode;
  readonly items: readonly Template[];
}

export interface Mapping extends Base {
  readonly kind: 'mapping';
  readonly node: MapNode;
  readonly entries: readonly MappingEntry[];
  /** The mappings from merge keys, followed by the mapping itself. */
  readonly parts: readonly MapNode[];
}

export interface MappingEntry {
  readonly entry: Entry;
  readonly owner: MapNode;
  /** The key after resolving `$$`; a text if it contains `${…}`; `reserved` for `$name`, which json-e rejects. */
  readonly key: string | Text | { readonly reserved: string };
  readonly value: Template;
}

/** A mapping with an operator. */
export interface Operation extends Base {
  readonly kind: 'operation';
  readonly node: MapNode;
  readonly operator: OperatorName;
  /** The value of the operator's key. */
  readonly operand: Part;
  /** The values of the other keys, by their words in the table. */
  readonly companions: Readonly<Partial<Record<string, Part>>>;
  /** All keys of the mapping. */
  readonly keys: readonly string[];
}

/** Something that json-e rejects before it evaluates anything inside. */
export interface Refused extends Base {
  readonly kind: 'refused';
  readonly node: Node;
  readonly place: Node;
  readonly detail: Detail;
  readonly message: string;
  /** The keys that are not allowed, and the operation without them, which is not evaluated. */
  readonly stray?: readonly { readonly key: string; readonly node: Node }[];
  readonly inside?: Operation | undefined;
}

/** The value of a key of an operation. */
export interface Part {
  readonly entry: Entry;
  /** As a template; for an expression its text as a template, which `$find` also renders. */
  readonly template: Template;
  /** For a string, its text as an expression, if it can be one. */
  readonly code?: Code;
  readonly cases?: readonly Case[];
  /** The variables that the key names. */
  readonly variables?: readonly (string | undefined)[];
}

export interface Case {
  /** Undefined for `$default` of `$switch`. */
  readonly condition: Code | undefined;
  readonly text: string;
  readonly entry: Entry;
  readonly value: Template;
}

/** A location in the source: a node, or a range of a scalar's content. */
export interface Place {
  readonly node: Node;
  readonly source: Source;
  readonly within?: Span;
  readonly locate?: Locate;
  readonly code?: Code;
}

/** The range of the scalar's content around an expression; default: the expression itself. */
export function placeIn(code: Code, { start, end }: Span = code.within): Place {
  const { node, source, locate } = code;
  return { node, source, within: { start, end }, locate, code };
}

/** Maps the content of a scalar to the source; computed on first use, and again after the text has changed. */
export function lazyLocator(node: Node, source: Source): Locate {
  if (node.kind !== 'scalar') return () => undefined;
  let known: { readonly text: string; readonly locate: Locate } | undefined;
  return (span) => {
    if (known?.text !== source.text) known = { text: source.text, locate: locator(node, source.text) };
    return known.locate(span);
  };
}

/** The range in the source for a location. */
export function spanOf({ node, within, locate }: Place): Span {
  const found = within && locate?.(within);
  return found ?? { start: node.start, end: node.end };
}
