import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { syntaxOf } from '../../server/core/base/document.js';
import { NO_KNOWLEDGE } from '../../server/core/deployment/knowledge.js';
import { buildModel } from '../../server/core/model/build.js';
import { MAX_POOLS, type QueueReference } from '../../server/core/references/queue-reference.js';
import { poolsOf, queueReferences } from '../../server/core/references/queue-references.js';
import { aliasReferences } from '../../server/core/references/worker-aliases.js';
import { parse } from '../../server/core/syntax/parse.js';
import { documents } from '../support/generate/documents.js';

const TASK = 'payload: {}, metadata: {}, created: now, deadline: then';

function references(text: string, fileName = '.taskcluster.yml'): QueueReference[] {
  const syntax = syntaxOf(fileName) ?? 'yaml';
  return queueReferences(buildModel({ fileName, syntax, text, selection: 'auto' }, parse(text, syntax)));
}

function aliases(text: string): QueueReference[] {
  return aliasReferences('config.yml', parse(text, 'yaml'));
}

/** A reference in one line: what stands there, and what it can name (a pattern as one of `ids` that match). */
function describeReference({ written, pools, unsure }: QueueReference): string {
  const names = pools.kind === 'exact' ? pools.ids.join(' ') : String(pools.pattern);
  return `${written} -> ${names}${unsure ? ' (unsure)' : ''}`;
}

function tasksOf(...lines: string[]): string {
  return ['version: 1', 'tasks:', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

describe('references to queues', () => {
  const cases: Readonly<Record<string, [text: string, ...expected: string[]]>> = {
    'a taskQueueId that is written out': [tasksOf(`- {taskQueueId: proj-x/ci, ${TASK}}`), 'proj-x/ci -> proj-x/ci'],
    'a pair': [tasksOf(`- {provisionerId: proj-x, workerType: ci, ${TASK}}`), 'proj-x/ci -> proj-x/ci'],
    'a taskQueueId beside a pair: the queue takes the former': [
      tasksOf(`- {taskQueueId: a/b, provisionerId: proj-x, workerType: ci, ${TASK}}`),
      'a/b -> a/b',
    ],
    'half a pair names nothing': [tasksOf(`- {workerType: ci, ${TASK}}`)],
    'what is not a valid id names no pool': [tasksOf(`- {taskQueueId: proj-x/CI, ${TASK}}`), 'proj-x/CI -> '],
    'a queue that needs no pool': [tasksOf(`- {taskQueueId: built-in/succeed, ${TASK}}`), 'built-in/succeed -> '],
    'an interpolation': [
      tasksOf(`- {taskQueueId: 'proj-\${a}/ci-\${b}', ${TASK}}`),
      'proj-${a}/ci-${b} -> /^(?:proj\\-[a-zA-Z0-9_-]*\\/ci\\-[a-z0-9-]*)$/',
    ],
    'an interpolation that may hold the slash': [
      tasksOf(`- {taskQueueId: 'proj-\${rest}', ${TASK}}`),
      'proj-${rest} -> /^(?:proj\\-[a-zA-Z0-9_/-]*)$/',
    ],
    'nothing but interpolations could be any pool': [tasksOf(`- {taskQueueId: '\${a}/\${b}', ${TASK}}`)],
    'variables with literal values': [
      tasksOf(
        '$let:',
        '  domain: ci',
        "  level: {$if: 'tasks_for == \"github-push\"', then: '3', else: 1}",
        'in:',
        `  - {provisionerId: '\${domain}-\${level}', workerType: decision, ${TASK}}`,
      ),
      '${domain}-${level}/decision -> ci-1/decision ci-3/decision',
    ],
    'a variable that is computed': [
      tasksOf(
        "$let: {domain: ci, level: {$eval: 'x.y'}}",
        'in:',
        `  - {provisionerId: '\${domain}-\${level}', workerType: decision, ${TASK}}`,
      ),
      '${domain}-${level}/decision -> /^(?:ci\\-[a-zA-Z0-9_-]*\\/decision)$/',
    ],
    'the elements of a loop': [
      tasksOf('$map: [linux, mac]', `each(os): {taskQueueId: 'proj-x/b-\${os}', ${TASK}}`),
      'proj-x/b-${os} -> proj-x/b-linux proj-x/b-mac',
    ],
    'a value that an operator chooses: each place for itself': [
      tasksOf(`- taskQueueId: {$if: x, then: a/b, else: c/d}`, '  payload: {}', '  metadata: {}', '  created: now'),
      'a/b -> a/b',
      'c/d -> c/d',
    ],
    'branches with their own tasks': [
      tasksOf(`- $if: x`, `  then: {taskQueueId: a/b, ${TASK}}`, `  else: {taskQueueId: c/d, ${TASK}}`),
      'a/b -> a/b',
      'c/d -> c/d',
    ],
    'one place that several forms share': [
      tasksOf(
        `- $merge:`,
        `    - {taskQueueId: a/b, ${TASK}}`,
        `    - {$if: x, then: {retries: 1}, else: {retries: 2}}`,
      ),
      'a/b -> a/b',
    ],
    'halves that meet by merging, and one that may be overridden': [
      tasksOf(
        `- $merge: [{provisionerId: p, workerType: default, ${TASK}}, {workerType: w}]`,
        `- $merge: [{taskQueueId: a/b, ${TASK}}, {$eval: other}]`,
      ),
      'p/w -> p/w',
      'a/b -> a/b (unsure)',
    ],
    'an anchor: every place that names it': [
      tasksOf(`- {taskQueueId: &q a/b, ${TASK}}`, `- {taskQueueId: *q, ${TASK}}`),
      'a/b -> a/b',
      'a/b -> a/b',
    ],
    'a number is not an id': [tasksOf(`- {taskQueueId: 42, ${TASK}}`)],
  };
  for (const [title, [text, ...expected]] of Object.entries(cases)) {
    it(title, () => assert.deepEqual(references(text).map(describeReference), expected));
  }

  it('knows the mustache of version 0', () => {
    const text = `version: 0\nmetadata: {}\ntasks:\n  - provisionerId: '{{ taskcluster.docker.provisionerId }}'\n    workerType: ci\n    payload: {}\n    extra: {github: {events: [push]}}\n`;
    assert.deepEqual(references(text).map(describeReference), [
      '{{ taskcluster.docker.provisionerId }}/ci -> /^(?:[a-zA-Z0-9_-]*\\/ci)$/',
    ]);
  });

  it('stands where the value does, and its holder on the first line of the task', () => {
    const text = tasksOf('- provisionerId: "p"', '  workerType: w', `  metadata: {}`, '  payload: {}');
    const [reference] = references(text);
    assert.ok(reference?.also);
    const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    assert.deepEqual(
      [cut(reference.span), cut(reference.also), cut(reference.holder)],
      ['w', '"p"', 'provisionerId: "p"'],
    );
  });

  it('does not take long for a template with many interpolations', () => {
    const interpolations = Array.from({ length: 30 }, (_, i) => `\${a${i}}-`).join('');
    const [reference] = references(tasksOf(`- {taskQueueId: 'p/${interpolations}x', ${TASK}}`));
    assert.ok(reference?.pools.kind === 'pattern');
    assert.ok(reference.pools.pattern.test(`p/${'-'.repeat(20)}x`));
    assert.ok(!reference.pools.pattern.test(`p/${'-'.repeat(5_000)}`));
  });

  it('fills a pattern in with the pools that exist, at most so many', () => {
    const [reference] = references(tasksOf(`- {taskQueueId: 'proj-\${a}/ci', ${TASK}}`));
    assert.ok(reference);
    const ids = Array.from({ length: 100 }, (_, i) => `proj-${String(i).padStart(3, '0')}/ci`);
    const knowledge = {
      ...NO_KNOWLEDGE,
      poolIds: () => ({ state: 'known', value: ['other/ci', ...ids], at: 0 }) as const,
    };
    assert.deepEqual(poolsOf(reference, knowledge), ids.slice(0, MAX_POOLS));
    assert.deepEqual(poolsOf(reference, NO_KNOWLEDGE), []);
  });

  it('survives any document, with places inside the text', () => {
    fc.assert(
      fc.property(documents, ({ document }) => {
        const tree = parse(document.text, document.syntax);
        for (const reference of [
          ...queueReferences(buildModel(document, tree)),
          ...aliasReferences('config.yml', tree),
        ]) {
          for (const { start, end } of [reference.span, reference.holder, reference.also ?? reference.span])
            assert.ok(0 <= start && start <= end && end <= document.text.length);
        }
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 200) },
    );
  });

  it('survives every broken beginning and example of ours', () => {
    for (const name of readdirSync('examples', { recursive: true, encoding: 'utf8' })) {
      const syntax = syntaxOf(name);
      if (!syntax) continue;
      const text = readFileSync(`examples/${name}`, 'utf8');
      for (let end = text.length; end > 0; end -= 97) {
        const cut = text.slice(0, end);
        for (const { span } of references(cut, `.taskcluster.${syntax === 'yaml' ? 'yml' : 'json'}`))
          assert.ok(span.end <= cut.length);
      }
    }
  });
});

describe("taskgraph's aliases", () => {
  const config = (...lines: string[]): string =>
    ['trust-domain: mobile', 'workers:', '  aliases:', ...lines.map((line) => `    ${line}`), ''].join('\n');

  const cases: Readonly<Record<string, [text: string, ...expected: string[]]>> = {
    placeholders: [
      config(`b-linux: {provisioner: '{trust-domain}-{level}', worker-type: '{alias}-gcp'}`),
      '{trust-domain}-{level}/{alias}-gcp -> mobile-1/b-linux-gcp mobile-2/b-linux-gcp mobile-3/b-linux-gcp',
    ],
    'no placeholders': [config('t: {provisioner: releng-t, worker-type: linux}'), 'releng-t/linux -> releng-t/linux'],
    'by-level: each value for the levels it is for': [
      config('s:', '  provisioner: k8s', '  worker-type:', '    by-level:', '      "3": a-3', '      default: a-t'),
      'k8s/a-3 -> k8s/a-3',
      'k8s/a-t -> k8s/a-t',
    ],
    'by-level with a regular expression and placeholders': [
      config('s:', "  provisioner: {by-level: {'[12]': 'p-{level}', '3': q}}", '  worker-type: w'),
      'p-{level}/w -> p-1/w p-2/w',
      'q/w -> q/w',
    ],
    'an alias that is a regular expression': [
      config("t-bitbar.*: {provisioner: proj-x, worker-type: 'gecko-{alias}'}"),
      'proj-x/gecko-{alias} -> /^(?:proj\\-x\\/gecko\\-[a-z0-9-]*)$/',
    ],
    'keyed by something else': [config('s: {provisioner: p, worker-type: {by-project: {x: y, default: z}}}')],
    incomplete: [config('s: {provisioner: p}', 't: {}', 'u:', 'v: text')],
  };
  for (const [title, [text, ...expected]] of Object.entries(cases)) {
    it(title, () => assert.deepEqual(aliases(text).map(describeReference), expected));
  }

  it('without a trust domain it is an interpolation', () => {
    const text = "workers: {aliases: {a: {provisioner: '{trust-domain}-1', worker-type: w}}}\n";
    assert.deepEqual(aliases(text).map(describeReference), ['{trust-domain}-1/w -> /^(?:[a-zA-Z0-9_-]*\\-1\\/w)$/']);
  });

  it('are looked for only in the configuration', () => {
    const text = config('t: {provisioner: p, worker-type: w}');
    assert.deepEqual(aliasReferences('kind.yml', parse(text, 'yaml')), []);
    assert.deepEqual(aliasReferences('config.yml', parse('- 1\n', 'yaml')), []);
  });
});
