import assert from 'node:assert/strict';
import fc from 'fast-check';
import jsYaml from 'js-yaml';
import { applyEdits } from '../../server/core/base/text-edit.js';
import { buildModel } from '../../server/core/model/build.js';
import type { DocumentModel } from '../../server/core/model/model.js';
import { parse } from '../../server/core/syntax/parse.js';
import { prepareRename, rename } from '../../server/features/navigation/rename.js';
import { renderings } from './oracle.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 150);

/** The linter takes what has this key for a promise. */
const THEN = 'then' as string;

type Template = unknown;

const NAMES = ['a', 'b', 'c'];
/** Those that JSON-e or the service has too, among others. */
const NEW_NAMES = [...NAMES, 'd', 'aa', 'len', 'event', 'in', 'x y', ''];

const name = fc.constantFrom(...NAMES);
const expression = fc.oneof(
  name,
  name.map((one) => `defined("${one}") && ${one} == 1`),
  name.map((one) => `{a: (${one}), b: 1}.a`),
  fc.tuple(name, name).map(([one, other]) => `[${one}, "a", ${other}, 'b']`),
  fc.constantFrom('defined("a" + "")', 'tasks_for', '1'),
);

const { template } = fc.letrec<{ template: Template }>((tie) => {
  const inner = tie('template');
  return {
    template: fc.oneof(
      { maxDepth: 4, withCrossShrink: true, depthSize: 'small' },
      expression.map((one) => ({ $eval: one })),
      expression.map((one) => `a \${${one}} $\${a}\n b \${ str(a) }`),
      fc.constantFrom<Template>('a', 1, ['b'], { a: 'a' }),
      fc.tuple(name, inner, inner).map(([one, value, body]) => ({ $let: { [one]: value }, in: body })),
      fc.tuple(inner, inner, inner).map(([one, other, body]) => ({ $let: { a: one, b: other }, in: body })),
      // A variable without a value, names that are computed, and variables that are shared with data.
      fc.tuple(name, inner).map(([one, body]) => ({
        $let: { [one]: { $if: 'tasks_for == "github-push"', [THEN]: 'inner' } },
        in: [{ $eval: one }, body],
      })),
      fc.tuple(name, inner).map(([one, body]) => ({ $let: { $merge: [{ [one]: 2 }] }, in: [{ $eval: one }, body] })),
      fc.tuple(name, inner).map(([one, body]) => ({ $let: { [`\${"${one}"}`]: 2 }, in: [{ $eval: one }, body] })),
      fc.tuple(name, inner).map(([one, body]) => {
        const shared = { [one]: 'a' };
        return [{ $let: shared, in: body }, shared, { $let: shared, in: body }];
      }),
      fc.tuple(name, inner).map(([one, body]) => ({ $map: [1, 2], [`each(${one})`]: body })),
      fc.tuple(name, name, inner).map(([one, i, body]) => ({ $map: [1, 2], [`each(${one}, ${i})`]: body })),
      fc.tuple(name, inner).map(([one, by]) => ({ $find: [1, 2], [`each(${one})`]: `${one} == 2`, other: by })),
      fc.tuple(name, expression).map(([one, by]) => ({ $find: [1, 2], [`each(${one})`]: by })),
      fc.tuple(name, expression).map(([one, by]) => ({ $sort: [2, 1], [`by(${one})`]: by })),
      name.map((one) => ({ $reduce: [1, 2], initial: 'a', [`each(${one}, c)`]: { $eval: `[${one}, c]` } })),
      fc.tuple(expression, inner, inner).map(([c, yes, no]) => ({ $if: c, [THEN]: yes, else: no })),
      fc.tuple(expression, inner).map(([c, body]) => ({ $switch: { [c]: body, $default: 'b' } })),
      fc.array(inner, { maxLength: 3 }),
      fc.tuple(inner, inner).map(([one, other]) => ({ '${"a"}': one, b: [other, one] })),
    ),
  };
});

const document = fc.tuple(template, template).map(([value, extra]) =>
  jsYaml.dump({
    version: 1,
    tasks: { $let: { a: 'one', b: value }, in: [{ taskQueueId: 'p/${a}', extra: { x: extra, y: [extra] } }] },
  }),
);

function modelOf(text: string): DocumentModel {
  return buildModel({ fileName: '.taskcluster.yml', syntax: 'yaml', text, selection: 'auto' }, parse(text, 'yaml'));
}

describe('renaming', function () {
  this.timeout(RUNS * 1000);

  it('changes no result, and back again gives the same text', () => {
    let [renamed, reverted] = [0, 0];
    fc.assert(
      fc.property(document, fc.nat(), fc.constantFrom(...NEW_NAMES), (text, at, newName) => {
        const model = modelOf(text);
        const places = [...text.matchAll(/\w+/g)]
          .map(({ index }) => index)
          .filter((index) => {
            const found = prepareRename({ model, offset: index });
            return found !== undefined && !('refused' in found);
          });
        const offset = places[at % places.length];
        if (offset === undefined) return;
        const result = rename({ model, offset }, newName);
        assert.ok(result);
        if ('refused' in result) return;
        renamed++;
        const after = applyEdits(text, result.edits);
        assert.deepEqual(renderings(jsYaml.load(after)), renderings(jsYaml.load(text)), after);
        const before = result.edits.filter(({ span }) => span.end <= offset).length;
        const old = /^\w+/.exec(text.slice(offset))?.[0] ?? '';
        const place = offset + before * (newName.length - old.length);
        const back = rename({ model: modelOf(after), offset: place }, old);
        assert.ok(back);
        // A variable that no longer hides another may not hide it again.
        if ('refused' in back) assert.match(back.refused, /^There is already a variable/, after);
        else {
          reverted++;
          assert.equal(applyEdits(after, back.edits), text);
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(renamed > RUNS / 8 && reverted > renamed / 2, `${renamed} renamed, ${reverted} reverted`);
  });
});
