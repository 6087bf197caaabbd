import { collectErrors } from './keyword-errors.js';
import type { SchemaName } from './names.js';
import type { KeywordError, Repair, SchemaError } from './schema-error.js';
import type { Path } from './schemas.js';

type Test = (value: unknown) => boolean;

/** The errors, keeping only repairs that cause no new errors. */
export function withSoundRepairs(
  schema: SchemaName,
  value: unknown,
  keywordErrors: readonly KeywordError[],
  schemaErrors: readonly SchemaError[],
  isUnknown: Test,
  hasUnknown: Test,
): SchemaError[] {
  const known = new Set(keywordErrors.map(identityOf));
  const isSound = (schemaError: SchemaError, repair: Repair): boolean =>
    // A list may be shorter: none that must not repeat its items has a minimum.
    repair.kind === 'remove-item' ||
    IS_SOUND.has(repair.kind) ||
    collectErrors(schema, repaired(value, schemaError, repair), isUnknown, hasUnknown).every((keywordError) =>
      known.has(identityOf(keywordError)),
    );
  return schemaErrors.map((schemaError) => {
    const repairs = schemaError.repairs.filter((repair) => isSound(schemaError, repair));
    return repairs.length === schemaError.repairs.length ? schemaError : { ...schemaError, repairs };
  });
}

/** A missing key's initial value fits its schema, as a test proves, and no schema objects to the removal of an unknown key. */
const IS_SOUND: ReadonlySet<Repair['kind']> = new Set(['add-key', 'remove-key']);

function identityOf({ schemaPath, path, key }: KeywordError): string {
  return JSON.stringify([path, schemaPath, key]);
}

/** The value after a repair, with copies along its path. */
function repaired(
  value: unknown,
  { path, key = '' }: SchemaError,
  repair: Exclude<Repair, { kind: 'remove-item' }>,
): unknown {
  return changed(value, path, (at) => {
    if (repair.kind === 'replace-value') return repair.value;
    const entries = Object.entries(typeof at === 'object' && at !== null ? at : {});
    if (repair.kind === 'add-key') return Object.fromEntries([...entries, [key, repair.value]]);
    if (repair.kind === 'remove-key') return Object.fromEntries(entries.filter(([name]) => name !== key));
    return Object.fromEntries(entries.map(([name, item]) => [name === key ? repair.to : name, item]));
  });
}

function changed(value: unknown, [step, ...rest]: Path, change: (at: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? changed(item, rest, change) : item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, item]) => [key, key === step ? changed(item, rest, change) : item]));
}
