import { createEnvironment, createSite, type Environment } from '../../core/jsone/cursor/environment.js';
import { type Surrounding, surroundingsOf } from '../../core/jsone/cursor/surroundings.js';
import { unknown, type Value } from '../../core/jsone/engine/index.js';
import type { Step } from '../../core/syntax/node-at.js';

/** The variables at a place, with what is known about them without knowing the event. */
export interface Variables {
  readonly environment: Environment;
  /** The names that the template defines there. */
  readonly names: ReadonlySet<string>;
}

/** Finds the variables for a path from the root of a template. */
export type VariablesAt = (steps: readonly Step[]) => Variables;

/** `given`: the variables that the service provides. Places in the same scope share their variables, so each is computed once. */
export function createVariables(text: string, given: ReadonlySet<string>): VariablesAt {
  const context = new Map<string, Value>([...given].map((name) => [name, unknown()]));
  const known = new Map<string, Variables>();
  return (steps) => {
    // Conditions do not matter: what is known holds for all events.
    const scopes = surroundingsOf(steps).filter(({ kind }) => kind !== 'condition');
    const key = scopes.map(placeOf).join(' ');
    const found = known.get(key) ?? {
      environment: createEnvironment(createSite({ text }, scopes), context, true),
      names: new Set(
        scopes.flatMap((scope) => (scope.kind === 'bindings' ? scope.bindings.map(({ name }) => name) : [])),
      ),
    };
    known.set(key, found);
    return found;
  };
}

/** What tells a scope from others in the same text. */
function placeOf(scope: Surrounding): string {
  if (scope.kind === 'bindings') return scope.bindings.map(({ key }) => key.start).join();
  return scope.kind === 'computed' ? `${scope.source.start}:${scope.source.end}` : '';
}
