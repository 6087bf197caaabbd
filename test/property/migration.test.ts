import assert from 'node:assert/strict';
import fc from 'fast-check';
import jsYaml from 'js-yaml';
import { migrate } from '../../server/core/apply-fixes.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { CALLERS, renderings } from './oracle.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 150);

type Template = unknown;

/** The linter takes what has this key for a promise. */
const THEN = 'then' as string;

const provisionerId = fc.constantFrom('proj-a', 'proj-b', 'proj-${level}');
const workerType = fc.constantFrom('ci', 'big', 'w-${level}');
const condition = fc.constantFrom(
  'tasks_for == "github-push"',
  'tasks_for in ["cron", "action"]',
  'tasks_for[:6] == "github"',
  'level == "3"',
  'true',
  'false',
);
const rest = fc.constantFrom(
  { payload: {}, metadata: { name: 'n' } },
  { payload: { a: 1 }, metadata: { name: 'n ${level}' }, tags: { b: 'b' } },
);
const NAMES = ['u', 'v', 'w'];

/** Expressions and templates that may look at the halves of a variable, or do not. */
const uses = (name: string): fc.Arbitrary<Template> =>
  fc.constantFrom<Template>(
    { $eval: name },
    { $eval: ` (${name}) ` },
    { $eval: `[${name}][0]` },
    { $eval: `{a: ${name}}.a` },
    { $merge: [{ $eval: name }, { extra: { a: `\${${name}.workerType}` } }] },
    { $merge: [{ $eval: name }, { extra: { a: `\${ ${name} ['provisionerId'] }` } }] },
    { $merge: [{ $eval: name }, { extra: { a: `\${${name}["worker" + "Type"]}` } }] },
    { $merge: [{ $eval: name }, { extra: { a: `\${${name}.metadata.name}` } }] },
    { $merge: [{ $eval: name }, { extra: { a: { $json: { $eval: name } } } }] },
    { $merge: [{ $eval: name }, { extra: { $map: { $eval: name }, 'each(k)': { 'is ${k.key}': 1 } } }] },
    { $merge: [{ $eval: name }, { workerType: 'over' }] },
    { $merge: [{ workerType: 'under', provisionerId: 'under' }, { $eval: name }] },
    { $if: `"workerType" in ${name}`, [THEN]: { $eval: name } },
    { $if: `"payload" in ${name}`, [THEN]: { $eval: name } },
    { $if: `${name} == {workerType: "ci"}`, [THEN]: { $eval: name } },
    { $let: { x: { $eval: name } }, in: { $merge: [{ $eval: 'x' }, { extra: { a: '${x.workerType}' } }] } },
    { $let: { $eval: name }, in: { $merge: [{ $eval: name }, { extra: { a: '${workerType}' } }] } },
    { $merge: { $map: [{ $eval: name }], 'each(y)': { $merge: [{ $eval: 'y' }, { extra: { a: 1 } }] } } },
    { $find: [{ $eval: name }], 'each(y)': 'y.provisionerId == "proj-a"' },
    { $merge: { $map: { $eval: name }, 'each(k)': { '${k.key}': { $eval: 'k.val' } } } },
    { $merge: [{ $eval: name }, { payload: { copy: { $eval: name } } }] },
  );

/** Templates that become a task, with its halves in all kinds of places. */
const { task } = fc.letrec<{ task: Template; part: Template }>((tie) => ({
  task: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(rest, provisionerId, workerType).map(([other, p, w]) => ({ provisionerId: p, workerType: w, ...other })),
    fc.tuple(rest, provisionerId, workerType).map(([other, p, w]) => ({ ...other, workerType: w, provisionerId: p })),
    fc.tuple(condition, tie('task'), tie('task')).map(([c, a, b]) => ({ $if: c, [THEN]: a, else: b })),
    fc
      .constantFrom(...NAMES)
      .chain((name) => fc.tuple(tie('task'), uses(name)).map(([a, b]) => ({ $let: { [name]: a }, in: b }))),
    fc
      .tuple(fc.constantFrom('$merge', '$mergeDeep'), fc.array(tie('part'), { minLength: 1, maxLength: 4 }))
      .map(([m, parts]) => ({
        [m]: parts,
      })),
    fc
      .tuple(condition, condition, tie('part'), tie('part'))
      .map(([c, d, a, b]) => ({ $merge: { $match: { [c]: a, [`${d} `]: b } } })),
    fc.tuple(tie('part'), tie('part')).map(([a, b]) => ({ $merge: { $reverse: [a, b] } })),
    fc.tuple(condition, tie('task'), tie('task')).map(([c, a, b]) => ({ $switch: { [c]: a, $default: b } })),
    fc.tuple(tie('part'), tie('part')).map(([a, b]) => ({
      $reduce: [a, b],
      'each(all, one)': { $merge: [{ $eval: 'all' }, { $eval: 'one' }] },
      initial: {},
    })),
  ),
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    rest,
    workerType.map((w) => ({ workerType: w, tags: { c: 'c' } })),
    fc.tuple(rest, provisionerId).map(([other, p]) => ({ provisionerId: p, ...other })),
    fc.tuple(provisionerId, workerType).map(([p, w]) => ({ taskQueueId: `${p}/${w}`, tags: {} })),
    fc.constantFrom<Template>(
      { $eval: 'action.overrides' },
      { $eval: 'event.overrides' },
      { '${key}': 'computed', tags: {} },
    ),
    fc.tuple(condition, tie('part')).map(([c, a]) => ({ $if: c, [THEN]: a })),
    tie('task'),
  ),
}));

const tasks = fc
  .array(task, { minLength: 1, maxLength: 3 })
  .chain((list) =>
    fc.constantFrom<Template>(
      list,
      { $map: list, 'each(t)': { $eval: 't' } },
      { $map: list, 'each(t)': { $merge: [{ $eval: 't' }, { extra: { a: '${t.provisionerId}' } }] } },
      { $sort: list, 'by(t)': 't.workerType' },
      { $sort: list, 'by(t)': 't.metadata.name' },
      { $flatten: [list, list] },
      { $reverse: list },
    ),
  );

describe('property: the migration of a template', function () {
  this.timeout(300_000);

  it('keeps what every caller gets, and a second run changes nothing', () => {
    let [converted, left] = [0, 0];
    fc.assert(
      fc.property(tasks, fc.constantFrom('workerType', 'other'), (list, key) => {
        const template = { version: 1, tasks: { $let: { level: '3', key }, in: list } };
        const text = jsYaml.dump(template, { noRefs: true, lineWidth: 200 });
        const document = { fileName: '.taskcluster.yml', syntax: 'yaml', text, selection: 'auto' } as const;
        const result = migrate(document, DEFAULT_CONFIG);
        const [before, after] = [renderings(template), renderings(jsYaml.load(result.text))];
        for (const [i, { title }] of CALLERS.entries())
          assert.deepEqual(after[i], before[i], `${title}\n${text}\n${result.text}`);
        assert.equal(migrate({ ...document, text: result.text }, DEFAULT_CONFIG).text, result.text, text);
        converted += result.converted;
        left += result.left.length;
      }),
      { numRuns: RUNS },
    );
    // Converting nothing is also correct.
    assert.ok(converted > left / 2, `${converted} converted, ${left} left`);
  });
});
