import { type OperatorName, operatorSyntax } from '../../../core/jsone/engine/index.js';
import { type Block, paragraph } from '../markdown.js';

/** What an operator does, with an example. */
export function operatorBlocks(operator: OperatorName): Block[] {
  const [template, result] = OPERATOR_EXAMPLES[operator];
  return [
    paragraph([operatorSyntax(operator).summary]),
    paragraph(['Example: ', { kind: 'code', text: template }, ' gives ', { kind: 'code', text: result }]),
  ];
}

/** A template with each operator, as YAML, and its result as JSON. A test renders them. */
export const OPERATOR_EXAMPLES: Readonly<Record<OperatorName, readonly [template: string, result: string]>> = {
  $eval: ['{$eval: "1 + 2"}', '3'],
  $flatten: ['{$flatten: [[1, 2], [3]]}', '[1,2,3]'],
  $flattenDeep: ['{$flattenDeep: [[1, [2]], [3]]}', '[1,2,3]'],
  $fromNow: ['{$fromNow: 1 day, from: "2026-01-31T12:00:00.000Z"}', '"2026-02-01T12:00:00.000Z"'],
  $if: ['{$if: "1 < 2", then: yes, else: no}', '"yes"'],
  $json: ['{$json: {a: 1}}', '"{\\"a\\":1}"'],
  $let: ['{$let: {name: ci}, in: "linux-${name}"}', '"linux-ci"'],
  $map: ['{$map: [1, 2], each(x): {$eval: "x * 2"}}', '[2,4]'],
  $reduce: ['{$reduce: [1, 2, 3], initial: 0, "each(acc, x)": {$eval: "acc + x"}}', '6'],
  $find: ['{$find: [1, 2, 3], each(x): "x > 1"}', '2'],
  $match: ['{$match: {"1 < 2": a, "1 > 2": b, "true": c}}', '["a","c"]'],
  $switch: ['{$switch: {"1 > 2": a, $default: b}}', '"b"'],
  $merge: ['{$merge: [{a: 1}, {b: 2}]}', '{"a":1,"b":2}'],
  $mergeDeep: ['{$mergeDeep: [{a: {b: 1}}, {a: {c: 2}}]}', '{"a":{"b":1,"c":2}}'],
  $reverse: ['{$reverse: [1, 2]}', '[2,1]'],
  $sort: ['{$sort: [2, 1]}', '[1,2]'],
};
