import type { Knowledge, Why } from '../core/live/knowledge.js';
import type { QueueReference } from '../core/live/reference.js';
import { poolsOf, queueReferences } from '../core/live/references.js';
import { whyWords } from '../core/live/words.js';
import type { Span } from '../core/text.js';
import { addressOf } from './address.js';
import { type Block, paragraph, toMarkdown, toPlainText } from './markdown.js';
import { placeAt } from './place.js';
import { poolsDescription } from './poolHover.js';
import { keyDescription, valueDescription } from './schemaHover.js';
import type { View } from './view.js';

/** What is shown about a place, in both forms. */
export interface Hover {
  /** The text that it is about; holds the place that was asked about. */
  readonly span: Span;
  readonly markdown: string;
  readonly plainText: string;
}

/**
 * What there is to say about a place: of a value that names a queue what is known of its worker pools, of any other key or
 * value what its schema says. `now`: milliseconds since 1970. `references`: what the document names, if it is known
 * already or more than its model tells (aliases of taskgraph).
 */
export function hover(
  { model, offset }: View,
  knowledge: Knowledge,
  now: number,
  references: readonly QueueReference[] = queueReferences(model),
): Hover | undefined {
  for (const reference of references) {
    const span = [reference.span, reference.also].find((one) => one && one.start <= offset && offset <= one.end);
    if (span) return made(span, aboutReference(reference, knowledge, now), aboutSchema({ model, offset }));
  }
  const place = model.kind === 'none' ? undefined : placeAt(model.tree, offset);
  return place && made(place.node, aboutSchema({ model, offset }));
}

function made({ start, end }: Span, ...parts: readonly Block[][]): Hover | undefined {
  const blocks = parts.find((part) => part.length > 0);
  return blocks && { span: { start, end }, markdown: toMarkdown(blocks), plainText: toPlainText(blocks) };
}

/** Nothing where nothing may be asked: then the schema has the word. */
function aboutReference(reference: QueueReference, knowledge: Knowledge, now: number): Block[] {
  const { pools } = reference;
  if (pools.kind === 'exact') {
    const silent = pools.ids.every((id) => isSilent(knowledge.pool(id)));
    return silent ? [] : poolsDescription(poolsOf(reference, knowledge), knowledge, now);
  }
  const list = knowledge.poolIds();
  if (list.state === 'unknown') {
    if (isSilent(list)) return [];
    return [paragraph([`Which worker pools this can name is not known: ${whyWords(list.why)}.`])];
  }
  const ids = poolsOf(reference, knowledge);
  return ids.length > 0
    ? poolsDescription(ids, knowledge, now)
    : [paragraph(['No worker pool of the deployment has a name like this.'])];
}

function isSilent(known: { readonly state: string; readonly why?: Why }): boolean {
  return known.state === 'unknown' && known.why === 'disabled';
}

function aboutSchema({ model, offset }: View): Block[] {
  const place = placeAt(model.tree, offset);
  const address = place && addressOf(model, place.steps);
  if (!address) return [];
  return place.on === 'key' ? keyDescription(address) : valueDescription(address, place.node);
}
