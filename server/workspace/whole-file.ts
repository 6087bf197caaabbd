import { applyFixes, type Migration, migrate } from '../core/apply-fixes.js';
import type { SourceDocument } from '../core/base/document.js';
import type { Finding } from '../core/base/finding.js';
import { applyEdits, mergeEditGroups, type TextEdit } from '../core/base/text-edit.js';
import type { Config } from '../core/config/config.js';
import type { Aggregate } from '../core/incremental/aggregate.js';

/** What is known about a document: its results, its configuration, and which findings have safe fixes. */
export interface KnownDocument {
  readonly config: Config;
  source(): SourceDocument;
  aggregate(): Aggregate;
  migrations(): readonly Finding<'document'>[];
}

/** The edits of "fix all"; empty if there is nothing to fix. */
export function fixAllEdits(document: KnownDocument): TextEdit<'document'>[] {
  const { config, source, aggregate, migrations } = document;
  const fixable = [...migrations(), ...aggregate().unused];
  if (fixable.length === 0) return [];
  const { text } = applyFixes(source(), config, { known: aggregate() });
  return editsTowards(source().text, text, safeEdits(fixable));
}

/** What the migration of a document changes, and what it leaves. */
export interface MigrationEdits extends Pick<Migration, 'converted' | 'left'> {
  readonly edits: readonly TextEdit<'document'>[];
}

/** The migration of a whole document to `taskQueueId`, as edits. */
export function migrateEdits({ config, source, aggregate, migrations }: KnownDocument): MigrationEdits {
  const { text, converted, left } = migrate(source(), config, { known: aggregate() });
  return { edits: editsTowards(source().text, text, safeEdits(migrations())), converted, left };
}

/**
 * Edits that turn `before` into `after`: the fixes' own small edits if they suffice, so that an editor keeps cursors, folds
 * and marks. If a fix only became possible after another, one edit around all differences.
 */
function editsTowards(before: string, after: string, small: TextEdit<'document'>[]): TextEdit<'document'>[] {
  if (before === after) return [];
  return applyEdits(before, small) === after ? small : [replaceMiddle(before, after)];
}

/** The edits of all safe fixes of `findings` that can be applied in one go. */
function safeEdits(findings: readonly Finding<'document'>[]): TextEdit<'document'>[] {
  const safe = findings.flatMap(({ fixes }) => fixes.filter(({ safety }) => safety === 'safe'));
  return mergeEditGroups(safe.map(({ edits }) => edits));
}

/** The edit that replaces everything between the common start and the common end, in whole lines. */
export function replaceMiddle(before: string, after: string): TextEdit<'document'> {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  // Whole lines, because editors corrupt edits that begin inside a CRLF or a surrogate pair.
  start = before.slice(0, start).lastIndexOf('\n') + 1;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const lineEnd = tail > 0 ? before.indexOf('\n', before.length - tail) : -1;
  const end = lineEnd < 0 ? before.length : lineEnd + 1;
  return { span: { start, end }, newText: after.slice(start, after.length - (before.length - end)) };
}
