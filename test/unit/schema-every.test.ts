import assert from 'node:assert/strict';
import { errorsOf } from '../../server/core/schema/check.js';
import { SCHEMA_NAMES } from '../../server/core/schema/names.js';
import { type SchemaName, validate } from '../../server/core/schema/validate.js';
import { line } from '../support/schema-values.js';

describe('schemas', () => {
  for (const name of SCHEMA_NAMES) {
    it(`the build makes a validator of ${name}`, () => assert.ok(errorsOf(name, 42).length > 0));
  }
});

describe('schema: what a missing key begins with', () => {
  const isComputed = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && Object.keys(value).some((key) => key.startsWith('$'));

  /** The value with every key that it lacks, and so on for what was added. */
  function completed(schema: SchemaName, value: object): object {
    const whole = structuredClone(value);
    for (let round = 0; round < 10; round++) {
      const lacking = validate(schema, whole, isComputed).filter(({ keyword }) => keyword === 'required');
      if (lacking.length === 0) break;
      for (const { path, key = '', repairs } of lacking) {
        const [repair] = repairs;
        assert.ok(repair?.kind === 'add-key', `${key} has nothing to begin with`);
        const at = path.reduce<unknown>((inner, step) => Reflect.get(Object(inner), step), whole);
        Reflect.set(Object(at), key, repair.value);
      }
    }
    return whole;
  }

  const starts: Readonly<Partial<Record<SchemaName, object>>> = {
    actions: { version: 1, variables: {}, actions: [{}] },
    'worker-pool-config': { launchConfigs: [{}] },
    hook: { bindings: [{}] },
  };
  for (const schema of SCHEMA_NAMES) {
    it(`fits the schema ${schema}`, () => {
      const left = validate(schema, completed(schema, starts[schema] ?? {}), isComputed);
      assert.deepEqual(left.map(line), []);
    });
  }
});
