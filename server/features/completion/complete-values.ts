import type { Knowledge } from '../../core/deployment/knowledge.js';
import { writeScalar } from '../../core/edit/write-scalar.js';
import type { DocumentModel } from '../../core/model/model.js';
import type { JsonSchemaNode } from '../../core/schema/node.js';
import { firstOf, schemaAt } from '../../core/schema/schemas.js';
import type { TreePlace } from '../../core/syntax/node-at.js';
import { own, paragraph } from '../hover/markdown.js';
import { schemaLocationOf, siblingsOf } from '../schema-location.js';
import { poolNames } from './complete-pools.js';
import type { CompletionContext } from './completion-context.js';
import type { Candidate } from './entry.js';

/** The possible values for the placeholder: names from the deployment, or those that the schema lists. */
export function valueEntries(
  model: DocumentModel,
  { steps }: TreePlace,
  slot: CompletionContext,
  knowledge: Knowledge,
): Candidate[] {
  const step = steps.at(-1);
  const address = schemaLocationOf(model, steps);
  const node = address && schemaAt(address.schema, address.path, siblingsOf(step));
  if (step && 'key' in step && (node || step.key === 'workerPoolId')) {
    const names = poolNames(step.key, step.within, model, knowledge);
    if (names.length > 0)
      return names.map((name) => ({ ...name, newText: writeScalar(name.label, slot.style, slot.context) }));
  }
  return node ? listed(node, slot) : [];
}

function listed(node: JsonSchemaNode, { style, context }: CompletionContext): Candidate[] {
  // Where YAML 1.1 is read, more than these is a boolean.
  const isChoice = node.examples?.every((example) => typeof example === 'boolean');
  const all = node.enum ?? (node.type === 'boolean' ? [true, false] : isChoice ? node.examples : undefined) ?? [];
  return firstOf(node.byUse ?? [], all).map((value) => {
    const meaning = node.enumDescriptions?.[all.indexOf(value)] ?? node.description;
    return {
      label: String(value),
      kind: 'value',
      newText: typeof value === 'string' ? writeScalar(value, style, context) : String(value),
      ...(value === node.default && { detail: 'default' }),
      ...(meaning && { documentation: [paragraph([own(meaning)])] }),
    };
  });
}
