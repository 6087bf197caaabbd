import { DECLARED_KINDS } from '../../core/base/document.js';
import { lineStart } from '../../core/base/text.js';
import { KIND_COMMENT } from '../../core/model/key-lists.js';
import { schemaAt } from '../../core/schema/schemas.js';
import { own, paragraph } from '../hover/markdown.js';
import type { CompletionEntry } from './entry.js';

/** What is before the name of a kind in a comment. */
const BEFORE = /^\uFEFF?[ \t]*(?:#|\/\/)[ \t]*([\w-]+:)[ \t]*([\w-]*)$/;

/** The kinds for the comment that says what a file is; undefined elsewhere. */
export function kindEntries(text: string, offset: number): readonly CompletionEntry[] | undefined {
  const [, name, typed = ''] = BEFORE.exec(text.slice(lineStart(text, offset), offset).slice(0, 200)) ?? [];
  if (name !== KIND_COMMENT) return undefined;
  const rest = /^[\w-]*/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
  const span = { start: offset - typed.length, end: offset + rest.length };
  const meanings = schemaAt('settings', ['files', 'kinds', ''])?.enumDescriptions ?? [];
  return DECLARED_KINDS.map((kind, i) => ({
    label: kind,
    kind: 'value',
    documentation: [paragraph([own(meanings[i] ?? '')])],
    edit: { span, newText: text[span.start - 1] === ':' ? ` ${kind}` : kind },
    filterText: kind,
  }));
}
