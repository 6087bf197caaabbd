/** The ending of the last part of a path, from its last dot (Go's filepath.Ext): `.gz` of `a/b.tar.gz`. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}
