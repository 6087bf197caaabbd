/** Between the name of the usual event and what is otherwise. */
const BEHIND_USUAL = ':';

/**
 * The name of a variant: that of the usual event, and what is otherwise. Strings stand without quotes where a shell needs
 * none, and where nobody takes them for something else.
 */
export function variantName(name: string, changes: readonly string[]): string {
  return changes.length === 0 ? usualName(name) : `${usualName(name)}${BEHIND_USUAL}${changes.map(bare).join(',')}`;
}

/** The name of the usual event that an event is like. */
export function usualName(name: string): string {
  return name.split(BEHIND_USUAL)[0] ?? name;
}

/** What `changes` of an event say of values that are no scalars, and what JSON has besides strings. */
const NO_STRING = /^(?:absent|array|object|null|true|false|[-\d.e+]+)$/i;

function bare(change: string): string {
  const [, path, text] = /^([^=]*)="([\w./@:+-]+)"$/.exec(change) ?? [];
  return text === undefined || NO_STRING.test(text) ? change : `${path}=${text}`;
}
