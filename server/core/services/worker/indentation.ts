import { quote } from '../../base/quote.js';
import { isKnownMapping } from '../../jsone/static-value.js';
import type { SchemaError } from '../../schema/validate.js';
import { list } from '../../schema/words.js';

/** The keys of an artifact in the docker-worker format. */
const KEYS: readonly unknown[] = ['type', 'path', 'expires'];

/**
 * The errors, with a single one for an artifact whose keys are beside its name instead of inside. As names of artifacts their
 * values would have to be mappings.
 */
export function withIndentation(
  errors: readonly SchemaError[],
  { artifacts }: Readonly<Record<string, unknown>>,
): readonly SchemaError[] {
  const of = errors.filter(({ path, keyword }) => path[0] === 'artifacts' && path.length === 2 && keyword === 'type');
  const flat = of.filter(({ path }) => KEYS.includes(path[1]));
  const [first] = flat;
  if (!first || !isKnownMapping(artifacts)) return errors;
  const empty = of.find(
    ({ path }) => !flat.some((error) => error.path === path) && artifacts[String(path[1])] === null,
  );
  const keys = list(flat.map(({ path }) => quote(String(path[1]))));
  const [are, them] = flat.length > 1 ? ['are', 'them'] : ['is', 'it'];
  const error: SchemaError = empty
    ? {
        ...empty,
        message: `The artifact ${quote(String(empty.path[1]))} is empty: ${keys} ${are} beside it instead of inside. Indent ${them}.`,
        repairs: [],
      }
    : {
        ...first,
        message: `${keys} ${flat.length > 1 ? 'belong' : 'belongs'} inside an artifact: the keys of "artifacts" are the names of artifacts.`,
        repairs: [],
      };
  return errors.flatMap((one) => (one === (empty ?? first) ? [error] : flat.includes(one) ? [] : [one]));
}
