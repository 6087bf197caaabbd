import { valueAt } from '../../base/mapping.js';
import { quote } from '../../base/quote.js';
import { globSet, hasManyStars, MOST_STARS } from '../../config/globs.js';
import { configData, globsIn, MOST_CHARACTERS, type PlacedGlob } from '../../config/read-config-file.js';
import { type SchemaError, validate } from '../../schema/validate.js';
import { locateSchemaErrors } from '../../services/locate-schema-errors.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const configFile: Rule = {
  id: 'config-file',
  summary: 'A mistake in `.taskcluster-lint.yml`, the configuration of these checks.',
  severity: 'error',
  foresee: ALWAYS_SILENT,
  *check({ model: { kind, tree } }) {
    const [root, other] = tree.roots;
    // Only a part of an unreadable text is known.
    if (kind !== 'config' || tree.errors.length > 0 || tree.limit || !root || other) return;
    const data = configData(tree);
    const { length } = tree.text;
    if (!data || length > MOST_CHARACTERS) {
      const message = data
        ? `This file has ${length} characters. At most ${MOST_CHARACTERS} are read.`
        : 'The aliases in this file make it too large to be read.';
      yield { message, span: { start: root.start, end: root.start + 1 } };
      return;
    }
    const wrong = validate('config', data.value).filter((error) => !setsNothing(data.value, error));
    const refused = new Set(wrong.map(({ path }) => JSON.stringify(path)));
    const globs = globsIn(data.value).filter(({ path }) => !refused.has(JSON.stringify(path)));
    yield* locateSchemaErrors(tree, data, [...wrong, ...globs.flatMap(globError)], () => 'config-file');
  },
};

/** Whether it is a key without a value, as when all that is below it is commented out. */
function setsNothing(data: unknown, { keyword, path }: SchemaError): boolean {
  return keyword === 'type' && typeof path.at(-1) === 'string' && valueAt(data, path) === null;
}

/** What is wrong with a glob, if anything is. */
function globError({ glob, path, isKey }: PlacedGlob): SchemaError[] {
  const found = wordsFor(glob);
  if (!found) return [];
  const { message, meant } = found;
  const repair = isKey
    ? ({ kind: 'rename-key', to: meant ?? '' } as const)
    : ({ kind: 'replace-value', value: meant } as const);
  const repairs = meant === undefined ? [] : [repair];
  return [{ path, keyword: 'propertyNames', ...(isKey && { key: glob }), message, subject: 'The glob', repairs }];
}

/** A message about a glob that is invalid or can match nothing, and the glob that was probably meant. */
function wordsFor(glob: string): { readonly message: string; readonly meant?: string } | undefined {
  if (globSet([glob]).invalid.length > 0) {
    if (glob === '') return { message: 'An empty glob matches no file.' };
    if (hasManyStars(glob))
      return {
        message: `This glob has more than ${MOST_STARS} "*" between two slashes or "{" or "**" in all, which could take forever to match.`,
      };
    return { message: `This glob has ${glob.length} characters. At most 256 are allowed.` };
  }
  const says = `The glob ${quote(glob)} matches no file`;
  if (glob.startsWith('/')) {
    const meant = glob.replace(/^\/+/, '') || '**';
    const why = 'paths begin in the folder of this configuration, without a slash';
    return { message: `${says}: ${why}. Did you mean ${quote(meant)}?`, meant };
  }
  if (glob.startsWith('!'))
    return { message: `A glob cannot be negated: ${quote(glob)} matches only what begins with "!".` };
  if (/^(?:\.\/)?\.\.(?:\/|$)/.test(glob))
    return { message: `${says}: a configuration applies only to files in its folder and below it.` };
  if (!glob.endsWith('/')) return undefined;
  return {
    message: `${says}: it ends with a slash. For all files in a folder, write ${quote(`${glob}**`)}.`,
    meant: `${glob}**`,
  };
}
