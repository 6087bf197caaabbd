import assert from 'node:assert/strict';
import { BUILTINS, compile, evaluate, toPlain } from '../../server/core/jsone/engine/index.js';
import { NOW } from '../../server/core/jsone/fixed-clock.js';
import { parse } from '../../server/core/syntax/parse.js';
import { EXAMPLES } from '../../server/features/hover/expression/function-words.js';
import { OPERATOR_EXAMPLES } from '../../server/features/hover/expression/operator-words.js';

/** The result of a template in YAML, as JSON. */
function resultOf(template: string): string {
  const tree = parse(template, 'yaml');
  assert.deepEqual(tree.errors, []);
  const [root] = tree.roots;
  assert.ok(root);
  const { value, problems } = evaluate(compile(root, tree), { context: new Map(), now: NOW });
  assert.deepEqual(problems, []);
  return JSON.stringify(toPlain(value));
}

describe('the examples that users are shown', () => {
  for (const [name, [call, result]] of Object.entries(EXAMPLES)) {
    // The ids of as_slugid are random.
    if (name !== 'as_slugid') it(call, () => assert.equal(resultOf(`$eval: ${JSON.stringify(call)}`), result));
  }
  for (const [template, result] of Object.values(OPERATOR_EXAMPLES))
    it(template, () => assert.equal(resultOf(template), result));

  it('are there for every function', () =>
    assert.deepEqual(Object.keys(EXAMPLES).sort(), [...Object.keys(BUILTINS), 'as_slugid'].sort()));
});
