import type { Located } from '../../jsone/located-value.js';
import { createEvaluator, EMPTY_SCOPE } from '../../jsone/shape.js';
import { isUnknown, staticTask } from '../../jsone/static-value.js';
import type { Hook } from '../../model/model.js';
import { SENT_TASK } from '../../schema/schema-map.js';
import { keysAt } from '../../schema/schemas.js';
import { type SchemaError, validate } from '../../schema/validate.js';
import type { SyntaxTree } from '../../syntax/node.js';
import { locateSchemaErrors } from '../locate-schema-errors.js';
import type { ServiceError } from '../service-error.js';
import { triggerSchemaErrors } from './trigger-schema.js';

/**
 * What is wrong with the entries of a hook that is one of several. Of a hook that is the whole document its schema says so.
 * Whoever reads the file leaves out what it does not know (community-tc-config: generate/projects.py), so unknown keys do
 * no harm but that they do nothing.
 */
export function entryErrors(tree: SyntaxTree, { layout, map }: Hook): ServiceError[] {
  if (!map || (layout !== 'community' && layout !== 'kept')) return [];
  const [shape, ...others] = createEvaluator('any').shapes(map, EMPTY_SCOPE);
  if (shape?.kind !== 'map' || others.length > 0 || shape.open) return [];
  const located: Located = staticTask(shape, map, 'any', true);
  const violations = validate(layout === 'community' ? 'community-hook' : 'hook', located.value, isUnknown);
  const own = violations.filter((violation) => isFound(layout, violation));
  const refused = [...own.filter((violation) => !isLeftOut(violation)), ...triggerSchemaErrors(located.value)];
  return [
    ...locateSchemaErrors(tree, located, refused),
    ...locateSchemaErrors(tree, located, own.filter(isLeftOut)).map(
      (error): ServiceError => ({ ...error, severity: 'warning' }),
    ),
  ];
}

/** Whether it is about a key of the hook, rather than its value. */
function isLeftOut({ path, keyword }: SchemaError): boolean {
  return path.length === 0 && (keyword === 'additionalProperties' || keyword === 'required');
}

/** Of hooks that somebody keeps in a way that is not known, only what is surely a slip; what they lack may be added. */
function isFound(layout: Hook['layout'], { path, keyword, key = '', meant }: SchemaError): boolean {
  if (path[0] === 'task') return false;
  if (layout === 'community') return true;
  if (path.length > 0) return keyword !== 'required' && (keyword !== 'additionalProperties' || meant !== undefined);
  return keyword === 'additionalProperties' && (meant !== undefined || keysAt(SENT_TASK, []).has(key));
}
