import type { Span } from '../../base/text.js';
import type { Node, ScalarNode } from '../../syntax/node.js';
import type { OperatorName } from '../engine/index.js';

/** A variable that a template defines: a key of `$let`, or a name in `each(x)` or `by(x)`. */
export interface Definition {
  readonly name: string;
  readonly operator: OperatorName;
  /** Where its name stands; undefined if that cannot be told exactly. */
  readonly span: Span | undefined;
  /** The scalar that holds the name. */
  readonly key: ScalarNode;
  /** The key and the value, or the key of the loop and its body. */
  readonly whole: Span;
}

/** A place that reads a variable. */
export interface VariableRead {
  readonly name: string;
  readonly span: Span | undefined;
  readonly scalar: ScalarNode;
  /** What it may refer to. Several if a value may be missing, or if aliases bring the place into several scopes. */
  readonly meanings: Set<Definition>;
  /** It may also refer to a variable of the caller, to a function, or to nothing. */
  isOutside: boolean;
  /** It may also refer to a variable of a `$let` whose names are computed. */
  isUnsure: boolean;
}

/** A call of a function of JSON-e or of the caller, with a text as its only argument. */
export interface TextCall {
  readonly name: string;
  readonly scalar: ScalarNode;
  readonly text: string;
  /** Where the text stands, without its quotes; undefined if that cannot be told exactly. */
  readonly span: Span | undefined;
}

/** The variables of one operator, and the scope around it. */
export interface Level {
  readonly outer: Level | undefined;
  readonly variables: ReadonlyMap<string, Definition>;
  /** The variables that keep their outer meaning if their value is missing. */
  readonly vanishing: ReadonlySet<string>;
  /** Further names are computed. */
  readonly isOpen: boolean;
}

/** What the walk through a template does with a scalar. */
export type ScalarUse = 'expression' | 'template' | 'name' | 'literal';

/** All variables of a template, and all places that read one. */
export interface VariableTable {
  readonly definitions: readonly Definition[];
  readonly reads: readonly VariableRead[];
  readonly levels: readonly Level[];
  readonly textCalls: readonly TextCall[];
  /** The functions that are called with anything else. */
  readonly otherCalls: ReadonlySet<string>;
  /** How each scalar is used, which can be in several ways through aliases. */
  readonly uses: ReadonlyMap<ScalarNode, ReadonlySet<ScalarUse>>;
  /** The aliases that the template uses. */
  readonly aliases: ReadonlySet<Node>;
  /** Variables whose existence is tested with a computed name: `defined(x)`. */
  readonly tested: ReadonlySet<Definition>;
  /** Whether all of the template was visited. */
  readonly isComplete: boolean;
}

/** What a name means in a scope. */
export function lookUp(
  name: string,
  scope: Level | undefined,
): Pick<VariableRead, 'isOutside' | 'isUnsure'> & {
  readonly meanings: readonly Definition[];
} {
  const meanings: Definition[] = [];
  let isUnsure = false;
  for (let level = scope; level; level = level.outer) {
    if (level.isOpen) isUnsure = true;
    const found = level.variables.get(name);
    if (!found) continue;
    meanings.push(found);
    if (!level.vanishing.has(name)) return { meanings, isUnsure, isOutside: false };
  }
  return { meanings, isUnsure, isOutside: true };
}
