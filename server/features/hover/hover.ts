import type { Span } from '../../core/base/text.js';
import type { Knowledge, Known } from '../../core/deployment/knowledge.js';
import { whyWords } from '../../core/deployment/text.js';
import type { QueueReference } from '../../core/references/queue-reference.js';
import { poolsOf, queueReferences } from '../../core/references/queue-references.js';
import { placeAt } from '../node-at.js';
import { schemaLocationOf } from '../schema-location.js';
import type { View } from '../view.js';
import { type Block, paragraph, toMarkdown, toPlainText } from './markdown.js';
import { poolsDescription } from './pool-hover.js';
import { keyDescription, valueDescription } from './schema-hover.js';

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
    if (reference.how === 'providerId') continue;
    const span = [reference.span, reference.also].find((one) => one && one.start <= offset && offset <= one.end);
    if (span) return made(span, aboutReference(reference, { model, offset }, knowledge, now));
  }
  const place = model.kind === 'none' ? undefined : placeAt(model.tree, offset);
  return place && made(place.node, aboutSchema({ model, offset }));
}

function made({ start, end }: Span, blocks: readonly Block[]): Hover | undefined {
  if (blocks.length === 0) return undefined;
  return { span: { start, end }, markdown: toMarkdown(blocks), plainText: toPlainText(blocks) };
}

/** What is known of the pools. Where nothing is, why, and what the schema says; that alone where nothing may be asked. */
function aboutReference(reference: QueueReference, view: View, knowledge: Knowledge, now: number): Block[] {
  const { pools } = reference;
  const ids = poolsOf(reference, knowledge);
  const known: readonly Known<unknown>[] =
    pools.kind === 'exact' ? ids.map((id) => knowledge.pool(id)) : [knowledge.poolIds()];
  const [first] = known;
  if (first === undefined) return aboutSchema(view);
  if (known.every(({ state }) => state === 'unknown') && first.state === 'unknown') {
    const why = paragraph([
      { kind: 'strong', text: reference.written },
      `: nothing is known of the worker pool: ${whyWords(first)}.`,
    ]);
    return first.why === 'disabled' ? aboutSchema(view) : [why, ...aboutSchema(view)];
  }
  if (ids.length === 0) return [paragraph(['No worker pool of the deployment has a name like this.'])];
  return poolsDescription(ids, knowledge, now);
}

function aboutSchema({ model, offset }: View): Block[] {
  const place = placeAt(model.tree, offset);
  const address = place && schemaLocationOf(model, place.steps);
  if (!address) return [];
  return place.on === 'key' ? keyDescription(address) : valueDescription(address, place.node);
}
