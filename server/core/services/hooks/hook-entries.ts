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
 * Checks the entries of a hook that is one of several. (A hook that is the whole document is checked by its schema.) The
 * reader of such a file ignores keys it does not know (community-tc-config: generate/projects.py), so unknown keys have no
 * effect.
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

/** Whether the error is about a key of the hook rather than a value. */
function isLeftOut({ path, keyword }: SchemaError): boolean {
  return path.length === 0 && (keyword === 'additionalProperties' || keyword === 'required');
}

/** For hooks in an unknown layout only clear mistakes are reported; missing keys may be added later. */
function isFound(layout: Hook['layout'], { path, keyword, key = '', meant }: SchemaError): boolean {
  if (path[0] === 'task') return false;
  if (layout === 'community') return true;
  if (path.length > 0) return keyword !== 'required' && (keyword !== 'additionalProperties' || meant !== undefined);
  return keyword === 'additionalProperties' && (meant !== undefined || keysAt(SENT_TASK, []).has(key));
}
