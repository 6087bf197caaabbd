import { collectFaults } from './faults.js';
import type { SchemaName } from './names.js';
import type { Path } from './schemas.js';
import type { Fault, Repair, Violation } from './violation.js';

type Test = (value: unknown) => boolean;

/** The violations, keeping only repairs that cause no new errors. */
export function withSoundRepairs(
  schema: SchemaName,
  value: unknown,
  faults: readonly Fault[],
  violations: readonly Violation[],
  isUnknown: Test,
  hasUnknown: Test,
): Violation[] {
  const known = new Set(faults.map(identityOf));
  const isSound = (violation: Violation, repair: Repair): boolean =>
    IS_SOUND.has(repair.kind) ||
    collectFaults(schema, repaired(value, violation, repair), isUnknown, hasUnknown).every((fault) =>
      known.has(identityOf(fault)),
    );
  return violations.map((violation) => {
    const repairs = violation.repairs.filter((repair) => isSound(violation, repair));
    return repairs.length === violation.repairs.length ? violation : { ...violation, repairs };
  });
}

/** A missing key's initial value fits its schema, as a test proves, and no schema objects to the removal of an unknown key. */
const IS_SOUND: ReadonlySet<Repair['kind']> = new Set(['add-key', 'remove-key']);

function identityOf({ error, path, key }: Fault): string {
  return JSON.stringify([path, error.schemaPath, key]);
}

/** The value after a repair, with copies along its path. */
function repaired(value: unknown, { path, key = '' }: Violation, repair: Repair): unknown {
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
