import type { Finding, Severity } from '../../core/base/finding.js';
import type { Failure } from '../../core/services/github/render-event.js';
import type { SyntaxTree } from '../../core/syntax/node.js';
import { choosePaint } from '../color.js';
import { Exit, type ExitCode } from '../exit.js';
import type { Io } from '../io.js';
import { textReporter } from '../report/text.js';

/** The file with the failures. */
export interface FailedFile {
  /** The path to print. */
  readonly path: string;
  readonly text: string;
  readonly color: boolean | undefined;
}

/** Prints failures on the standard error, in the order of the text. A failure is an error unless it says otherwise. */
export function reportFailuresIn(
  failures: readonly (Failure & { readonly severity?: Severity })[],
  { path, text, color }: FailedFile,
  io: Io,
): ExitCode {
  const findings = failures
    .toSorted((a, b) => a.span.start - b.span.start)
    // The document is rendered as a whole: the text of its tree is that of the file.
    .map(
      ({ rule, message, span: { start, end }, severity = 'error' }): Finding<'document'> => ({
        rule,
        message,
        span: { start, end },
        severity,
        fixable: false,
        fixes: [],
      }),
    );
  const reporter = textReporter({ paint: choosePaint(color, io.stderr, io.env), quiet: false });
  io.stderr.write(reporter.file({ path, absolute: undefined, kind: 'none', text, findings, suppressed: [] }));
  return Exit.found;
}

/** Why a text cannot be read as YAML or JSON, or is too large; none if it can be read. */
export function unreadIn({ limit, errors }: SyntaxTree): Failure[] {
  return (limit ? [limit] : errors).map(({ message, span }) => ({ rule: 'syntax', message, span }));
}
