import type { Fix } from '../../base/finding.js';
import { quote } from '../../base/quote.js';
import { replaceNode } from '../../edit/replace-node.js';
import { writeScalar } from '../../edit/write-scalar.js';
import { checkIdentifier, type IdentifierError } from '../../identifiers/check-identifier.js';
import { PATTERNS } from '../../identifiers/patterns.js';
import { hasInterpolations } from '../../jsone/strings.js';
import type { DocumentModel, PoolVariant } from '../../model/model.js';
import type { Node } from '../../syntax/node.js';
import { ALWAYS_SILENT } from '../plain-task.js';
import type { Rule } from '../rule.js';

export const workerPoolIdFormat: Rule = {
  id: 'worker-pool-id-format',
  summary: 'The id of a worker pool is not one that worker-manager accepts.',
  severity: 'error',
  foresee: ALWAYS_SILENT,
  *check({ model }) {
    const seen = new Set<Node>();
    for (const pool of model.pools) {
      const error = pool.name && checkIdentifier('taskQueueId', pool.name.parts, 'any', 'workerPoolId');
      if (!pool.name || !error) continue;
      const place = placeOf(pool, pool.name.node);
      // A mistake in a project's name affects all of its pools.
      if (seen.has(place)) continue;
      seen.add(place);
      const fixes = place === pool.name.node ? fixesFor(model, pool, place, error) : [];
      yield { message: error.message, span: { start: place.start, end: place.end }, fixes };
    }
    for (const { id, keyId } of model.pools) {
      if (!id || !keyId || id.text === keyId.text || !isId(id.text) || !isId(keyId.text)) continue;
      const message = `workerPoolId is ${quote(id.text)}, but the pool's key is ${quote(keyId.text)}. worker-manager rejects a pool if the two differ.`;
      yield { message, span: { start: id.node.start, end: id.node.end }, severity: 'warning' };
    }
  },
};

function isId(text: string): boolean {
  return PATTERNS.taskQueueId.test(text);
}

/** The place of the mistake: the project's name, if that makes the part before the slash wrong. */
function placeOf({ id, project }: PoolVariant, name: Node): Node {
  const before = id?.text.slice(0, id.text.indexOf('/'));
  return project && before !== undefined && !PATTERNS.provisionerId.test(before) ? project : name;
}

function fixesFor(model: DocumentModel, pool: PoolVariant, place: Node, { suggestion }: IdentifierError): Fix[] {
  if (suggestion === undefined || place.kind !== 'scalar' || hasInterpolations(pool.name?.parts ?? [])) return [];
  // For a community pool, the key is only the part after the slash.
  const value = pool.project ? suggestion.slice(suggestion.indexOf('/') + 1) : suggestion;
  const style = place.style === 'block' ? 'plain' : place.style;
  const newText = writeScalar(value, style, { json: model.tree.syntax !== 'yaml', flow: true });
  return [{ title: `Change to ${newText}`, safety: 'suggestion', edits: [replaceNode(model.tree, place, newText)] }];
}
