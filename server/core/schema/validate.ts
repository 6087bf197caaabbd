import { duplicates } from './duplicates.js';
import { collectFaults } from './faults.js';
import { missingKey, subjectOf, unknownKey } from './keys.js';
import type { SchemaName } from './names.js';
import { compareAt } from './order.js';
import { withSoundRepairs } from './repairs.js';
import { valueWords } from './values.js';
import type { Fault, Violation, Words } from './violation.js';

export { missingWords } from './keys.js';
export type { SchemaName } from './names.js';
export { type Path, schemaAt } from './schemas.js';
export type { Repair, Violation } from './violation.js';

/** Nobody reads more than this. */
const MOST = 100;

/**
 * The violations of a schema by `value`, in the order of `value`, with one violation per mistake.
 *
 * A value that `isUnknown` (an object that stands for something only known after rendering) never causes a violation, and
 * neither does anything that depends on it. `value` is not changed. Cyclic values have no violations.
 */
export function validate(
  schema: SchemaName,
  value: unknown,
  isUnknown: (value: unknown) => boolean = () => false,
): Violation[] {
  try {
    const hasUnknown = (part: unknown): boolean =>
      isUnknown(part) || (typeof part === 'object' && part !== null && Object.values(part).some(hasUnknown));
    const faults = collectFaults(schema, value, isUnknown, hasUnknown);
    if (faults.length === 0) return [];
    const violations = [...aboutKeys(faults), ...aboutValues(faults, hasUnknown)];
    const said = violations.sort(compareAt(value)).slice(0, MOST);
    return withSoundRepairs(schema, value, faults, said, isUnknown, hasUnknown);
  } catch (error) {
    // A YAML anchor within itself makes an infinite value.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Unknown and missing keys. A misspelt or misplaced key is not reported as missing as well. */
function aboutKeys(faults: readonly Fault[]): Violation[] {
  const found = new Set<string>();
  const out: Violation[] = [];
  for (const fault of faults) {
    if (fault.error.keyword !== 'additionalProperties') continue;
    const { rename, into, words } = unknownKey(fault);
    if (rename !== undefined) found.add(JSON.stringify([...fault.path, rename]));
    if (into !== undefined) {
      found.add(JSON.stringify([...fault.path, into]));
      found.add(JSON.stringify([...fault.path, into, fault.key]));
    }
    out.push(violationOf(fault, words));
  }
  for (const fault of faults) {
    if (fault.error.keyword !== 'required' || found.has(JSON.stringify([...fault.path, fault.key]))) continue;
    out.push(violationOf(fault, missingKey(fault)));
  }
  return out;
}

/** Which keyword to report if a value breaks several. */
const BY_WEIGHT = ['type', 'enum', 'const', 'maxLength', 'minLength', 'pattern', 'format', 'anyOf'];

function aboutValues(faults: readonly Fault[], hasUnknown: (value: unknown) => boolean): Violation[] {
  const out: Violation[] = [];
  const worst = new Map<string, Fault>();
  for (const fault of faults) {
    const { keyword } = fault.error;
    if (keyword === 'additionalProperties' || keyword === 'required') continue;
    if (keyword === 'uniqueItems') {
      out.push(...duplicates(fault, hasUnknown));
      continue;
    }
    const place = JSON.stringify(fault.path);
    const other = worst.get(place);
    if (!other || weight(fault) < weight(other)) worst.set(place, fault);
  }
  for (const fault of worst.values()) out.push(violationOf(fault, valueWords(fault)));
  return out;
}

function weight({ error }: Fault): number {
  const index = BY_WEIGHT.indexOf(error.keyword);
  return index === -1 ? BY_WEIGHT.length : index;
}

function violationOf(fault: Fault, { repairs = [], ...words }: Words): Violation {
  const { path, error, key } = fault;
  const known = { path, keyword: error.keyword, ...(key !== undefined && { key }), subject: subjectOf(fault) };
  return { ...known, ...words, repairs };
}
