/**
 * A template engine for JSON-e 4.8.4 that tracks source locations.
 *
 * `compile` turns a node of the syntax tree into a template, once; `evaluate` computes its value for a context. Each part of
 * the value names the nodes it came from. An error is a value: it spoils what depends on it and nothing else, so that all
 * mistakes are found, each at its place. What a context does not determine is `unknown`: both branches of an `$if` are
 * evaluated, and the value is a choice. Reads of the context and comparisons with it are noted. All work is limited.
 *
 * This folder may only import `base/` and `syntax/`. It has no state; the caller keeps what is reused between evaluations
 * (`Compiled`, `Memo`).
 */
export { type Bounds, DEFAULT_BOUNDS } from './bounds.js';
export { BUILTINS, functionValue } from './builtins.js';
export { type Compiled, compile } from './compile.js';
export { EntryReader, type OwnedEntry } from './entries.js';
export { type Evaluated, type EvaluateOptions, evaluate, type Notes } from './evaluate.js';
export type {
  Comparison,
  FunctionCall,
  FunctionDefinition,
  FunctionSignature,
  Parameter,
  Read,
  Site,
} from './evaluator.js';
export { explore } from './explore.js';
export * from './expression/ast.js';
export { type Parsed, parseExpression, type SyntaxFailure } from './expression/parse.js';
export { isKeyword, type Token, tokenAt } from './expression/tokenize.js';
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
export { truth } from './truth.js';
export * from './type-names.js';
export * from './types.js';
export * from './value.js';
