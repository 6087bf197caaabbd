import type { Span } from '../../core/base/text.js';
import type { Knowledge, Known, Reason } from '../../core/deployment/knowledge.js';
import { whyWords } from '../../core/deployment/text.js';
import type { QueueReference } from '../../core/references/queue-reference.js';
import { poolsOf, queueReferences } from '../../core/references/queue-references.js';
import { templateAround } from '../../core/services/occasions.js';
import { placeAt } from '../../core/syntax/node-at.js';
import { draftAgain } from '../draft.js';
import { schemaLocationOf, siblingsOf } from '../schema-location.js';
import type { View } from '../view.js';
import { aliasDescription } from './alias-hover.js';
import { type Block, type Inline, type Line, paragraph, toMarkdown, toPlainText } from './markdown.js';
import { definitionBlocks, poolsDescription } from './pool-hover.js';
import { scheduleDescription } from './schedule-hover.js';
import { keyDescription, valueDescription } from './schema-hover.js';
import { suppressionHover } from './suppression-hover.js';
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
 * expression, operator or time span means; for an alias, what it stands for; for a rule in a comment, what it finds; for any other key or value, what its schema says.
 * `now`: milliseconds since 1970. `references`: the document's references, if they are already known or go beyond the model
 * (taskgraph aliases).
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
  const inComment = suppressionHover(model.tree, offset);
  if (inComment) return made(inComment.span, inComment.blocks);
  const place = placeAt(model.tree, offset);
  if (!place || model.kind === 'none') return undefined;
  return made(
    place.node,
    place.node.kind === 'alias' ? aliasDescription(place.node, model.tree.text) : aboutSchema({ model, offset }, now),
  );
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
  if (first === undefined) return aboutSchema(view, now);
  if (known.every(({ state }) => state === 'unknown') && first.state === 'unknown') {
    const why = first.why === 'disabled' ? [] : [paragraph(whyUnknown(first))];
    const definitions = ids.flatMap((id) => definitionBlocks(id, knowledge));
    return [...why, ...definitions, ...aboutSchema(view, now)];
  }
  if (ids.length === 0) return [paragraph(['The deployment has no worker pool with a matching name.'])];
  return poolsDescription(ids, knowledge, now);
}

function whyUnknown(reason: Reason): Line {
  if (reason.why !== 'no-root-url') return [`Nothing is known about this worker pool: ${whyWords(reason)}.`];
  const command: Inline = { kind: 'strong', text: 'Taskcluster: Select Deployment' };
  return ['No deployment is selected, so nothing is known about this worker pool. Run ', command, '.'];
}

function aboutSchema({ model, offset }: View, now: number): Block[] {
  const place = placeAt(model.tree, offset);
  const address = place && schemaLocationOf(model, place.steps);
  if (!address) return [];
  const isTemplate = model.dialect !== 'mustache' && templateAround(model, place) !== undefined;
  const around = { siblings: siblingsOf(place.steps.at(-1)), isTemplate };
  if (place.on === 'key') return keyDescription(address, around);
  return [...scheduleDescription(address, place.node, now), ...valueDescription(address, place.node, around)];
}
