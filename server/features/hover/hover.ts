import type { Span } from '../../core/base/text.js';
import type { Knowledge, Known } from '../../core/deployment/knowledge.js';
import { whyWords } from '../../core/deployment/text.js';
import type { QueueReference } from '../../core/references/queue-reference.js';
import { poolsOf, queueReferences } from '../../core/references/queue-references.js';
import { placeAt } from '../../core/syntax/node-at.js';
import { draftAgain } from '../draft.js';
import { schemaLocationOf, siblingsOf } from '../schema-location.js';
import type { View } from '../view.js';
import { type Block, paragraph, toMarkdown, toPlainText } from './markdown.js';
import { poolsDescription } from './pool-hover.js';
import { keyDescription, valueDescription } from './schema-hover.js';
import { templateHover } from './template-hover.js';

/** A hover, in both formats. */
export interface Hover {
  /** The text it is about, which contains the requested place. */
  readonly span: Span;
  readonly markdown: string;
  readonly plainText: string;
}

/**
 * The hover at a place: for a value that names a queue, what is known about its worker pools; in a template, what an
 * expression, operator or time span means; for any other key or value, what its schema says. `now`: milliseconds since 1970. `references`: the document's references, if they are already known or go
 * beyond the model (taskgraph aliases).
 */
export function hover(
  { model: read, offset }: View,
  knowledge: Knowledge,
  now: number,
  references: readonly QueueReference[] = queueReferences(read),
): Hover | undefined {
  const model = read.kind === 'none' ? draftAgain(read) : read;
  for (const reference of references) {
    if (reference.how === 'providerId') continue;
    const span = [reference.span, reference.also].find((one) => one && one.start <= offset && offset <= one.end);
    if (span) return made(span, aboutReference(reference, { model, offset }, knowledge, now));
  }
  const inTemplate = templateHover({ model, offset }, now);
  if (inTemplate) return made(inTemplate.span, inTemplate.blocks);
  const place = model.kind === 'none' ? undefined : placeAt(model.tree, offset);
  return place && made(place.node, aboutSchema({ model, offset }));
}

function made({ start, end }: Span, blocks: readonly Block[]): Hover | undefined {
  if (blocks.length === 0) return undefined;
  return { span: { start, end }, markdown: toMarkdown(blocks), plainText: toPlainText(blocks) };
}

/** What is known about the pools, or why nothing is, with what the schema says. Only the schema if nothing may be asked. */
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
      `: nothing is known about the worker pool: ${whyWords(first)}.`,
    ]);
    return first.why === 'disabled' ? aboutSchema(view) : [why, ...aboutSchema(view)];
  }
  if (ids.length === 0) return [paragraph(['The deployment has no worker pool with a matching name.'])];
  return poolsDescription(ids, knowledge, now);
}

function aboutSchema({ model, offset }: View): Block[] {
  const place = placeAt(model.tree, offset);
  const address = place && schemaLocationOf(model, place.steps);
  if (!address) return [];
  const siblings = siblingsOf(place.steps.at(-1));
  return place.on === 'key' ? keyDescription(address, siblings) : valueDescription(address, place.node, siblings);
}
