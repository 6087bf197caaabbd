import type { SourceDocument } from '../base/document.js';
import type { Layout } from './layout.js';
import { jsonLayout, splitJson } from './split-json.js';
import { splitYaml, yamlLayout } from './split-yaml.js';

/**
 * How a text is split into segments that can be understood one by one: the items of a task list, or the entries of a graph.
 * `head + segments + tail` is the text. The outline depends only on the text, not on its history. Whether a line begins a
 * segment depends only on that line and the layout, so an edit only has to be split again where it touches.
 */
export interface Split {
  readonly layout: Layout;
  readonly head: string;
  readonly segments: readonly string[];
  readonly tail: string;
}

const WHOLE: Layout = { kind: 'whole' };

/** Shorter texts are handled as a whole, because there is little to save. */
export const MIN_LENGTH = 16_000;

/** Splits a text. A text without such a form, or a short one, is one segment. */
export function splitDocument({ text, syntax, fileName }: SourceDocument, minLength = MIN_LENGTH): Split {
  const whole: Split = { layout: WHOLE, head: '', segments: [text], tail: '' };
  if (text.length < minLength || hasLoneReturn(text)) return whole;
  const found = syntax === 'yaml' ? yamlLayout(text, fileName) : syntax === 'json' ? jsonLayout(text) : undefined;
  if (!found) return whole;
  const { layout, start, end } = found;
  // With this policy, all tasks are needed to tell whether there are any for strangers.
  if (/\bpublic_restricted\b/.test(text.slice(0, start) + text.slice(end))) return whole;
  const segments = split(text.slice(start, end), layout);
  // With one segment there is nothing to save either, and a graph with one entry may be something else entirely.
  if (!segments || segments.length < 2) return whole;
  return { layout, head: text.slice(0, start), segments, tail: text.slice(end) };
}

/**
 * Splits a part of a text that begins with a segment and consists of whole lines. Undefined if it does not, or if one of its
 * lines ends the list. Then the text has to be split from its start.
 */
export function split(part: string, layout: Layout): readonly string[] | undefined {
  if (hasLoneReturn(part)) return undefined;
  switch (layout.kind) {
    case 'whole':
      return [part];
    case 'json':
      return splitJson(part, layout.border);
    default:
      return splitYaml(part, layout);
  }
}

/** A carriage return that is not part of CRLF. Editors and YAML treat it as a line break, but the splitting does not. */
function hasLoneReturn(text: string): boolean {
  return text.includes('\r') && /\r(?!\n)/.test(text);
}
