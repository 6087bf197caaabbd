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
      matchers.push(
        picomatch(literalParentheses(glob), { dot: true, noextglob: true, nonegate: true, maxLength: 256 }),
      );
    } catch {
      invalid.push(glob);
    }
  }
  return { matches: (paths) => matchers.some((matches) => paths.some((path) => matches(path))), invalid };
}

/** picomatch passes parentheses through as groups of the regular expression. In a file name they are plain characters. */
function literalParentheses(glob: string): string {
  return glob.replace(/(?<!\\)[()]/g, '\\$&');
}
