/**
 * Whether one of the scopes grants the wanted one: it is equal, or a prefix that ends with `*`
 * (https://docs.taskcluster.net/docs/manual/design/apis/hawk/scopes).
 */
export function grants(scopes: readonly string[], wanted: string): boolean {
  return scopes.some((scope) => (scope.endsWith('*') ? wanted.startsWith(scope.slice(0, -1)) : scope === wanted));
}
