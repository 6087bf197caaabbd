import picomatch from 'picomatch/posix.js';

/** Whether one of the globs matches one of the paths, and the globs that are none. */
export interface GlobSet {
  matches(paths: readonly string[]): boolean;
  readonly invalid: readonly string[];
}

/**
 * Compiles globs as editors know them: `*`, `**`, `?`, `{a,b}`, `[a-z]`. Nothing more: a workspace that is not trusted
 * may set them, and nested quantifiers would let it keep the server busy for ever.
 */
export function globSet(globs: readonly string[]): GlobSet {
  const matchers: ((path: string) => boolean)[] = [];
  const invalid: string[] = [];
  for (const glob of globs) {
    try {
      matchers.push(picomatch(literalParentheses(glob), { dot: true, noextglob: true, maxLength: 256 }));
    } catch {
      invalid.push(glob);
    }
  }
  return { matches: (paths) => matchers.some((matches) => paths.some((path) => matches(path))), invalid };
}

/** picomatch lets parentheses through as groups of the regular expression. In a file name they are characters. */
function literalParentheses(glob: string): string {
  return glob.replace(/(?<!\\)[()]/g, '\\$&');
}
