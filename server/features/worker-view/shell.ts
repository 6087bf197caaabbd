import type { Argument } from '../../core/services/worker/d2g/docker-run.js';

/** A command for a POSIX shell, one option or argument a line. */
export function shellLines([first = [], second = [], ...others]: readonly Argument[]): string {
  return [[...first, ...second], ...others].map((words) => words.map(quoted).join(' ')).join(' \\\n  ');
}

/** A word in single quotes, unless it needs none. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
