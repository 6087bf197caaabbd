import assert from 'node:assert/strict';
import jsYaml from 'js-yaml';
import type { ScalarNode } from '../../server/core/syntax/node.js';
import { parse } from '../../server/core/syntax/parse.js';
import { scalarValue } from '../../server/core/syntax/scalar-value.js';

/** Segments of numbers, times and words, every pair and triple of which is read. */
const PIECES = [
  ...['0', '1', '8', '10', '_', '.', 'e', 'E5', '+', '-', 'a', 'F', '0x', '0b', '0o', '.inf', '.NAN', '999'],
  ...['2001-12-14', '2001-2-3', '-13-40', 'T12:30:00', 't1:30:00.25', ' 24:00:00', 'Z', ' -5', '+05:30', 'true', '~'],
];

const scalarOf = (text: string): ScalarNode | undefined => {
  const { roots, errors } = parse(`- ${text}\n`, 'yaml');
  const [item] = errors.length === 0 && roots[0]?.kind === 'seq' ? roots[0].items : [];
  return item?.kind === 'scalar' ? item : undefined;
};

describe('a plain scalar', () => {
  const texts = PIECES.flatMap((a) => [a, ...PIECES.flatMap((b) => [a + b, ...PIECES.map((c) => a + b + c)])]);

  it('has the value that js-yaml reads', () => {
    let count = 0;
    for (const text of texts) {
      const node = scalarOf(text);
      if (!node) continue;
      count++;
      assert.deepEqual([text, scalarValue(node)], [text, (jsYaml.load(`- ${text}\n`) as unknown[])[0]]);
    }
    assert.ok(count > 10_000, `${count} scalars`);
  });

  it('is not a number if it has an underscore, or if it is too large for one', () => {
    for (const text of ['1_0', '1_000.5', '0x_f', '1e999', '9'.repeat(400)])
      assert.equal(scalarOf(text)?.type, 'string', text);
    for (const text of ['10', '1000.5', '0xf', '1e99', '9'.repeat(300), '-.inf'])
      assert.equal(scalarOf(text)?.type, 'number', text);
  });
});
