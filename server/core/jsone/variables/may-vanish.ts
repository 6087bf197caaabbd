import { findEntry, type Node, resolveAlias } from '../../syntax/node.js';
import { operatorSyntax } from '../engine/index.js';
import { operatorOf } from '../operators.js';

const MOST_NESTED = 20;

/** Whether the value of a template may be nothing, so that a variable of `$let` does not get it. True if it is not known. */
export function mayVanish(node: Node, depth = 0): boolean {
  const map = resolveAlias(node);
  const found = map?.kind === 'map' ? operatorOf(map) : undefined;
  if (map?.kind !== 'map' || !found) return false;
  const { mayVanish: can, companions } = operatorSyntax(found.operator);
  if (!can) return false;
  if (found.operator !== '$if' && found.operator !== '$let') return true;
  return (
    depth >= MOST_NESTED ||
    companions.some(({ word }) => {
      const body = findEntry(map, word);
      return !body || mayVanish(body.value, depth + 1);
    })
  );
}
