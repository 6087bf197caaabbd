import type { Knowledge } from '../../core/deployment/knowledge.js';
import { schemaAt } from '../../core/schema/schemas.js';
import { resolveAlias, type SyntaxTree } from '../../core/syntax/node.js';
import { placeAt, type TreePlace } from '../../core/syntax/node-at.js';
import { schemaLocationOf } from '../schema-location.js';
import type { View } from '../view.js';
import { dependencyEntries, labelEntries } from './complete-labels.js';
import { originEntries } from './complete-origin.js';
import { arePoolsComing, provisionerBeside } from './complete-pools.js';
import { queueTemplateEntries } from './complete-queue-template.js';
import { routeOffers } from './complete-routes.js';
import { scopeOffers } from './complete-scopes.js';
import { PLACEHOLDER } from './context-word.js';
import { taskAround } from './document-names.js';
import { type CompletionEntry, type Completions, MOST_ENTRIES } from './entry.js';
import { readAgain } from './read-again.js';
import { offerEntry } from './string-families.js';
import { type StringSlot, stringSlotAt } from './string-slot.js';

/** How far above an item the key of its list is looked for. */
const FARTHEST = 8_000;

const LIST = /^([^\r\n]*[^\w\r\n])?(?:scopes|routes|dependencies)["']?[ \t]*:/gm;
const PROVISIONER = /\bprovisionerId["']?[ \t]{0,9}:[^\r\n]{0,80}\$\{/;

/** Whether what is known may stand at a slot. Cheap: it decides whether the text is read again. */
function mayBeKnown({ text, syntax }: SyntaxTree, { span, typed }: StringSlot): boolean {
  const before = text.slice(Math.max(0, span.start - FARTHEST), span.start);
  const [, key, mark] = /(?:([\w$]{1,40})["']?[ \t]{0,9})?([-[,:])\s*$/.exec(before.slice(-200)) ?? [];
  if (mark !== ':') return mark !== undefined && mayBeInList(before, syntax === 'yaml');
  if (key === 'taskQueueId') return typed.includes('${');
  if (key === 'workerType') return PROVISIONER.test(before.slice(-1000) + text.slice(span.end, span.end + 1000));
  // Someone who has written a field has decided already.
  return (key === 'owner' || key === 'source') && !typed.includes('${');
}

/** Whether the end of a text may be in the last list with one of the keys: in YAML, no key beside that one follows. */
function mayBeInList(text: string, yaml: boolean): boolean {
  const last = [...text.matchAll(LIST)].at(-1);
  if (!last) return false;
  const column = (last[1] ?? '').replace(/["']$/, '').length;
  const lines = text
    .slice(last.index + last[0].length)
    .split(/\r\n?|\n/)
    .slice(1);
  return (
    !yaml ||
    lines.every(
      (line) => /^[ \t]*(?:#|$)/.test(line) || (line.search(/\S/) >= column && /[\s-]/.test(line[column] ?? '')),
    )
  );
}

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
  const inCall = model.kind === 'taskcluster-yml-v1' ? labelEntries(tree, offset, labels) : undefined;
  if (inCall) return { entries: inCall, isIncomplete: false };
  const slot = stringSlotAt(tree, offset);
  if (!slot || !mayBeKnown(tree, slot)) return undefined;
  const whole = readAgain(model, tree.text.slice(0, slot.span.start) + slot.patch + tree.text.slice(slot.span.end));
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
      return closest(entries, slot, isComing);
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
      const before = queueBefore(model, place, slot);
      if (before === undefined) return undefined;
      return closest(queueTemplateEntries(model, place, before, slot, context, knowledge), slot, isComing);
    }
  }
}

/** The entries that contain what is typed, if there are too many. `isComing`: there will be more in any case. */
function closest(entries: readonly CompletionEntry[], { typed }: StringSlot, isComing: boolean): Completions {
  if (entries.length <= MOST_ENTRIES) return { entries, isIncomplete: isComing };
  const kept = entries.filter(({ label }) => label.includes(typed)).slice(0, MOST_ENTRIES);
  return { entries: kept, isIncomplete: true };
}

/** What precedes the typed text in the name of a queue that has interpolations; undefined for anything else. */
function queueBefore(model: View['model'], { steps }: TreePlace, { typed }: StringSlot): string | undefined {
  const step = steps.at(-1);
  if (!step || !('key' in step)) return undefined;
  const before = step.key === 'workerType' ? provisionerBeside(step.within, model) : '';
  if (before === undefined || !(before + typed).includes('${')) return undefined;
  if (step.key === 'workerType') return `${before}/`;
  return step.key === 'taskQueueId' ? '' : undefined;
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
