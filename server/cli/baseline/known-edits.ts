import type { Loaded } from '../documents.js';
import type { Edited } from '../edited.js';
import type { Core } from '../engine.js';
import type { Baseline } from './baseline.js';

/**
 * Adds the findings that stay in a file after its edits to a new baseline.
 * @param text the new text; undefined if the file stays as it is
 */
export function keepFindings(
  baseline: Baseline,
  { path, absolute, document, config }: Loaded,
  text: string | undefined,
  core: Core,
): void {
  if (!document) return;
  const after = text === undefined ? document : { ...document, text };
  baseline.keep({ path, absolute, text: after.text, findings: core.analyze(after, config).findings });
}

/** The same edits; what stays and is in the baseline is not mentioned. */
export function withoutKnown(
  baseline: Baseline,
  { path, absolute, document, config }: Loaded,
  edited: Edited,
  core: Core,
): Edited {
  if (!document) return edited;
  const { kind, leftIn: text } = edited;
  const { findings } = core.analyze({ ...document, text }, config);
  const known = baseline.hide({ path, absolute, kind, text, findings, suppressed: [] }).suppressed;
  const starts = new Set(known.map(({ finding }) => finding.span.start));
  return { ...edited, left: edited.left.filter(({ span }) => !starts.has(span.start)) };
}
