import type { Evaluator } from '../evaluator.js';
import type { OperatorName } from '../operator-table.js';
import type { Scope } from '../scope.js';
import type { Operation } from '../template.js';
import type { Value } from '../types.js';
import { evaluateIf, evaluateMatch, evaluateSwitch } from './conditions.js';
import { evaluateLet } from './let.js';
import { evaluateFlatten, evaluateFlattenDeep, evaluateReverse, evaluateSort } from './lists.js';
import { evaluateFind, evaluateMap, evaluateReduce } from './loops.js';
import { evaluateMerge, evaluateMergeDeep } from './merge.js';
import { evaluateEval, evaluateFromNow, evaluateJson } from './scalars.js';

/** Computes the result of an operator. */
export type EvaluateOperator = (operation: Operation, scope: Scope, evaluator: Evaluator) => Value;

/** The evaluation of each operator in the table, as in json-e's index.js. */
export const OPERATORS: Readonly<Record<OperatorName, EvaluateOperator>> = {
  $eval: evaluateEval,
  $find: evaluateFind,
  $flatten: evaluateFlatten,
  $flattenDeep: evaluateFlattenDeep,
  $fromNow: evaluateFromNow,
  $if: evaluateIf,
  $json: evaluateJson,
  $let: evaluateLet,
  $map: evaluateMap,
  $match: evaluateMatch,
  $merge: evaluateMerge,
  $mergeDeep: evaluateMergeDeep,
  $reduce: evaluateReduce,
  $reverse: evaluateReverse,
  $sort: evaluateSort,
  $switch: evaluateSwitch,
};
