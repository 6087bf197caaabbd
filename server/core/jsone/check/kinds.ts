import { type MapNode, type Node, resolveAlias } from '../../syntax/node.js';
import { type Expression, type Operand, parseExpression } from '../expression.js';
import { operatorOf } from '../operators.js';
import { FUNCTIONS } from './functions.js';

/** What a value is, as far as it can be said without rendering; `unknown` else. */
export type Kind = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'mapping' | 'function' | 'unknown';

const WITH_ARTICLE: Readonly<Record<Kind, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
  list: 'a list',
  mapping: 'a mapping',
  function: 'a function',
  unknown: 'a value',
};

export function aKind(kind: Kind): string {
  return WITH_ARTICLE[kind];
}

/** Whether a value is surely of none of these kinds. */
export function isNoneOf(kind: Kind, ...kinds: readonly Kind[]): boolean {
  return kind !== 'unknown' && !kinds.includes(kind);
}

/** What a template becomes. */
export function kindOfNode(node: Node): Kind {
  const value = resolveAlias(node);
  if (value?.kind === 'seq') return 'list';
  if (value?.kind === 'map') return kindOfMap(value);
  switch (value?.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return value.type;
    case 'missing':
      return 'null';
    // js-yaml makes a date of a timestamp, which json-e takes for a mapping; a foreign tag may be anything.
    default:
      return 'unknown';
  }
}

function kindOfMap(map: MapNode): Kind {
  if (map.entries.some(({ key }) => key.kind === 'scalar' && key.text === '<<')) return 'unknown';
  const found = operatorOf(map);
  switch (found?.operator) {
    case undefined:
      return 'mapping';
    case '$eval': {
      const value = resolveAlias(found.entry.value);
      const parsed = value?.kind === 'scalar' ? parseExpression(value.text, 0, 'whole') : undefined;
      return parsed?.failure === undefined ? createKindOf(new Set())(parsed?.tree) : 'unknown';
    }
    case '$fromNow':
    case '$json':
      return 'string';
    case '$flatten':
    case '$flattenDeep':
    case '$match':
    case '$reverse':
    case '$sort':
      return 'list';
    case '$merge':
    case '$mergeDeep':
      return 'mapping';
    default:
      return 'unknown';
  }
}

/** Says what the parts of one expression give. */
export type KindOf = (operand: Operand) => Kind;

/** How deep into an expression is looked for what it gives. */
const MAX_NESTING = 50;

/** What expressions give, if they give anything. `shadowed`: variables, which may hide functions of JSON-e. */
export function createKindOf(shadowed: ReadonlySet<string>): KindOf {
  const known = new Map<Expression, Kind>();
  let nesting = 0;
  const kindOf = (operand: Operand): Kind => {
    if (!operand || nesting > MAX_NESTING) return 'unknown';
    const before = known.get(operand);
    if (before) return before;
    nesting++;
    const kind = kindOfParts(operand, kindOf, shadowed);
    nesting--;
    known.set(operand, kind);
    return kind;
  };
  return kindOf;
}

function kindOfParts(expression: Expression, kindOf: KindOf, shadowed: ReadonlySet<string>): Kind {
  switch (expression.constructorName) {
    case 'ASTNode':
      return kindOfLiteral(expression.token.kind);
    case 'List':
      return 'list';
    case 'Object':
      return 'mapping';
    case 'UnaryOp':
      return expression.token.kind === '!' ? 'boolean' : 'number';
    case 'BinOp':
      return kindOfBinary(expression, kindOf);
    case 'FunctionCall': {
      const name = nameOf(expression.name);
      return (name && !shadowed.has(name) && FUNCTIONS.get(name)?.gives) || 'unknown';
    }
    default:
      return 'unknown';
  }
}

/** The name of a variable, if the operand is nothing else. */
export function nameOf(operand: Operand): string | undefined {
  return operand?.constructorName === 'ContextValue' ? operand.token.value : undefined;
}

function kindOfLiteral(kind: string): Kind {
  if (kind === 'true' || kind === 'false') return 'boolean';
  return kind === 'string' || kind === 'number' || kind === 'null' ? kind : 'unknown';
}

function kindOfBinary({ token, left, right }: Expression & { constructorName: 'BinOp' }, kindOf: KindOf): Kind {
  switch (token.kind) {
    case '-':
    case '*':
    case '/':
    case '**':
      return 'number';
    case '+': {
      const kinds = [kindOf(left), kindOf(right)];
      return kinds.includes('string') ? 'string' : kinds.includes('number') ? 'number' : 'unknown';
    }
    case '.':
      return 'unknown';
    default:
      return 'boolean';
  }
}
