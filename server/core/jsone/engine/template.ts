import { lazy } from '../../base/lazy.js';
import type { Span } from '../../base/text.js';
import type { Entry, MapNode, Node, ScalarNode, SeqNode } from '../../syntax/node.js';
import { type Locate, locator } from '../../syntax/source-map.js';
import type { Code, Source } from './code.js';
import type { OperatorName } from './operator-table.js';
import type { Detail, Value } from './types.js';

export type { Code, Source } from './code.js';

/** A compiled template. Depends on nothing but the nodes it was made of, and never changes. */
export type Template = Constant | Text | List | Mapping | Operation | Refused;

interface Base {
  readonly source: Source;
  /** How many nodes it was made of, those behind aliases counted each time. */
  readonly size: number;
  /** Whether it holds an operation that changes a list in place, as `$reverse` and `$mergeDeep` of json-e do. */
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
  /** What stands between the interpolations, and the interpolations. Nothing comes behind an interpolation that cannot be read. */
  readonly parts: readonly (string | Code)[];
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
  /** The mapping itself, and before it those that merge keys bring in. */
  readonly parts: readonly MapNode[];
}

export interface MappingEntry {
  readonly entry: Entry;
  readonly owner: MapNode;
  /** The key once `$$` is resolved; with `${…}` in it a text; `reserved` for `$name`, which json-e refuses. */
  readonly key: string | Text | { readonly reserved: string };
  readonly value: Template;
}

/** A mapping with an operator. */
export interface Operation extends Base {
  readonly kind: 'operation';
  readonly node: MapNode;
  readonly operator: OperatorName;
  /** What is under the operator's key. */
  readonly operand: Part;
  /** What is beside it, by the words of the table. */
  readonly companions: Readonly<Partial<Record<string, Part>>>;
  /** All keys of the mapping. */
  readonly keys: readonly string[];
}

/** What json-e refuses before it looks at anything inside. */
export interface Refused extends Base {
  readonly kind: 'refused';
  readonly node: Node;
  readonly place: Node;
  readonly detail: Detail;
  readonly message: string;
}

/** What stands under a key of an operation. */
export interface Part {
  readonly entry: Entry;
  /** As a template; of an expression its text as a template, which `$find` renders, too. */
  readonly template: Template;
  /** Of a string its text as an expression, if there can be one. */
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

/** Where something stands in the source: a node, or a stretch of a scalar's content. */
export interface Place {
  readonly node: Node;
  readonly source: Source;
  readonly within?: Span;
  readonly locate?: Locate;
  readonly code?: Code;
}

/** A stretch of the scalar's content that an expression stands in, by default the expression. */
export function placeIn(code: Code, { start, end }: Span = code.within): Place {
  const { node, source, locate } = code;
  return { node, source, within: { start, end }, locate, code };
}

/** How the content of a scalar lies in the source; worked out when it is first asked for. */
export function lazyLocator(node: Node, source: Source): Locate {
  if (node.kind !== 'scalar') return () => undefined;
  const locate = lazy(() => locator(node, source.text));
  return (span) => locate()(span);
}

/** The stretch of the source for a place. */
export function spanOf({ node, within, locate }: Place): Span {
  const found = within && locate?.(within);
  return found ?? { start: node.start, end: node.end };
}
