import assert from 'node:assert/strict';
import type { Finding, Fix } from '../../server/core/base/finding.js';
import type { TextKind } from '../../server/core/base/text.js';
import { applyEdits } from '../../server/core/base/text-edit.js';
import type { Case } from './cases.js';
import { foldFields } from './other-fields.js';

/** A fix as a case shows it: what it is called, whether it may be taken without asking, and the text after it. */
export interface ShownFix {
  /** What stands behind the language of the block: `fix: title`, `safe fix: title`. */
  readonly head: string;
  readonly text: string;
}

/** Every fix of every finding must be shown, in the order of the findings. A failure shows the blocks to paste. */
export function checkFixes<In extends TextKind>(test: Case, findings: readonly Finding<In>[]): void {
  const found = showFixes(test.text, findings);
  const blocks = found.map((fix) => blockOf(test, fix)).join('\n\n');
  assert.deepEqual(found, test.fixes, `The fixes of the findings are:\n\n${blocks || 'none'}\n`);
}

/** All fixes of the findings about a text. */
export function showFixes<In extends TextKind>(text: string, findings: readonly Finding<In>[]): ShownFix[] {
  return findings.flatMap(({ fixes }) =>
    fixes.map((fix) => ({ head: headOf(fix), text: applyEdits(text, fix.edits) })),
  );
}

function headOf({ title, safety, keepsMistake, isGuess }: Omit<Fix, 'edits'>): string {
  return `${safety === 'safe' ? 'safe ' : ''}fix${keepsMistake ? ' that keeps a mistake' : ''}${isGuess ? ' that is a guess' : ''}: ${title}`;
}

function blockOf({ language, fileName }: Case, { head, text }: ShownFix): string {
  return `\`\`\`${language} ${head}\n${foldFields(text, language, fileName)}\`\`\``;
}
