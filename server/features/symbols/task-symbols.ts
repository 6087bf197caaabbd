import type { Span } from '../../core/base/text.js';
import { createEvaluator, type Evaluator, type Field } from '../../core/jsone/shape.js';
import { type DocumentModel, identifiersOf, type TaskVariant } from '../../core/model/model.js';
import { isHook } from '../../core/model/recognize.js';
import { writtenTexts } from '../../core/references/candidate-values.js';
import { findEntry, keyText, type MapNode, type Node, resolveAlias } from '../../core/syntax/node.js';
import type { FlatSymbol } from './document-symbol.js';
import { type Extent, extentOf, firstKey, inside, nameIn, oneLine, selectionIn, type Way } from './symbol-range.js';

/** The symbols of the tasks that are written at a place: mostly one, however many variants it has. */
export type TaskSymbols = (place: Node, variants: readonly TaskVariant[], way: Way | undefined) => FlatSymbol[];

/** A text as somebody wrote it, and where. */
interface Said {
  readonly text: string;
  readonly node: Node;
}

/** Makes the symbols of the tasks of a document. */
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
 * What a task is a part of: in a graph it stands under `task`, beside its label, in a mapping that may have the taskId
 * for a key.
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

/** An action has a task too, and is shown itself. */
function isAmongOthers(map: MapNode): boolean {
  return ['hookPayload', 'title'].some((key) => findEntry(map, key) !== undefined);
}

/** Forms that are made of the same mappings, and where these stand if there are others at the same place. */
interface Written {
  readonly variants: TaskVariant[];
  readonly parts: MapNode[];
  readonly span?: Span;
}

/** The tasks that are written at a place: an `$if` may choose between two, each in a mapping of its own. */
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

/** Where `metadata.name` is written, with its interpolations. */
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

/** The queue as it is written: a pair joined with a slash. */
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

/** One of several: "a or b", "a or b or …". */
function either(said: readonly Said[]): string | undefined {
  const texts = [...new Set(said.map(({ text }) => text))];
  return oneLine(texts.length > 2 ? [...texts.slice(0, 2), '…'].join(' or ') : texts.join(' or '));
}
