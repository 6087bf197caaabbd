/**
 * A template engine for JSON-e 4.8.4 that knows places.
 *
 * `compile` makes a template of a node of the syntax tree, once; `evaluate` gives its value for a context. Each part of
 * the value names the nodes that made it. An error is a value: it spoils what depends on it and nothing else, so all
 * mistakes come out, each at its place. What a context leaves open is `unknown`: both branches of an `$if` are
 * evaluated, and the value is a choice. What is read of the context, and what it is compared with, is noted. Everything
 * is bounded.
 *
 * The room may import `base/` and `syntax/`, nothing else. It holds no state; what is to be remembered between
 * evaluations (`Compiled`, `Memo`) is the caller's.
 */
export { type Bounds, DEFAULT_BOUNDS } from './bounds.js';
export { BUILTINS, functionValue } from './builtins.js';
export { type Compiled, compile } from './compile.js';
export { type Evaluated, type EvaluateOptions, evaluate } from './evaluate.js';
export type { Comparison, FunctionCall, FunctionDefinition, Parameter, Read, Site } from './evaluator.js';
export * from './expression/ast.js';
export { type Parsed, parseExpression, type SyntaxFailure } from './expression/parse.js';
export { TIME_UNITS, timeSpan } from './from-now.js';
export { createMemo, type Memo } from './memo.js';
export {
  type Companion,
  isAllowedBeside,
  isOperator,
  OPERATOR_NAMES,
  OPERATOR_TABLE,
  type OperandPlace,
  type OperatorName,
  type OperatorSyntax,
  operatorSyntax,
  type Role,
  variablesIn,
} from './operator-table.js';
export { type ContextPath, contextOf, keysOf, nodeOf, nodesOf, type Origin } from './origin.js';
export { contextPath, fromJson, plainWriter, toPlain } from './plain.js';
export { type Code, type Place, spanOf, type Template } from './template.js';
export * from './type-names.js';
export * from './types.js';
export * from './value.js';
