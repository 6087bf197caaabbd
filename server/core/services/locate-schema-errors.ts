import type { RuleId } from '../base/rule-ids.js';
import type { Span } from '../base/text.js';
import { beginning, keySpan, type Located, locate, type Place, valueSpan } from '../jsone/located-value.js';
import { operatorOf } from '../jsone/operators.js';
import { missingWords, type SchemaError } from '../schema/validate.js';
import { type Entry, findEntry, resolveAlias, type SyntaxTree } from '../syntax/node.js';
import { addKeys, repairFixes } from './schema-error-fixes.js';
import type { ServiceError } from './service-error.js';

/**
 * Turns violations of a schema by data into errors at the places in the source that the data came from. All missing keys of a
 * mapping are one error.
 */
export function locateSchemaErrors(
  tree: SyntaxTree,
  located: Located,
  schemaErrors: readonly SchemaError[],
  ruleOf: (schemaError: SchemaError) => RuleId = () => 'schema',
): ServiceError[] {
  const errors: ServiceError[] = [];
  const lacking = new Map<string, SchemaError[]>();
  for (const schemaError of schemaErrors) {
    const written = schemaError.keyword === 'required' ? writtenEntry(located, schemaError) : undefined;
    if (written) errors.push({ rule: ruleOf(schemaError), ...leftOut(written, schemaError), fixes: [] });
    else if (schemaError.keyword !== 'required')
      errors.push(locateSchemaError(tree, located, schemaError, ruleOf(schemaError)));
    else {
      const mapping = JSON.stringify(schemaError.path);
      lacking.set(mapping, [...(lacking.get(mapping) ?? []), schemaError]);
    }
  }
  for (const [first, ...more] of lacking.values())
    if (first) errors.push(missingKeysError(tree, located, first, more, ruleOf(first)));
  return errors;
}

/** A violation by data, as an error at its place in the source. */
export function locateSchemaError(
  tree: SyntaxTree,
  located: Located,
  schemaError: SchemaError,
  rule: RuleId = 'schema',
): ServiceError {
  const place = locate(located, schemaError.path);
  const odd =
    schemaError.key === MAPPING_AS_KEY ? place.maps.flatMap(({ entries }) => entries).find(hasMappingAsKey) : undefined;
  if (odd) {
    const message = 'A mapping cannot be a key. Text with braces needs quotes.';
    return { rule, message, span: valueSpan(tree.text, { node: odd.key, entry: undefined }), fixes: [] };
  }
  const fixes = place.exact ? repairFixes(tree, place, schemaError) : [];
  const message = schemaError.message.replaceAll(MAPPING_AS_KEY, '{…}');
  return { rule, message, span: spanOf(tree.text, place, schemaError), fixes };
}

/** How js-yaml reads a key that is a mapping. */
const MAPPING_AS_KEY = '[object Object]';

function hasMappingAsKey({ key }: Entry): boolean {
  return resolveAlias(key)?.kind === 'map';
}

/** The missing keys of a mapping: all of them in one sentence and one fix, plus a fix for each. */
function missingKeysError(
  tree: SyntaxTree,
  located: Located,
  first: SchemaError,
  more: readonly SchemaError[],
  rule: RuleId,
): ServiceError {
  const error = locateSchemaError(tree, located, first, rule);
  const place = locate(located, first.path);
  const [base, ...merged] = place.maps;
  const all = [first, ...more];
  const missing = all.map(({ key = '', repairs: [repair] }) => {
    return [key, repair?.kind === 'add-key' ? repair.value : ''] as const;
  });
  const map = place.exact ? place.maps.at(-1) : undefined;
  const together = map && more.length > 0 && all.every(({ repairs }) => repairs.length > 0);
  const fixes = [
    ...[(together && addKeys(tree, map, missing)) || []].flat(),
    ...(map ? all.flatMap((schemaError) => repairFixes(tree, place, schemaError)) : []),
  ];
  return {
    ...error,
    message:
      more.length > 0
        ? missingWords(
            first.subject,
            missing.map(([key]) => key),
          )
        : error.message,
    fixes,
    ...(base && merged.length > 0 && { beneath: beginning(tree.text, base) }),
  };
}

/** The entry of a key that the source has but the data lacks, because its value evaluated to nothing. */
function writtenEntry(located: Located, { path, key }: SchemaError): Entry | undefined {
  const { maps } = locate(located, path);
  return key === undefined
    ? undefined
    : maps.map((map) => findEntry(map, key)).findLast((entry) => entry !== undefined);
}

/** Where a value evaluates to nothing, and why, as far as that is known. */
function leftOut(
  { key: name, value }: Entry,
  { key = '', subject }: SchemaError,
): Pick<ServiceError, 'message' | 'span'> {
  const map = resolveAlias(value);
  const found = map?.kind === 'map' ? operatorOf(map) : undefined;
  const { start, end } = found && map === value ? found.entry.key : name;
  const what = found ? `this ${found.operator}` : 'this';
  const lacks =
    map?.kind === 'map' && found?.operator === '$if'
      ? ['then', 'else'].find((word) => !findEntry(map, word))
      : undefined;
  const why = lacks ? `Without "${lacks}", ${what} leaves "${key}" out` : `T${what.slice(1)} leaves "${key}" out`;
  return { message: `${why}, but ${lowered(subject)} needs it.`, span: { start, end } };
}

/** "The task" becomes "the task". */
function lowered(subject: string): string {
  return subject.replace(/^The /, 'the ');
}

function spanOf(text: string, place: Place, { key, keyword }: SchemaError): Span {
  if (key === undefined || !place.exact) return valueSpan(text, place);
  const known = keyword === 'required' ? undefined : keySpan(place.maps, key);
  if (known) return known;
  // If something is missing: the key whose value lacks it, or the first key of a task.
  return place.entry
    ? { start: place.entry.key.start, end: place.entry.key.end }
    : beginning(text, place.maps.at(-1) ?? place.node);
}
