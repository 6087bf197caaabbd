/** The names of files that may be Taskcluster files. */
export const CANDIDATES = '**/*.{yml,yaml,json,jsonc}';

/** Folders that are never searched, as on the command line. */
const NEVER = '**/node_modules';

/**
 * The glob of what a search leaves out: the value of the setting `search.exclude`. What `files.exclude` leaves out, the editor
 * leaves out by itself.
 */
export function excludeGlob(searchExclude: unknown): string {
  const set = typeof searchExclude === 'object' && searchExclude !== null ? Object.entries(searchExclude) : [];
  // A condition (`{ "when": … }`) is about files next to a file. No search supports it.
  const globs = set.flatMap(([glob, isOn]) => (isOn === true ? withoutBraces(glob) : []));
  return `{${[...new Set([NEVER, ...globs])].join(',')}}`;
}

/** The alternatives of a glob with braces, which must not be nested in the braces around all globs. */
function withoutBraces(glob: string): string[] {
  const [whole, before = '', inner = '', after = ''] = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(glob) ?? [];
  return whole === undefined ? [glob] : inner.split(',').flatMap((one) => withoutBraces(before + one + after));
}
