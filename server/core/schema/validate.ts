import { duplicates } from './duplicates.js';
import { missingKey, subjectOf, unknownKey, unknownName } from './keys.js';
import { collectErrors } from './keyword-errors.js';
import type { SchemaName } from './names.js';
import { compareAt } from './order.js';
import { withSoundRepairs } from './repairs.js';
import type { KeywordError, SchemaError, Words } from './schema-error.js';
import { valueWords } from './values.js';

export { missingWords } from './keys.js';
export type { SchemaName } from './names.js';
export type { Repair, SchemaError } from './schema-error.js';
export { type Path, schemaAt } from './schemas.js';

/** Nobody reads more than this. */
const MOST = 100;

/**
 * The violations of a schema by `value`, in the order of `value`, with one error per mistake.
 *
 * A value that `isUnknown` (an object that stands for something only known after rendering) never causes a violation, and
 * neither does anything that depends on it. `value` is not changed. Cyclic values have no errors.
 */
export function validate(
  schema: SchemaName,
  value: unknown,
  isUnknown: (value: unknown) => boolean = () => false,
): SchemaError[] {
  try {
    const hasUnknown = (part: unknown): boolean =>
      isUnknown(part) || (typeof part === 'object' && part !== null && Object.values(part).some(hasUnknown));
    const keywordErrors = collectErrors(schema, value, isUnknown, hasUnknown);
    if (keywordErrors.length === 0) return [];
    const schemaErrors = [...aboutKeys(keywordErrors), ...aboutValues(keywordErrors, hasUnknown)];
    const said = schemaErrors.sort(compareAt(value)).slice(0, MOST);
    return withSoundRepairs(schema, value, keywordErrors, said, isUnknown, hasUnknown);
  } catch (error) {
    // A YAML anchor within itself makes an infinite value.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Unknown and missing keys. A misspelt or misplaced key is not reported as missing as well. */
function aboutKeys(keywordErrors: readonly KeywordError[]): SchemaError[] {
  const found = new Set<string>();
  const out: SchemaError[] = [];
  for (const keywordError of keywordErrors) {
    if (keywordError.keyword !== 'additionalProperties') continue;
    const { rename, into, words } = unknownKey(keywordError);
    if (rename !== undefined) found.add(JSON.stringify([...keywordError.path, rename]));
    if (into !== undefined) {
      found.add(JSON.stringify([...keywordError.path, into]));
      found.add(JSON.stringify([...keywordError.path, into, keywordError.key]));
    }
    out.push(schemaErrorOf(keywordError, words));
  }
  for (const keywordError of keywordErrors)
    if (keywordError.keyword === 'propertyNames') out.push(schemaErrorOf(keywordError, unknownName(keywordError)));
  for (const keywordError of keywordErrors) {
    if (keywordError.keyword !== 'required' || found.has(JSON.stringify([...keywordError.path, keywordError.key])))
      continue;
    out.push(schemaErrorOf(keywordError, missingKey(keywordError)));
  }
  return out;
}

/** Which keyword to report if a value breaks several. */
const BY_WEIGHT = ['type', 'enum', 'const', 'maxLength', 'minLength', 'pattern', 'format', 'anyOf'];

function aboutValues(keywordErrors: readonly KeywordError[], hasUnknown: (value: unknown) => boolean): SchemaError[] {
  const out: SchemaError[] = [];
  const worst = new Map<string, KeywordError>();
  const named = keywordErrors.filter(({ keyword }) => keyword === 'propertyNames');
  // What has a wrong name needs no word about its value.
  const misnamed = new Set(named.map(({ path, key = '' }) => JSON.stringify([...path, key])));
  for (const keywordError of keywordErrors) {
    const { keyword, schemaPath, path } = keywordError;
    if (keyword === 'additionalProperties' || keyword === 'required') continue;
    if (schemaPath.includes('/propertyNames') || misnamed.has(JSON.stringify(path))) continue;
    if (keyword === 'uniqueItems') {
      out.push(...duplicates(keywordError, hasUnknown));
      continue;
    }
    const place = JSON.stringify(keywordError.path);
    const other = worst.get(place);
    if (!other || weight(keywordError) < weight(other)) worst.set(place, keywordError);
  }
  for (const keywordError of worst.values()) out.push(schemaErrorOf(keywordError, valueWords(keywordError)));
  return out;
}

function weight({ keyword }: KeywordError): number {
  const index = BY_WEIGHT.indexOf(keyword);
  return index === -1 ? BY_WEIGHT.length : index;
}

function schemaErrorOf(keywordError: KeywordError, { repairs = [], ...words }: Words): SchemaError {
  const { path, keyword, key } = keywordError;
  const known = { path, keyword, ...(key !== undefined && { key }), subject: subjectOf(keywordError) };
  return { ...known, ...words, repairs };
}
