import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { analyze } from '../../server/core/analyze.js';
import type { SourceDocument } from '../../server/core/base/document.js';
import type { Finding } from '../../server/core/base/finding.js';
import { applyEdits } from '../../server/core/base/text-edit.js';
import { DEFAULT_CONFIG } from '../../server/core/config/config.js';
import { assertFindings, read } from './oracle.js';

/** `PROPERTY_RUNS=20000` looks longer. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 250);

type Data = Readonly<Record<string, unknown>>;

/** A file of pools, and what it means. */
interface PoolFile {
  readonly document: SourceDocument;
  readonly value: unknown;
  readonly comments: readonly string[];
}

const launchConfig = fc.record(
  {
    region: fc.constant('us-west-2'),
    launchConfig: fc.constant({ ImageId: 'ami-1', InstanceType: 'm5.large' }),
    capacityPerInstance: fc.integer({ min: 1, max: 9 }),
    workerConfig: fc.constant({ genericWorker: { config: { idleTimeoutSecs: 15 } } }),
    workerManager: fc.record(
      {
        capacityPerInstance: fc.constant(3),
        initialWeight: fc.constantFrom(0, 0.5),
        launchConfigId: fc.constant('lc-1'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['region', 'launchConfig'] },
);

const lifecycle = fc.record(
  {
    registrationTimeout: fc.constantFrom(-1, 0, 900, 400_000),
    reregistrationTimeout: fc.constantFrom(-1, 0, 600, 86_400, 345_600, 3_000_000),
    queueInactivityTimeout: fc.constantFrom(7200, 600),
  },
  { requiredKeys: [] },
);

const config = shuffled(
  fc.record(
    {
      minCapacity: fc.constantFrom(0, 3),
      maxCapacity: fc.constantFrom(0, 1, 10),
      scalingRatio: fc.constantFrom(0.5, 1),
      lifecycle,
      launchConfigs: fc.uniqueArray(launchConfig, { maxLength: 2, selector: (item) => JSON.stringify(item) }),
    },
    { requiredKeys: ['minCapacity', 'maxCapacity', 'launchConfigs'] },
  ),
);

const body = shuffled(
  fc.record({
    providerId: fc.constantFrom('example-aws', 'static', 'null-provider', 'mine'),
    description: fc.constantFrom('', 'Linux'),
    owner: fc.constant('me@example.com'),
    emailOnError: fc.boolean(),
    config: fc.oneof(config, fc.constant({}), fc.constant({ workerConfig: {} })),
  }),
);

const communityPool = shuffled(
  fc.record(
    {
      cloud: fc.constantFrom('gcp', 'static', 'azure'),
      imageset: fc.constant('generic-worker-ubuntu-24-04'),
      maxCapacity: fc.constantFrom(0, 10),
      machineTypes: fc.constant({ 'zones/{zone}/machineTypes/n2-standard-4': 1 }),
      lifecycle,
    },
    { requiredKeys: ['cloud', 'imageset'] },
  ),
);

const value: fc.Arbitrary<unknown> = fc.oneof(
  body,
  config,
  fc.dictionary(fc.constantFrom('proj-x/ci', 'proj-x/GUI', 'proj-y/ci-linux'), body, { minKeys: 1 }),
  fc.array(body, { minLength: 1, maxLength: 2 }),
  fc
    .dictionary(fc.constantFrom('ci', 'gui', 'Old_one'), communityPool, { minKeys: 1 })
    .map((workerPools) => ({ example: { adminRoles: [], workerPools } })),
);

/** The keys in another order. */
function shuffled(arbitrary: fc.Arbitrary<Data>): fc.Arbitrary<Data> {
  return fc
    .tuple(arbitrary, fc.integer())
    .map(([data, seed]) =>
      Object.fromEntries(Object.entries(data).sort(([a], [b]) => rank(a, seed) - rank(b, seed) || (a < b ? -1 : 1))),
    );
}

function rank(key: string, seed: number): number {
  return ((key.length * 31 + key.charCodeAt(0)) * (seed | 1)) % 101;
}

const file: fc.Arbitrary<PoolFile> = fc.oneof(
  fc
    .record({
      data: value,
      indent: fc.constantFrom(2, 4),
      flowLevel: fc.constantFrom(-1, -1, 1, 2, 3),
      noArrayIndent: fc.boolean(),
      comments: fc.boolean(),
      crlf: fc.boolean(),
    })
    .map(({ data, comments, crlf, ...style }) => {
      const lines = dump(data, { ...style, lineWidth: -1, noRefs: true }).split('\n');
      const found = lines.map((_, i) => `# comment ${i}.`);
      // A comment at the end of every third line that is not empty.
      const text = lines.map((line, i) => (comments && line !== '' && i % 3 === 0 ? `${line} ${found[i]}` : line));
      return {
        document: yaml(text.join(crlf ? '\r\n' : '\n')),
        value: data,
        comments: comments ? found.filter((_, i) => lines[i] !== '' && i % 3 === 0) : [],
      };
    }),
  fc
    .tuple(value, fc.constantFrom(undefined, 2, 4, '\t'))
    .map(([data, space]) => ({ document: json(JSON.stringify(data, undefined, space)), value: data, comments: [] })),
);

function yaml(text: string): SourceDocument {
  return { fileName: 'pools.yml', syntax: 'yaml', text, selection: 'auto' };
}

function json(text: string): SourceDocument {
  return { fileName: 'pools.json', syntax: 'json', text, selection: 'auto' };
}

function findingsOf(document: SourceDocument): readonly Finding<'document'>[] {
  const { kind, findings } = analyze(document, DEFAULT_CONFIG);
  assert.equal(kind, 'worker-pool');
  return findings;
}

function always(check: (file: PoolFile) => void): void {
  fc.assert(
    fc.property(file, (one) => {
      try {
        check(one);
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : String(error)}\n${one.document.text}`, {
          cause: error,
        });
      }
    }),
    { numRuns: RUNS },
  );
}

describe('property: on files of worker pools', function () {
  this.timeout(120_000);

  it('findings can be shown, and are the same for the same pool however it is written', () => {
    always(({ document, value: data }) => {
      const findings = findingsOf(document);
      assertFindings(document.text, findings);
      const said = (all: readonly Finding<'document'>[]): string[] =>
        all.map(({ rule, message }) => `${rule} ${message}`).sort();
      assert.deepEqual(said(findings), said(findingsOf(json(JSON.stringify(data)))));
    });
  });

  it('a fix gives a text that is read, keeps the comments, and removes what it was offered for', () => {
    always(({ document, comments }) => {
      const findings = findingsOf(document);
      for (const { rule, fixes, message } of findings) {
        for (const fix of fixes) {
          const text = applyEdits(document.text, fix.edits);
          read(text, document.syntax);
          for (const comment of comments) assert.ok(text.includes(comment), `${fix.title} loses ${comment}`);
          const count = (all: readonly Finding<'document'>[]): number =>
            all.filter((other) => other.rule === rule && other.message === message).length;
          assert.ok(count(findingsOf({ ...document, text })) < count(findings), `${message} is still there`);
        }
      }
    });
  });

  it('the fix of an absent reregistrationTimeout adds the default to one pool and changes nothing else', () => {
    always(({ document, value: data }) => {
      for (const { fixes } of findingsOf(document).filter(({ severity }) => severity === 'info')) {
        const fixed = read(applyEdits(document.text, fixes[0]?.edits ?? []), document.syntax);
        const added = JSON.stringify(fixed).match(/"reregistrationTimeout":345600/g)?.length ?? 0;
        const before = JSON.stringify(data).match(/"reregistrationTimeout":345600/g)?.length ?? 0;
        assert.equal(added, before + 1);
        assert.deepEqual(withoutDefault(fixed), [withoutDefault(data)]);
      }
    });
  });
});

/** The data without times that are the default, and without lifecycles that are empty then. */
function withoutDefault(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutDefault);
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data)
    .filter(([key, item]) => key !== 'reregistrationTimeout' || item !== 345_600)
    .map(([key, item]): [string, unknown] => [key, withoutDefault(item)]);
  return Object.fromEntries(entries.filter(([key, item]) => key !== 'lifecycle' || JSON.stringify(item) !== '{}'));
}
