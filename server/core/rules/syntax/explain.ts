import { quote } from '../../base/quote.js';
import { rewriteEntries } from '../../edit/rewrite-entries.js';
import { isEditError } from '../../edit/write-scalar.js';
import { type Entry, keyText, type MapNode, type ParseError, type SyntaxTree, visitNodes } from '../../syntax/node.js';
import type { RuleFinding } from '../rule.js';
import { bestOf, gainOf, suggestion } from './attempt.js';
import { explainJson } from './explain-json.js';
import { indentOf, lineAfter, lineAround, linesBefore } from './lines.js';
import { NEVER_CLOSED, openQuotes } from './quotes.js';
import { yamlAttempts } from './yaml-attempts.js';

/**
 * Says about an error what a reader cannot know: where the mistake is, rather than where it was noticed, and how to fix it.
 * Each guess is tried first. If none helps, the reader's own message stays.
 */
export function explain(tree: SyntaxTree, error: ParseError, lineAt: (offset: number) => number): RuleFinding {
  const { message, span } = error;
  if (tree.syntax !== 'yaml') return explainJson(tree, error);
  if (error.code === 'duplicate-key') return duplicateKey(tree, error, lineAt) ?? { message, span };
  if (error.code === 'alias') return { message: aliasWords(tree, error), span };
  const found = bestOf(tree, error, yamlAttempts(tree, error));
  if (found) return found;
  const open = error.code === 'quote' ? openQuotes(tree, error).at(-1) : undefined;
  if (open) return { message: NEVER_CLOSED, span: { start: open.start, end: lineAround(tree.text, open.start).end } };
  return { message: error.code === 'indentation' ? indentationWords(tree, error) : message, span };
}

function indentationWords({ text }: SyntaxTree, { at = 0, message }: ParseError): string {
  const line = lineAround(text, at);
  if (!/^[ \t]*(?:-[ \t]+)*[^\s:]*$/.test(text.slice(line.start, at)))
    return 'This does not fit the text before it. A value that contains ": " or braces needs quotes.';
  const own = indentOf(text, line);
  const [before] = linesBefore(text, at, 1);
  const after = lineAfter(text, at);
  const above = before && indentOf(text, before);
  if (above === undefined || above === own) return message;
  const neighbours = after && indentOf(text, after) === above ? 'its neighbours' : 'the line above';
  return `This line is indented by ${own} ${own === 1 ? 'space' : 'spaces'}, ${neighbours} by ${above}.`;
}

function aliasWords({ text }: SyntaxTree, { span, message }: ParseError): string {
  const [, name] = /\*([^\s,[\]{}]{1,100})/.exec(text.slice(span.start, span.end)) ?? [];
  return name === undefined ? message : `The anchor ${quote(`&${name}`)} is not defined above.`;
}

function duplicateKey(
  tree: SyntaxTree,
  error: ParseError,
  lineAt: (offset: number) => number,
): RuleFinding | undefined {
  const { at = 0 } = error;
  let found: { map: MapNode; entry: Entry; before: Entry } | undefined;
  for (const root of tree.roots) {
    visitNodes(root, (map) => {
      if (map.kind !== 'map' || map.start > at || map.end < at) return;
      const entry = map.entries.find(({ start, key }) => start <= at && at <= key.end);
      const before = entry && map.entries.find((other) => keyText(other) === keyText(entry));
      if (entry && before && before !== entry) found = { map, entry, before };
    });
  }
  if (!found) return undefined;
  const { map, entry, before } = found;
  const line = lineAt(before.key.start);
  const remove = (one: Entry, title: string): ReturnType<typeof suggestion>[] => {
    const edits = rewriteEntries(tree, map, [one], undefined);
    return isEditError(edits) || gainOf(tree, error, edits) <= 0 ? [] : [suggestion(title, edits)];
  };
  return {
    message: `${quote(keyText(entry) ?? '')} is already set in line ${line}. Only one can stay.`,
    span: { start: entry.key.start, end: entry.key.end },
    related: [{ span: { start: before.key.start, end: before.key.end }, message: 'It is set here.' }],
    fixes: [...remove(entry, 'Remove this one'), ...remove(before, `Remove the one in line ${line}`)],
  };
}
