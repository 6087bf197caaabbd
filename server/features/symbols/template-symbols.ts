import type { Span } from '../../core/base/text.js';
import { operatorOf } from '../../core/jsone/operators.js';
import type { DocumentModel } from '../../core/model/model.js';
import { templateRoots } from '../../core/services/template-roots.js';
import {
  type Entry,
  findEntry,
  keyText,
  type MapNode,
  type Node,
  resolveAlias,
  visitNodes,
} from '../../core/syntax/node.js';
import type { FlatSymbol } from './document-symbol.js';
import { inside, nameIn, oneLine, selectionIn, spanOf } from './symbol-range.js';

/**
 * The variables of `$let` in the templates of a document, and the branches of `$if`, `$switch` and `$match` that contain one of
 * `others`: those choose what is created, not only a detail of it.
 */
export function templateSymbols(model: DocumentModel, others: readonly FlatSymbol[]): FlatSymbol[] {
  const { text } = model.tree;
  const found: FlatSymbol[] = [];
  const decides = ({ value }: Entry): boolean => others.some(({ span }) => inside(span, value));
  for (const { node: root } of templateRoots(model)) {
    visitNodes(root, (node) => {
      if (node.kind !== 'map') return;
      const operator = operatorOf(node)?.operator;
      if (operator === '$let') found.push(...variables(node, text));
      if (operator === '$if' || operator === '$switch' || operator === '$match')
        for (const { entry, name, detail } of branches(node, operator))
          if (decides(entry)) found.push(symbolOf(entry, name, detail, 'branch', text));
    });
  }
  return found;
}

function symbolOf(
  entry: Entry,
  name: string | undefined,
  detail: string | undefined,
  kind: FlatSymbol['kind'],
  text: string,
): FlatSymbol {
  const span: Span = spanOf(entry);
  return {
    name: name ?? kind,
    ...(detail !== undefined && { detail }),
    kind,
    span,
    selection: selectionIn(span, [entry.key], text),
  };
}

function variables(map: MapNode, text: string): FlatSymbol[] {
  const bound = findEntry(map, '$let')?.value;
  if (bound?.kind !== 'map' || operatorOf(bound)) return [];
  return bound.entries.flatMap((entry) => {
    const name = nameIn(entry.key);
    return name === undefined ? [] : [symbolOf(entry, name, nameIn(resolveAlias(entry.value)), 'variable', text)];
  });
}

interface Branch {
  readonly entry: Entry;
  readonly name: string | undefined;
  readonly detail?: string | undefined;
}

function branches(map: MapNode, operator: '$if' | '$switch' | '$match'): readonly Branch[] {
  const operand = findEntry(map, operator)?.value;
  if (operator === '$if') {
    const condition = operand && nameIn(resolveAlias(operand));
    const words = condition === undefined ? undefined : `if ${condition}`;
    const [yes, no] = [findEntry(map, 'then'), findEntry(map, 'else')];
    return [...(yes ? [{ entry: yes, name: words }] : []), ...(no ? [{ entry: no, name: 'else', detail: words }] : [])];
  }
  if (operand?.kind !== 'map') return [];
  return operand.entries.map((entry) => {
    const condition = nameIn(resolveAlias(entry.key));
    return { entry, name: condition === '$default' ? 'else' : condition && `if ${condition}` };
  });
}

const SETTINGS: readonly string[] = ['policy', 'reporting', 'autoCancelPreviousChecks'];

/** What a `.taskcluster.yml` says besides its tasks. */
export function settingSymbols({ kind, tree }: DocumentModel): FlatSymbol[] {
  const [root] = tree.roots;
  if (!kind.startsWith('taskcluster-yml') || root?.kind !== 'map') return [];
  return root.entries
    .filter((entry) => SETTINGS.includes(keyText(entry) ?? ''))
    .map((entry) => symbolOf(entry, keyText(entry), valueText(entry.value), 'setting', tree.text));
}

/** The payload of the task, if the document has only one, with its keys. */
export function payloadSymbols({ tasks, tree, isPart }: DocumentModel): FlatSymbol[] {
  if (isPart || new Set(tasks.map(({ place }) => place)).size !== 1) return [];
  const entries = new Set(tasks.flatMap(({ shape }) => shape.fields.get('payload')?.entry ?? []));
  return [...entries].flatMap((entry) => {
    if (entry.value.kind === 'map' && entry.value.entries.length === 0) return [];
    const payload = symbolOf(entry, 'payload', undefined, 'payload', tree.text);
    if (entry.value.kind !== 'map' || operatorOf(entry.value)) return [payload];
    const keys = entry.value.entries.flatMap((one) => {
      const name = nameIn(one.key);
      return name === undefined ? [] : [symbolOf(one, name, valueText(one.value), 'payload', tree.text)];
    });
    return [payload, ...keys];
  });
}

/** A scalar, or the scalars of a mapping. */
function valueText(node: Node): string | undefined {
  if (node.kind !== 'map') return nameIn(node);
  const parts = node.entries.flatMap(({ key, value }) => {
    const [name, text] = [nameIn(key), nameIn(value)];
    return name === undefined || text === undefined ? [] : [`${name}: ${text}`];
  });
  return oneLine(parts.join(', '));
}
