import assert from 'node:assert/strict';
import { buildModel } from '../../server/core/model/build.js';
import { parse } from '../../server/core/syntax/parse.js';
import { signatureAt } from '../../server/features/signature-help.js';
import { CURSOR } from '../support/feature-cases.js';

/** The signature for an expression with a cursor, with the active parameter in brackets. */
function signature(expression: string): string | undefined {
  const whole = `version: 1\ntasks:\n  - metadata: {name: "\${${expression}"}\n`;
  const text = whole.replace(CURSOR, '');
  const source = { fileName: '.taskcluster.yml', syntax: 'yaml', text, selection: 'auto' } as const;
  const found = signatureAt({ model: buildModel(source, parse(text, 'yaml')), offset: whole.indexOf(CURSOR) });
  const active = found?.active === undefined ? undefined : found.parameters[found.active];
  if (!found || !active) return found?.label;
  const { start, end } = active;
  return `${found.label.slice(0, start)}[${found.label.slice(start, end)}]${found.label.slice(end)}`;
}

describe('signature help', () => {
  it('marks the parameter at the cursor', () => {
    assert.equal(signature('join(‸)}'), 'join([list], separator): string');
    assert.equal(signature("join(['a', 'b'], ‸"), 'join(list, [separator]): string');
    assert.equal(signature("join(['a', 'b'], '‸')}"), 'join(list, [separator]): string');
  });
  it('is about the innermost call', () =>
    assert.equal(signature("join(split(event.ref, ‸), '-')}"), 'split(text, [separator]): list'));
  it('knows parameters that can be repeated', () =>
    assert.equal(signature('max(1, 2, 3, ‸)}'), 'max(number, […number]): number'));
  it('marks nothing where there are too many', () =>
    assert.equal(signature("lowercase('a', ‸)}"), 'lowercase(text): string'));
  it('knows the function of the GitHub service', () =>
    assert.equal(signature('as_slugid(‸)}'), 'as_slugid([label]): string'));
  it('says nothing elsewhere', () => {
    assert.equal(signature('event.‸}'), undefined);
    assert.equal(signature('unknown(‸)}'), undefined);
    assert.equal(signature("join(['a'], '-')} (‸"), undefined);
  });
});
