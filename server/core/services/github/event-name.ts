/** The separator between the name of the usual event and the differences. */
const BEHIND_USUAL = ':';

/**
 * The name of a variant: that of the usual event, then the differences. Strings have no quotes if a shell needs none and they
 * cannot be confused with other values.
 */
export function variantName(name: string, changes: readonly string[]): string {
  return changes.length === 0 ? usualName(name) : `${usualName(name)}${BEHIND_USUAL}${changes.map(bare).join(',')}`;
}

/** The name of the usual event on which an event is based. */
export function usualName(name: string): string {
  return name.split(BEHIND_USUAL)[0] ?? name;
}

/** The values in `changes` that are not strings: JSON's other scalars, and words for lists and mappings. */
const NO_STRING = /^(?:absent|array|object|null|true|false|[-\d.e+]+)$/i;

function bare(change: string): string {
  const [, path, text] = /^([^=]*)="([\w./@:+-]+)"$/.exec(change) ?? [];
  return text === undefined || NO_STRING.test(text) ? change : `${path}=${text}`;
}
