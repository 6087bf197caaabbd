import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { didYouMean, editDistance } from '../../server/core/base/did-you-mean.js';
import { SCHEMA_NAMES } from '../../server/core/schema/names.js';
import type { JsonSchemaNode } from '../../server/core/schema/node.js';
import { referencePage } from '../../server/core/schema/schemas.js';
import { schemaAt, validate } from '../../server/core/schema/validate.js';

describe('schema: what is known at a path', () => {
  it('follows references, branches and likenesses', () => {
    assert.equal(schemaAt('task', ['taskQueueId'])?.maxLength, 77);
    assert.equal(schemaAt('task', ['routes', 3])?.called, 'a route');
    assert.equal(schemaAt('task', ['tags', 'any'])?.maxLength, 4096);
    assert.equal(schemaAt('taskcluster-yml-v1', ['tasks', 0, 'metadata', 'owner'])?.maxLength, 255);
    assert.equal(schemaAt('taskcluster-yml-v0', ['tasks', 0, 'created'])?.format, undefined);
    assert.equal(schemaAt('hook', ['task', 'priority'])?.default, 'lowest');
    assert.equal(schemaAt('actions', ['actions', 0, 'name'])?.maxLength, 255);
    assert.equal(schemaAt('actions', ['actions', 0, 'title'])?.maxLength, 255);
    assert.equal(schemaAt('task', [])?.called, 'a task');
  });

  it('is undefined where nothing is known', () => {
    assert.equal(schemaAt('task', ['extra', 'image']), undefined);
    assert.equal(schemaAt('task', ['constructor']), undefined);
    assert.equal(schemaAt('task', ['priority', 'x', 0]), undefined);
  });
});

describe('schema files', () => {
  for (const file of readdirSync('schemas').filter((name) => !name.startsWith('report'))) {
    const nodes = [...nodesOf(JSON.parse(readFileSync(`schemas/${file}`, 'utf8')) as JsonSchemaNode)];

    it(`${file} has words for what it says in code`, () => {
      const wordless = nodes.filter(
        ({ pattern, format, minLength, anyOf, words }) =>
          (pattern ?? format ?? minLength ?? anyOf) !== undefined && words === undefined,
      );
      // The branches of a choice are covered by the words of the choice.
      assert.deepEqual(
        wordless.filter((node) => !nodes.some(({ anyOf }) => anyOf?.includes(node))),
        [],
      );
    });

    it(`${file} describes every key`, () => {
      const bare = nodes.flatMap(({ properties = {} }) =>
        Object.entries(properties).filter(
          ([, node]) => Object.keys(node).length > 0 && !node.$ref && node.const === undefined && !node.description,
        ),
      );
      assert.deepEqual(bare, []);
    });

    it(`${file} uses no keyword whose verdict turns round on unknown content`, () => {
      assert.deepEqual(
        nodes.filter((node) =>
          ['not', 'oneOf', 'else', 'contains', 'dependencies'].some((key) => isKeyword(node, key)),
        ),
        [],
      );
    });
  }

  it('has a default that the schema accepts', () => {
    const base = { created: '2026-01-31T12:00:00Z', deadline: '2026-01-31T12:00:00Z', payload: {} };
    const metadata = { name: '', description: '', owner: '', source: 'https://example.com' };
    for (const [key, { default: value }] of Object.entries(schemaAt('task', [])?.properties ?? {})) {
      if (value !== undefined) assert.deepEqual(validate('task', { ...base, metadata, [key]: value }), []);
    }
  });
});

describe('schema: the nearest word', () => {
  const KEYS = ['workerType', 'taskQueueId', 'routes', 'scopes', 'requires', 'retries', 'tags'];
  for (const [word, expected] of [
    ['worker', 'workerType'],
    ['workertype', 'workerType'],
    ['task-queue-id', 'taskQueueId'],
    ['rotues', 'routes'],
    ['scope', 'scopes'],
    ['retrys', 'retries'],
    ['tag', 'tags'],
    ['banana', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ] as const) {
    it(`${word.slice(0, 20)}: ${expected}`, () => assert.equal(didYouMean(word, KEYS), expected));
  }

  it('counts a swap of neighbours as one', () => {
    assert.equal(editDistance('hgih', 'high'), 1);
    assert.equal(editDistance('', 'abc'), 3);
    assert.equal(editDistance('kitten', 'sitting'), 3);
  });

  it('is the same within a limit, and infinite beyond it', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat(9), (a, b, most) => {
        const distance = editDistance(a, b);
        assert.equal(editDistance(a, b, most), distance <= most ? distance : Number.POSITIVE_INFINITY);
      }),
    );
  });
});

/** Every schema within a schema. */
function* nodesOf(node: JsonSchemaNode): Generator<JsonSchemaNode> {
  yield node;
  const {
    properties = {},
    definitions = {},
    additionalProperties,
    items,
    allOf = [],
    anyOf = [],
    if: test,
    then,
  } = node;
  const children = [...Object.values(properties), ...Object.values(definitions), ...allOf, ...anyOf];
  for (const child of [...children, additionalProperties, items, test, then]) {
    if (typeof child === 'object') yield* nodesOf(child);
  }
}

function isKeyword(node: JsonSchemaNode, key: string): boolean {
  return Object.hasOwn(node, key);
}

describe('the page of the reference about a value', () => {
  it('is there for each schema of a service', () => {
    for (const name of SCHEMA_NAMES) {
      if (name === 'json-schema' || name === 'settings' || name === 'config') continue;
      assert.match(referencePage(name, []) ?? name, /^https:\/\/docs\.taskcluster\.net\/docs\/reference\/[a-z0-9/-]+$/);
    }
  });

  it('is that of the innermost part with one, or of the schema that describes it', () => {
    const pages = [
      referencePage('taskcluster-yml-v1', ['tasks']),
      referencePage('taskcluster-yml-v1', ['tasks', 0, 'metadata', 'name']),
      referencePage('taskcluster-yml-v1', ['tasks', 0, 'scopes', 0]),
      referencePage('hook', ['schedule', 0]),
    ];
    assert.deepEqual(
      pages.map((page) => page?.replace('https://docs.taskcluster.net/docs/reference/', '')),
      [
        'integrations/github/taskcluster-yml-v1',
        'platform/queue/task-schema',
        'platform/auth/scopes',
        'core/hooks/firing-hooks',
      ],
    );
  });
});
