import type { Fix } from '../base/finding.js';
import { replaceNode } from '../edit/replace-node.js';
import { rewriteEntries } from '../edit/rewrite-entries.js';
import { isEditError, writeScalar } from '../edit/write-scalar.js';
import { checkIdentifier, type IdentifierError } from '../identifiers/check-identifier.js';
import type { Identifier } from '../identifiers/names.js';
import { PATTERNS } from '../identifiers/patterns.js';
import { operatorOf } from '../jsone/operators.js';
import type { Field } from '../jsone/shape.js';
import { hasInterpolations, stringParts } from '../jsone/strings.js';
import { type DocumentModel, identifiersOf, isJudged } from '../model/model.js';
import { type Entry, findEntry, type Node, resolveAlias, type ScalarNode, type SyntaxTree } from '../syntax/node.js';
import { silentIf } from './plain-task.js';
import type { RuleFinding } from './rule.js';

/** What each of them reports for a plain task. */
export const silentOnFormat = (name: Identifier) =>
  silentIf(({ value }) => {
    const id = value[name];
    return id === undefined || (typeof id === 'string' && PATTERNS[name].test(id));
  });

/** The findings of the three format rules, which only differ in the key they check. */
export function* checkFormat(model: DocumentModel, name: Identifier): Iterable<RuleFinding> {
  const seen = new Set<Entry>();
  for (const variant of model.tasks) {
    const field = isJudged(variant) ? identifiersOf(variant)[name] : undefined;
    if (!field?.certain || seen.has(field.entry)) continue;
    seen.add(field.entry);
    const { value, key } = field.entry;
    // In JSON, a missing value is a syntax error.
    if (value.kind === 'scalar' && value.type === 'missing' && model.tree.syntax !== 'yaml') continue;
    if (mayBeUnclosed(model.tree, value)) continue;
    const error = identifierError(name, field, model);
    if (!error) continue;
    const at = value.start < value.end ? value : key;
    yield {
      message: error.message,
      span: { start: at.start, end: at.end },
      fixes: fixes(model, name, field, error),
    };
  }
}

/** Whether a value in quotes may only be so long because its quote is not closed. */
function mayBeUnclosed({ errors, text }: SyntaxTree, value: Node): boolean {
  if (errors.length === 0 || value.kind !== 'scalar') return false;
  return (value.style === 'single' || value.style === 'double') && /[\r\n]/.test(text.slice(value.start, value.end));
}

function identifierError(
  name: Identifier,
  { entry }: Field,
  { dialect, tree }: DocumentModel,
): IdentifierError | undefined {
  const node = resolveAlias(entry.value);
  // The effect of a tag is unknown here, except that `!!str` makes a string.
  if (!node || (node.tag !== undefined && !(node.kind === 'scalar' && node.type === 'string'))) return undefined;
  if (node.kind === 'seq') return { message: `${name} must be a string, not a list.` };
  if (node.kind === 'map') {
    const computed = dialect !== 'mustache' && (operatorOf(node) !== undefined || node.entries.some(isDollarKey));
    return computed
      ? undefined
      : {
          message: `${name} must be a string, not a mapping.${node.flow ? ' A string with braces needs quotes.' : ''}`,
        };
  }
  if (node.type !== 'string') return typeError(name, node);
  const error = checkIdentifier(name, stringParts(node.text, dialect), dialect);
  const line = node.text.trimEnd();
  // The final line break of a block scalar is not visible.
  if (
    !error ||
    node.style !== 'block' ||
    line === node.text ||
    checkIdentifier(name, stringParts(line, dialect), dialect)
  )
    return error;
  const message = `"${tree.text[node.start]}" adds a line break to ${name}. Write the value after the colon, on one line.`;
  return hasInterpolations(stringParts(line, dialect)) ? { message } : { message, suggestion: line };
}

function isDollarKey(entry: Entry): boolean {
  return entry.key.kind === 'scalar' && entry.key.text.startsWith('$');
}

function typeError(name: Identifier, { type, text }: ScalarNode): IdentifierError | undefined {
  if (type === 'unknown') return undefined;
  if (type === 'missing' || type === 'null') return { message: `${name} has no value.` };
  const read = type === 'timestamp' ? 'a date' : `a ${type}`;
  const message = `${name} must be a string, but ${text} without quotes is ${read}.`;
  return PATTERNS[name].test(text)
    ? { message: `${message} Write "${text}".`, suggestion: text }
    : { message: `${message} In quotes it would not be a valid ${name} either.` };
}

function fixes(model: DocumentModel, name: Identifier, field: Field, error: IdentifierError): Fix[] {
  const { value } = field.entry;
  if (value.kind !== 'scalar' || value.tag !== undefined) return [];
  const whole = name === 'taskQueueId' ? undefined : wholeQueueFix(model, field, value);
  if (whole) return [whole];
  if (error.suggestion === undefined) return [];
  const context = { json: model.tree.syntax !== 'yaml', flow: field.owner.flow };
  const style = value.type === 'string' ? value.style : 'double';
  const newText = writeScalar(error.suggestion, style, context);
  return [{ title: `Change to ${newText}`, safety: 'suggestion', edits: [replaceNode(model.tree, value, newText)] }];
}

/** For a whole queue id in one of the halves: replace the pair with it. */
function wholeQueueFix(model: DocumentModel, { owner }: Field, value: ScalarNode): Fix | undefined {
  if (value.type !== 'string' || !PATTERNS.taskQueueId.test(value.text) || findEntry(owner, 'taskQueueId'))
    return undefined;
  const entries = ['provisionerId', 'workerType'].flatMap((key) => findEntry(owner, key) ?? []);
  const source = writeScalar(value.text, value.style, { json: model.tree.syntax !== 'yaml', flow: owner.flow });
  const edits = rewriteEntries(model.tree, owner, entries, { key: 'taskQueueId', value: source });
  return isEditError(edits) ? undefined : { title: `Write as taskQueueId: ${value.text}`, safety: 'suggestion', edits };
}
