import type { Span } from '../../core/base/text.js';
import { createEvaluator, type Evaluator, type Field } from '../../core/jsone/shape.js';
import { type DocumentModel, identifiersOf, type TaskVariant } from '../../core/model/model.js';
import { isHook } from '../../core/model/recognize.js';
import { writtenTexts } from '../../core/references/candidate-values.js';
import { findEntry, keyText, type MapNode, type Node, resolveAlias } from '../../core/syntax/node.js';
import type { FlatSymbol } from './document-symbol.js';
import { type Extent, extentOf, firstKey, inside, nameIn, oneLine, selectionIn, type Way } from './symbol-range.js';

/** The symbols of the tasks at a place: usually one, however many variants it has. */
export type TaskSymbols = (place: Node, variants: readonly TaskVariant[], way: Way | undefined) => FlatSymbol[];

/** A text as written, and its place. */
interface Said {
  readonly text: string;
  readonly node: Node;
}

/** Creates the symbols of a document's tasks. */
export function createTaskSymbols(model: DocumentModel): TaskSymbols {
  const evaluator = createEvaluator(model.dialect);
  const { text } = model.tree;
  return (place, variants, way) => {
    const item = itemOf(place, way, model);
    return written(place, variants).map(({ variants: own, span }) => {
      const extent: Extent = span ? { span } : item.extent;
      const names = own.flatMap((variant) => metadataNames(variant, evaluator));
      const queues = own.flatMap((variant) => queuesOf(variant, model));
      const key = extent.key && nameIn(resolveAlias(extent.key));
      const queue = either(queues);
      const name = either(names) ?? item.label ?? (key === 'task' ? undefined : key);
      const places = name === undefined ? queues : name === either(names) ? names : [];
      return {
        name: name ?? queue ?? 'task',
        ...(name !== undefined && queue !== undefined && { detail: queue }),
        kind: 'task',
        span: extent.span,
        selection: selectionIn(extent.span, [...places.map(({ node }) => node), extent.key, firstKey(place)], text),
      };
    });
  };
}

/**
 * The mapping that a task is part of: in a graph it is under `task`, next to its label, in a mapping whose key may be the
 * taskId.
 */
function itemOf(place: Node, way: Way | undefined, { kind }: DocumentModel): { extent: Extent; label?: string } {
  const around = way?.within;
  const isMember = kind === 'task-graph' && way?.entry && keyText(way.entry) === 'task';
  if (!isMember || around?.kind !== 'map' || isHook(around) || isAmongOthers(around))
    return { extent: extentOf(place, way) };
  const label = findEntry(around, 'label');
  const name = label && nameIn(resolveAlias(label.value));
  return { extent: extentOf(around, way?.above), ...(name !== undefined && { label: name }) };
}

/** An action also has a task, but gets its own symbol. */
function isAmongOthers(map: MapNode): boolean {
  return ['hookPayload', 'title'].some((key) => findEntry(map, key) !== undefined);
}

/** Variants made of the same mappings, and the span of these if there are others at the same place. */
interface Written {
  readonly variants: TaskVariant[];
  readonly parts: MapNode[];
  readonly span?: Span;
}

/** The tasks at a place. An `$if` may choose between two, each with its own mapping. */
function written(place: Node, variants: readonly TaskVariant[]): readonly Pick<Written, 'variants' | 'span'>[] {
  const all = [{ variants: [...variants] }];
  let groups: Written[] = [];
  for (const variant of variants) {
    const parts = variant.shape.parts.filter((part) => inside(part, place));
    if (parts.length === 0) return all;
    const [same, others] = [groups.filter(shares(parts)), groups.filter((group) => !shares(parts)(group))];
    groups = [
      ...others,
      {
        variants: [...same.flatMap((one) => one.variants), variant],
        parts: [...same.flatMap((one) => one.parts), ...parts],
      },
    ];
  }
  if (groups.length < 2) return all;
  const spans = groups.map(({ variants: own, parts }) => ({
    variants: own,
    span: { start: Math.min(...parts.map((part) => part.start)), end: Math.max(...parts.map((part) => part.end)) },
  }));
  spans.sort((a, b) => a.span.start - b.span.start);
  const areApart = spans.every(({ span }, i) => span.end <= (spans[i + 1]?.span.start ?? span.end));
  return areApart ? spans : all;
}

function shares(parts: readonly MapNode[]): (group: Written) => boolean {
  return (group) => group.parts.some((part) => parts.includes(part));
}

/** The places of `metadata.name`, with its interpolations. */
function metadataNames({ shape }: TaskVariant, evaluator: Evaluator): Said[] {
  for (let field = shape.fields.get('metadata'); field; field = field.under) {
    const said = evaluator.shapes(field.entry.value, field.scope).flatMap((metadata): Said[] => {
      const node = metadata.kind === 'map' ? metadata.fields.get('name')?.entry.value : undefined;
      const text = node && nameIn(resolveAlias(node));
      return node && text !== undefined ? [{ text, node }] : [];
    });
    if (said.length > 0) return said;
  }
  return [];
}

/** The queue as written, with a pair joined by a slash. */
function queuesOf(variant: TaskVariant, { dialect }: DocumentModel): Said[] {
  const { taskQueueId, provisionerId, workerType } = identifiersOf(variant);
  const texts = (field: Field): Said[] =>
    writtenTexts(field.entry.value, field.scope, dialect).map(({ place, scalar }) => ({
      text: scalar.text,
      node: place,
    }));
  if (taskQueueId) return texts(taskQueueId);
  if (!provisionerId || !workerType) return [];
  const left = texts(provisionerId);
  return texts(workerType).flatMap((right) => left.map(({ text, node }) => ({ text: `${text}/${right.text}`, node })));
}

/** Alternatives: "a or b", "a or b or …". */
function either(said: readonly Said[]): string | undefined {
  const texts = [...new Set(said.map(({ text }) => text))];
  return oneLine(texts.length > 2 ? [...texts.slice(0, 2), '…'].join(' or ') : texts.join(' or '));
}
