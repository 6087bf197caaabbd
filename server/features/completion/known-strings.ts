import type { Knowledge } from '../../core/deployment/knowledge.js';
import { schemaAt } from '../../core/schema/schemas.js';
import { resolveAlias } from '../../core/syntax/node.js';
import { placeAt, type TreePlace } from '../../core/syntax/node-at.js';
import { schemaLocationOf } from '../schema-location.js';
import type { View } from '../view.js';
import { dependencyEntries, labelEntries } from './complete-labels.js';
import { originEntries } from './complete-origin.js';
import { arePoolsComing } from './complete-pools.js';
import { queueTemplateEntries } from './complete-queue-template.js';
import { routeOffers } from './complete-routes.js';
import { scopeOffers } from './complete-scopes.js';
import { PLACEHOLDER } from './context-word.js';
import { taskAround } from './document-names.js';
import type { Completions } from './entry.js';
import { readAgain } from './read-again.js';
import { offerEntry } from './string-families.js';
import { type StringSlot, stringSlotAt } from './string-slot.js';

/** How far above an item the key of its list is looked for. */
const FARTHEST = 8_000;

/** The keys of what is known. Only near one of them the text is read again. */
const KEYS = /\b(?:scopes|routes|dependencies)\b|\b(?:owner|source|taskQueueId|workerType)["']?[ \t]*:[^\r\n]*$/;

/**
 * The completions of a string as a whole: scopes, routes, dependencies, owners and sources for the events, and queues with
 * interpolations in them. Undefined where none of these stands. `labels`: those of tasks in other parts of the document.
 */
export function knownStrings(
  { model, offset }: View,
  knowledge: Knowledge,
  labels: () => readonly string[],
): Completions | undefined {
  const { tree } = model;
  if (model.kind === 'none' || tree.comments.some(({ start, end }) => start < offset && offset <= end))
    return undefined;
  const inCall = model.dialect === 'mustache' ? undefined : labelEntries(tree, offset, labels);
  if (inCall) return { entries: inCall, isIncomplete: false };
  if (!KEYS.test(tree.text.slice(Math.max(0, offset - FARTHEST), offset))) return undefined;
  const slot = stringSlotAt(tree, offset);
  const whole =
    slot && readAgain(model, tree.text.slice(0, slot.span.start) + slot.patch + tree.text.slice(slot.span.end));
  const place = whole && placeAt(whole.tree, slot.span.start + slot.patch.indexOf(PLACEHOLDER));
  if (!whole || place?.node.kind !== 'scalar' || place.node.text !== PLACEHOLDER || place.on !== 'value')
    return undefined;
  return completionsAt({ model: whole, offset }, place, slot, knowledge, labels);
}

function completionsAt(
  { model }: View,
  place: TreePlace,
  slot: StringSlot,
  knowledge: Knowledge,
  labels: () => readonly string[],
): Completions | undefined {
  const location = schemaLocationOf(model, place.steps);
  const node = location && schemaAt(location.schema, location.path);
  if (!location || !node) return undefined;
  const flow = place.steps.some(({ within }) => within.flow);
  const context = { json: model.tree.syntax !== 'yaml', flow };
  const isComing = arePoolsComing(knowledge);
  switch (node.called ?? location.path.slice(-2).join('.')) {
    case 'a scope': {
      const offers = scopeOffers(model, taskOf(model, place), slot.typed, presentIn(place), knowledge);
      const entries = offers.map((offer) => offerEntry(offer, slot, context, (prefix) => `${prefix}*`));
      return { entries, isIncomplete: isComing };
    }
    case 'a route': {
      const offers = routeOffers(model, slot.typed, presentIn(place));
      return {
        entries: offers.map((offer) => offerEntry(offer, slot, context, (prefix) => prefix)),
        isIncomplete: false,
      };
    }
    case 'a dependency': {
      if (model.kind !== 'taskcluster-yml-v1') return undefined;
      const task = taskOf(model, place);
      return {
        entries: dependencyEntries(model.tree.text, task, presentIn(place), slot, context, labels),
        isIncomplete: false,
      };
    }
    case 'metadata.owner':
    case 'metadata.source': {
      const name = location.path.at(-1) === 'owner' ? 'owner' : 'source';
      return { entries: originEntries(name, model, place, slot, context), isIncomplete: false };
    }
    default: {
      const isQueue = location.path.at(-1) === 'taskQueueId' && slot.typed.includes('${');
      const entries = isQueue ? queueTemplateEntries(model, place, slot, context, knowledge) : undefined;
      return entries && { entries, isIncomplete: isComing };
    }
  }
}

/** The task whose list or mapping contains the place. */
function taskOf(model: View['model'], { steps }: TreePlace) {
  for (const { within } of steps.toReversed()) {
    const task = within.kind === 'map' ? taskAround(model, within) : undefined;
    if (task) return task;
  }
  return undefined;
}

/** The other items of the list. */
function presentIn({ steps }: TreePlace): ReadonlySet<string> {
  const list = steps.at(-1)?.within;
  const items = list?.kind === 'seq' ? list.items.map(resolveAlias) : [];
  return new Set(items.flatMap((item) => (item?.kind === 'scalar' && item.text !== PLACEHOLDER ? [item.text] : [])));
}
