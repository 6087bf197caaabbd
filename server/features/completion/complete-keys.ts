import { writeScalar } from '../../core/edit/write-scalar.js';
import type { DocumentModel } from '../../core/model/model.js';
import type { JsonSchemaNode } from '../../core/schema/node.js';
import type { SchemaLocation } from '../../core/schema/schema-map.js';
import { type KnownKey, knownKeysAt, surelyRequiredAt } from '../../core/schema/schemas.js';
import { keyText } from '../../core/syntax/node.js';
import type { TreePlace } from '../../core/syntax/node-at.js';
import { nodeDescription } from '../hover/schema-hover.js';
import { schemaLocationOf, siblingsOf } from '../schema-location.js';
import type { CompletionContext } from './completion-context.js';
import type { Candidate } from './entry.js';
import { snippetStyle } from './snippets/complete-wholes.js';
import { keySnippet } from './snippets/key-snippet.js';
import type { SketchStyle } from './snippets/sketch.js';

/** The halves that `taskQueueId` has replaced. */
const DEPRECATED: readonly string[] = ['provisionerId', 'workerType'];

/** The further keys that the mapping around the placeholder could have, with required ones first. */
export function keyEntries(model: DocumentModel, { steps }: TreePlace, slot: CompletionContext): Candidate[] {
  const step = steps.at(-1);
  const address = schemaLocationOf(model, steps);
  if (!address || !step || !('key' in step)) return [];
  const path = address.path.slice(0, -1);
  const present = new Set(step.within.entries.map(keyText));
  const keys = knownKeysAt(address.schema, path, siblingsOf(step)).filter(
    ({ name, node }) =>
      !present.has(name) && !node?.readOnly && !(DEPRECATED.includes(name) && present.has('taskQueueId')),
  );
  const ranked = keys.map((key) => ({ key, rank: rankOf(key, present) })).sort((a, b) => a.rank - b.rank);
  // A part that is merged with others need not have the keys of the whole.
  const isWhole = !steps.some((one) => 'key' in one && /^\$merge/.test(one.key));
  const snippets = snippetStyle(slot, model.tree.text);
  const required = isWhole ? surelyRequiredAt(address.schema, path) : [];
  return ranked.map(({ key: { name, node } }) => ({
    label: name,
    kind: 'key',
    newText: written(name, node, slot),
    ...snippetFor(name, { ...address, path: [...path, name] }, snippets),
    ...(required.includes(name) && { detail: 'required' }),
    ...(node && { documentation: nodeDescription(node) }),
    ...(isDeprecated(name, node) && { deprecated: true }),
  }));
}

/** A candidate with a snippet, if it has one. */
function snippetFor(
  name: string,
  location: SchemaLocation,
  style: SketchStyle | undefined,
): Pick<Candidate, 'snippet'> | undefined {
  const snippet = style && keySnippet(name, location, style);
  return snippet === undefined ? undefined : { snippet };
}

function rankOf({ name, node, required, filledIn }: KnownKey, present: ReadonlySet<string | undefined>): number {
  const isHalf = DEPRECATED.some((half) => present.has(half));
  // One half needs the other, and nothing else.
  if (isDeprecated(name, node)) return isHalf ? 0 : 4;
  if (name === 'taskQueueId') return isHalf ? 5 : 0;
  if (filledIn) return 3;
  return required ? 1 : 2;
}

/** Keys with this name elsewhere, say in `payload`, are not affected. */
function isDeprecated(name: string, node: JsonSchemaNode | undefined): boolean {
  return DEPRECATED.includes(name) && node?.pattern !== undefined;
}

/** The key with its colon, unless there is one, and with its value if only one is possible. */
function written(name: string, node: JsonSchemaNode | undefined, { style, context, colon }: CompletionContext): string {
  const key = writeScalar(name, style, context);
  if (colon) return key;
  if (node?.enum?.length === 1 && typeof node.enum[0] === 'number') return `${key}: ${node.enum[0]}`;
  const types = [node?.type ?? []].flat();
  // In block style, the contents of a mapping or list go on the next line.
  const below = !context.flow && types.length > 0 && types.every((type) => type === 'object' || type === 'array');
  return below ? `${key}:` : `${key}: `;
}
