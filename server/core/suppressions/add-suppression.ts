import type { RuleId } from '../base/rule-ids.js';
import type { SyntaxTree } from '../syntax/node.js';
import { linesOf } from './reach.js';
import { DIRECTIVES, REASON_MARK } from './suppression.js';

/** A line to insert: a comment, with a place for the reason between its two parts. */
export interface NewSuppression {
  /** Where it is inserted: at the start of a line. */
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

/** The rules that no comment for a line silences, or none of whose findings is to be silenced with one more comment. */
const NOT_BY_LINE: ReadonlySet<RuleId> = new Set<RuleId>(['syntax', 'limits', 'unused-suppression']);

/**
 * The comment that silences the findings of a rule that begin in the line of an offset. It stands above that line or, inside of
 * a block scalar or string of several lines, above the one in which this begins, so it never changes what the file means.
 * @returns undefined if none can be inserted: in JSON, and in a text that cannot be read
 */
export function addSuppression(tree: SyntaxTree, offset: number, rule: RuleId): NewSuppression | undefined {
  const { text, syntax, errors, limit } = tree;
  if (syntax !== 'yaml' || errors.length > 0 || limit || NOT_BY_LINE.has(rule)) return undefined;
  const lines = linesOf(tree);
  const { start, end } = lines.of(offset);
  // A comment above skips lines without content.
  const reached = lines.from(start, text.length);
  if (typeof reached !== 'object' || reached.start !== start) return undefined;
  const at = text.startsWith('\uFEFF', start) ? start + 1 : start;
  const indent = /^ */.exec(text.slice(at, end))?.[0] ?? '';
  const lineBreak = /\r\n|\n|\r/.exec(text.slice(start))?.[0] ?? /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  return { at, before: `${indent}# ${DIRECTIVES['next-line']} ${rule} ${REASON_MARK} `, after: lineBreak };
}
