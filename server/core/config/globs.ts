import picomatch from 'picomatch/posix.js';

/** Whether one of the globs matches one of the paths, and the invalid globs. */
export interface GlobSet {
  matches(paths: readonly string[]): boolean;
  readonly invalid: readonly string[];
}

/**
 * Compiles globs with the syntax of editors: `*`, `**`, `?`, `{a,b}`, `[a-z]`. Nothing more, because an untrusted workspace may
 * set them, and nested quantifiers would let it keep the server busy forever. A `!` at the start is a character like any other.
 */
export function globSet(globs: readonly string[]): GlobSet {
  const matchers: ((path: string) => boolean)[] = [];
  const invalid: string[] = [];
  for (const glob of globs) {
    try {
      if (hasManyStars(glob)) throw new Error('It could take forever to match it.');
      matchers.push(
        picomatch(literalParentheses(glob), { dot: true, noextglob: true, nonegate: true, maxLength: 256 }),
      );
    } catch {
      invalid.push(glob);
    }
  }
  return { matches: (paths) => matchers.some((matches) => paths.some((path) => matches(path))), invalid };
}

/** Of `*` between two slashes, and of `{` and `**` in a whole glob. The time that a match takes grows with the length of the path to the power of this. */
export const MOST_STARS = 4;

/** Whether a glob has more `*` between two slashes, or more `{`, than anyone needs. */
export function hasManyStars(glob: string): boolean {
  if (['{', '**'].some((part) => glob.split(part).length > MOST_STARS + 1)) return true;
  return glob.split('/').some((part) => (part.match(/\*+/g)?.length ?? 0) > MOST_STARS);
}

/** picomatch passes parentheses through as groups of the regular expression. In a file name they are plain characters. */
function literalParentheses(glob: string): string {
  return glob.replace(/(?<!\\)[()]/g, '\\$&');
}
