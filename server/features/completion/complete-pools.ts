import type { Knowledge } from '../../core/deployment/knowledge.js';
import { capacityWords } from '../../core/deployment/text.js';
import { type DocumentModel, identifiersOf } from '../../core/model/model.js';
import { findEntry, type MapNode, resolveAlias } from '../../core/syntax/node.js';
import type { Candidate } from './entry.js';

type Name = Omit<Candidate, 'newText'>;

/**
 * The deployment's names for a key that names a queue or half of one. Task counts are not requested, because there can be a
 * thousand queues.
 */
export function poolNames(key: string, within: MapNode, model: DocumentModel, knowledge: Knowledge): Name[] {
  const known = knowledge.poolIds();
  if (known.state !== 'known') return [];
  const ids = known.value;
  switch (key) {
    case 'taskQueueId':
    case 'workerPoolId':
      return allPools(knowledge);
    case 'provisionerId': {
      const counts = new Map<string, number>();
      for (const id of ids) counts.set(firstHalf(id), (counts.get(firstHalf(id)) ?? 0) + 1);
      return [...counts].map(([label, count]) => ({
        label,
        kind: 'pool',
        detail: count === 1 ? '1 worker pool' : `${count} worker pools`,
      }));
    }
    case 'workerType': {
      const provisioner = provisionerBeside(within, model);
      if (provisioner === undefined) return [];
      return ids
        .filter((id) => firstHalf(id) === provisioner)
        .map((id) => pool(id, id.slice(provisioner.length + 1), knowledge));
    }
    default:
      return [];
  }
}

/** All pools of the deployment. */
export function allPools(knowledge: Knowledge): Name[] {
  const known = knowledge.poolIds();
  return known.state === 'known' ? known.value.map((id) => pool(id, id, knowledge)) : [];
}

/** Whether the pools have been requested, so that there will be more to offer soon. */
export function arePoolsComing(knowledge: Knowledge): boolean {
  const known = knowledge.poolIds();
  return known.state === 'unknown' && known.why === 'loading';
}

function pool(id: string, label: string, knowledge: Knowledge): Name {
  const known = knowledge.pool(id);
  return { label, kind: 'pool', ...(known.state === 'known' && { detail: capacityWords(known.value, undefined) }) };
}

function firstHalf(id: string): string {
  return id.split('/')[0] ?? '';
}

/** The `provisionerId` in the same mapping, or the one that the task gets from elsewhere. */
export function provisionerBeside(within: MapNode, { tasks }: DocumentModel): string | undefined {
  const variant = tasks.find(({ shape }) => shape.parts.includes(within));
  const entry = findEntry(within, 'provisionerId') ?? (variant && identifiersOf(variant).provisionerId?.entry);
  const value = entry && resolveAlias(entry.value);
  return value?.kind === 'scalar' && value.type === 'string' ? value.text : undefined;
}
