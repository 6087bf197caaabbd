// Scopes: what the anonymous role may do in each kind of deployment, and whether scopes are enough.
import { ApiFailure } from './errors.mjs';

/** What both public deployments let everybody do, of what this demo has and a little more. */
const PUBLIC = [
  'auth:current-scopes',
  'auth:expand-scopes',
  'hooks:get:*',
  'hooks:list-hooks:*',
  'queue:get-task:*',
  'queue:list-provisioners',
  'queue:list-task-group:*',
  'queue:list-workers:*',
  'queue:pending-count:*',
  'queue:status:*',
  'worker-manager:get-worker-pool:*',
  'worker-manager:get-worker:*',
  'worker-manager:list-providers',
  'worker-manager:list-worker-pool-errors:*',
  'worker-manager:list-worker-pools',
  'worker-manager:list-workers:*',
];

/** @type {Record<import('./types.d.mts').Like, readonly string[]>} */
export const ANONYMOUS = {
  'firefox-ci': [...PUBLIC, 'queue:claimed-count:*'],
  community: [...PUBLIC, 'queue:claimed-list:*', 'queue:pending-list:*'],
  private: [],
};

/**
 * Whether one of the scopes grants the wanted one: it is the same, or ends with `*` and begins it.
 * @param {readonly string[]} scopes
 * @param {string} wanted
 */
const grants = (scopes, wanted) =>
  scopes.some((scope) => (scope.endsWith('*') ? wanted.startsWith(scope.slice(0, -1)) : scope === wanted));

/**
 * @param {readonly string[]} scopes
 * @param {readonly string[]} wanted
 */
export const grantsAll = (scopes, wanted) => wanted.every((one) => grants(scopes, one));

/**
 * What of an expression is not granted; undefined when nothing is missing.
 * @param {readonly string[]} scopes
 * @param {import('./types.d.mts').ScopeExpression} expression
 * @returns {import('./types.d.mts').ScopeExpression | undefined}
 */
function missing(scopes, expression) {
  const all = typeof expression === 'string' ? [expression] : expression.AllOf;
  const left = all.filter((one) => !grants(scopes, one));
  return left.length > 1 ? { AllOf: left } : left[0];
}

/** @param {import('./types.d.mts').ScopeExpression} expression */
const fenced = (expression) =>
  `\`\`\`\n${typeof expression === 'string' ? expression : JSON.stringify(expression, null, 2)}\n\`\`\``;

/**
 * Throws the services' answer 403 if the caller lacks a scope.
 * @param {import('./types.d.mts').Caller} caller
 * @param {import('./types.d.mts').ScopeExpression} expression
 */
export function authorize(caller, expression) {
  const unsatisfied = missing(caller.scopes, expression);
  if (unsatisfied === undefined) return;
  if (caller.clientId === undefined) {
    const need = 'This request requires Taskcluster credentials that satisfy the following scope expression:';
    throw new ApiFailure('InsufficientScopes', `${need}\n\n${fenced(expression)}`);
  }
  const lacks = `Client ID ${caller.clientId} does not have sufficient scopes and is missing the following scopes:`;
  const need = 'This request requires the client to satisfy the following scope expression:';
  const message = `${lacks}\n\n${fenced(unsatisfied)}\n\n${need}\n\n${fenced(expression)}`;
  throw new ApiFailure('InsufficientScopes', message);
}
