import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { triggerSchemaErrors } from '../../server/core/services/hooks/trigger-schema.js';

/** Every keyword of draft 7, some of other drafts, and one of nobody. */
const KEYWORDS =
  `$schema $id $ref $comment $defs id title description default readOnly writeOnly deprecated examples multipleOf maximum
  exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern additionalItems items maxItems minItems uniqueItems
  contains minContains maxProperties minProperties required additionalProperties definitions properties patternProperties
  dependencies dependentRequired propertyNames const enum type format contentMediaType contentEncoding if then else allOf
  anyOf oneOf not nullable discriminator anything`.split(/\s+/);

const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, 1, -1, 2.5, 1e300, '', 'string', 'strin', '[', 'a b', 'http://example.com/#x'],
  ...[[], [1], ['a'], ['a', 'b'], ['a', 'a'], ['string', 'null'], ['string', 'strin'], [[]], [{}], [{}, {}], [true, 1]],
  ...[{}, { a: 1 }, { a: 'string' }, { a: true }, { a: {} }, { a: [] }, { a: ['b'] }, { a: ['b', 'b'] }, { '[': {} }],
  ...[{ type: 'strin' }, { type: 'string' }, { a: { type: 5 } }, { a: { minLength: -1 } }, [{ required: true }]],
  ...[{ a: [{}] }, { a: { items: [] } }, { a: { items: [{ enum: [] }] } }, { else: 1 }, { enum: [{ a: 1 }, { a: 1 }] }],
];

const DIALECTS =
  'http://json-schema.org/draft-07/schema http://json-schema.org/draft-07/schema# http://json-schema.org/schema# http://json-schema.org/draft-07/schema#/ http://json-schema.org/draft-06/schema# http://json-schema.org/draft-04/schema# https://json-schema.org/draft-07/schema# https://json-schema.org/draft/2020-12/schema http://json-schema.org/draft-07/schema/ http://json-schema.org/draft-07/schema#x /schemas/common/metaschema.json# draft-07 #'.split(
    ' ',
  );

/** What the hooks service asks: services/hooks/src/v1.js. */
const AJV = addFormats.default(new Ajv({ validateFormats: true, verbose: true, allErrors: true }));

function isTaken(triggerSchema: object): boolean {
  try {
    return AJV.validateSchema(triggerSchema) === true;
  } catch {
    return false;
  }
}

describe('triggerSchema', () => {
  const agrees = (triggerSchema: object): void => {
    const schemaErrors = triggerSchemaErrors({ triggerSchema });
    assert.equal(schemaErrors.length === 0, isTaken(triggerSchema), JSON.stringify({ triggerSchema, schemaErrors }));
  };

  for (const keyword of KEYWORDS) {
    it(`${keyword} is taken as ajv takes it`, () => {
      for (const value of VALUES) for (const at of [{}, { type: 'object' }]) agrees({ ...at, [keyword]: value });
      for (const value of VALUES.slice(0, 16)) agrees({ properties: { a: { not: { [keyword]: value } } } });
    });
  }

  it('a $schema is taken as ajv takes it', () => {
    for (const name of DIALECTS) agrees({ $schema: name, type: 'object' });
  });

  it('nothing is said of what is computed', () => {
    for (const computed of ['${payload.type}', { $eval: 'payload.type' }, { $if: 'x', else: 2 }]) {
      for (const keyword of KEYWORDS) {
        for (const triggerSchema of [{ [keyword]: computed }, { items: [{ [keyword]: computed }] }])
          assert.deepEqual(triggerSchemaErrors({ triggerSchema }), [], JSON.stringify(triggerSchema));
      }
    }
  });

  it('what is not a hook has none', () => {
    for (const hook of [undefined, null, [], 'x', {}, { triggerSchema: true }, { triggerSchema: [] }])
      assert.deepEqual(triggerSchemaErrors(hook), []);
  });
});
