import type { Span } from '../base/text.js';
import type { Knowledge } from '../deployment/knowledge.js';
import { headerComment } from '../edit/replace-node.js';
import type { Field } from '../jsone/shape.js';
import { hasInterpolations, stringParts } from '../jsone/strings.js';
import { type DocumentModel, identifiersOf, isJudged, type PoolVariant, type TaskVariant } from '../model/model.js';
import type { TaskPayload } from '../model/task-payload.js';
import type { Node, SyntaxTree } from '../syntax/node.js';
import { type Written, writtenTexts } from './candidate-values.js';
import { definedWorker } from './defined-pools.js';
import { type CandidateValue, combine, isExact, literal, poolNames } from './pool-names.js';
import { MAX_POOLS, type QueueReference, type WrittenValue } from './queue-reference.js';

/**
 * Every place in a document that names a queue, in the order of the text: the taskQueueId or pair of each task that is sent,
 * and the ids of the pools that the document defines. A place shared by several variants of a task counts once.
 * @param payloadsOf reads the payloads of a task, where the references should have them
 */
export function queueReferences(model: DocumentModel, payloadsOf: PayloadsOf = NO_PAYLOADS): QueueReference[] {
  const places = new Map<string, Place>();
  for (const variant of model.tasks) {
    if (!isJudged(variant)) continue;
    const found = placesOf(variant, model);
    const payloads = found.length > 0 ? payloadsOf(variant, model) : [];
    for (const place of found) {
      const id = `${place.span.start} ${place.also?.start}`;
      const known = places.get(id);
      if (known) {
        known.candidates.push(...place.candidates);
        known.unsure &&= place.unsure;
      } else places.set(id, place);
      for (const payload of payloads) addPayload(known ?? place, payload);
    }
  }
  const references = [...places.values()].flatMap(toReference);
  references.push(...model.pools.flatMap((pool) => ofPool(pool, model.tree)));
  return references.sort((a, b) => a.span.start - b.span.start || (a.also?.start ?? 0) - (b.also?.start ?? 0));
}

/** The pools that a reference names; for a pattern, the existing ones. Sorted, at most `MAX_POOLS`. */
export function poolsOf({ pools }: Pick<QueueReference, 'pools'>, knowledge: Knowledge): string[] {
  if (pools.kind === 'exact') return pools.ids.slice(0, MAX_POOLS);
  const ids = knowledge.poolIds();
  const found: string[] = [];
  if (ids.state !== 'known') return found;
  for (const id of ids.value) {
    if (found.length === MAX_POOLS) break;
    if (pools.pattern.test(id)) found.push(id);
  }
  return found;
}

/** Reads the payloads that a variant of a task can have, as far as they are known. */
export type PayloadsOf = (variant: TaskVariant, model: DocumentModel) => readonly TaskPayload[];

const NO_PAYLOADS: PayloadsOf = () => [];

/** A reference under construction. Variants may add to what it can name. */
interface Place extends Omit<QueueReference, 'pools' | 'payloads'> {
  readonly candidates: CandidateValue[];
  readonly payloads: Map<string, TaskPayload>;
  unsure: boolean;
}

/** Many variants have the same payload. */
function addPayload({ payloads }: Place, payload: TaskPayload): void {
  payloads.set(JSON.stringify([payload.summary, payload.places()]), payload);
}

function placesOf(variant: TaskVariant, model: DocumentModel): Place[] {
  const { taskQueueId, provisionerId, workerType } = identifiersOf(variant);
  const holder = firstLine(variant.place, model.tree.text);
  const texts = (field: Field): Written[] => writtenTexts(field.entry.value, field.scope, model.dialect);
  const writtenValue = ({ scalar }: Written, { owner }: Field): WrittenValue => ({
    text: scalar.text,
    style: scalar.style,
    context: { json: model.tree.syntax !== 'yaml', flow: owner.flow },
    comment: headerComment(model.tree, scalar),
  });
  if (taskQueueId) {
    return texts(taskQueueId).map((text) => ({
      span: spanOf(text.place),
      holder,
      how: 'taskQueueId',
      written: text.scalar.text,
      candidates: [...text.candidates],
      payloads: new Map(),
      unsure: !taskQueueId.certain,
      ...(isWrittenOut(text) ? { source: { value: writtenValue(text, taskQueueId) } } : {}),
    }));
  }
  if (!provisionerId || !workerType) return [];
  return texts(workerType).flatMap((right) =>
    texts(provisionerId).map((left): Place => {
      const source = { value: writtenValue(right, workerType), also: writtenValue(left, provisionerId) };
      return {
        span: spanOf(right.place),
        also: spanOf(left.place),
        holder,
        how: 'pair',
        written: `${left.scalar.text}/${right.scalar.text}`,
        payloads: new Map(),
        candidates: combine([left.candidates, [literal('/')], right.candidates]) ?? [],
        unsure: !provisionerId.certain || !workerType.certain,
        ...(isWrittenOut(left) && isWrittenOut(right) ? { source } : {}),
      };
    }),
  );
}

/** Whether the text is written where it is used, without interpolations, so that it can be replaced. */
function isWrittenOut({ place, scalar, candidates }: Written): boolean {
  const [only, ...more] = candidates;
  return place === scalar && only !== undefined && more.length === 0 && isExact(only) && only[0]?.text === scalar.text;
}

function toReference({ candidates, payloads, unsure, ...place }: Place): QueueReference[] {
  const pools = candidates.length > 0 ? poolNames(candidates) : undefined;
  if (!pools) return [];
  return [
    { ...place, pools, ...(unsure && { unsure }), ...(payloads.size > 0 && { payloads: [...payloads.values()] }) },
  ];
}

function ofPool(pool: PoolVariant, tree: SyntaxTree): QueueReference[] {
  const { id, providerId, map } = pool;
  const { text, syntax } = tree;
  const holder = firstLine(map, text);
  const found: QueueReference[] = [];
  const pools = id && poolNames([literal(id.text)]);
  if (pools) {
    const worker = definedWorker(pool);
    const span = spanOf(id.node);
    found.push({ span, holder, how: 'workerPoolId', written: id.text, pools, ...(worker && { worker }) });
  }
  if (providerId?.type === 'string' && !hasInterpolations(stringParts(providerId.text, 'any'))) {
    const { text: written, style } = providerId;
    const context = { json: syntax !== 'yaml', flow: true };
    const source = { value: { text: written, style, context, comment: headerComment(tree, providerId) } };
    found.push({
      span: spanOf(providerId),
      holder,
      how: 'providerId',
      written,
      pools: { kind: 'exact', ids: [] },
      source,
    });
  }
  return found;
}

function spanOf({ start, end }: Node): Span {
  return { start, end };
}

/** The part of a node on its first line. */
export function firstLine({ start, end }: Span, text: string): Span {
  const length = text.slice(start, end).search(/[\r\n]/);
  return { start, end: length < 0 ? end : start + length };
}
