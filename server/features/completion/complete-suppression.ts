import type { Span } from '../../core/base/text.js';
import { ALL_RULES } from '../../core/rules/all.js';
import { DIRECTIVES, REASON_MARK, type Scope } from '../../core/suppressions/suppression.js';
import type { SyntaxTree } from '../../core/syntax/node.js';
import { own, paragraph } from '../hover/markdown.js';
import type { CompletionEntry } from './entry.js';

const MEANINGS: Readonly<Record<Scope, string>> = {
  'next-line': 'Silences rules in the next line that has content.',
  line: 'Silences rules in this line.',
  file: 'Silences rules in the whole file.',
};

/** A comment that may become one that silences findings: its first word, then names of rules, and no reason yet. */
const BEFORE = /^(?:#|\/\/)[ \t]*([\w-]+)(?:[ \t]+((?:[\w-]+[ \t]*,[ \t]*)*)([\w-]*))?$/;

/** Fewer letters begin any other word of a comment. */
const LEAST_TYPED = 3;

/** The directives that silence findings, and behind one the names of rules; undefined elsewhere. */
export function suppressionEntries(tree: SyntaxTree, offset: number): readonly CompletionEntry[] | undefined {
  const comment = tree.comments.find(({ start, end }) => start < offset && offset <= end);
  const [, word = '', listed, typed = ''] =
    BEFORE.exec(comment ? tree.text.slice(comment.start, offset).slice(0, 500) : '') ?? [];
  const rest = /^[\w-]*/.exec(tree.text.slice(offset, offset + 100))?.[0] ?? '';
  const spanOf = (half: string): Span => ({ start: offset - half.length, end: offset + rest.length });
  if (listed === undefined) return word.length < LEAST_TYPED ? undefined : directives(word, spanOf(word));
  if (!Object.values<string>(DIRECTIVES).includes(word) || typed === REASON_MARK) return undefined;
  const named = listed.split(',').map((name) => name.trim());
  return ALL_RULES.filter(({ id }) => !named.includes(id)).map(({ id, summary }) => ({
    label: id,
    kind: 'value',
    documentation: [paragraph([own(summary)])],
    edit: { span: spanOf(typed), newText: id },
    filterText: id,
  }));
}

function directives(typed: string, span: Span): readonly CompletionEntry[] | undefined {
  const entries = (Object.keys(DIRECTIVES) as Scope[])
    .filter((scope) => DIRECTIVES[scope].startsWith(typed))
    .map(
      (scope): CompletionEntry => ({
        label: DIRECTIVES[scope],
        kind: 'value',
        documentation: [paragraph([MEANINGS[scope]])],
        edit: { span, newText: `${DIRECTIVES[scope]} ` },
        filterText: DIRECTIVES[scope],
      }),
    );
  return entries.length > 0 ? entries : undefined;
}
