/** The parts of a URI that the server compares. */
interface UriParts {
  /** Scheme and authority, in lower case. */
  readonly origin: string;
  /** The path, decoded, with `/` between the names. */
  readonly path: string;
}

/** The path of a URI for globs: decoded, and without the slash before a Windows drive. */
export function pathOf(uri: string): string {
  return split(uri).path.replace(/^\/([a-z]:)/, '$1');
}

/** The last name in the path of a URI. */
export function fileNameOf(uri: string): string {
  const { path } = split(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of `uri` relative to `folder`; undefined if it is not inside. */
export function relativePath(folder: string, uri: string): string | undefined {
  const outer = split(folder);
  const inner = split(uri);
  const prefix = outer.path.endsWith('/') ? outer.path : `${outer.path}/`;
  return outer.origin === inner.origin && inner.path.startsWith(prefix) ? inner.path.slice(prefix.length) : undefined;
}

/** The folders that a file lies in, the innermost first, as URIs without a slash at the end. Empty if it is in none. */
export function foldersAbove(uri: string): string[] {
  const [, begin = '', path = ''] = /^([a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?)([^?#]*)/i.exec(uri) ?? [];
  const names = path.split('/').slice(0, -1);
  return names.map((_, i) => begin + names.slice(0, names.length - i).join('/'));
}

/** The innermost of `folders` that contains `uri`. */
export function folderOf(folders: readonly string[], uri: string): string | undefined {
  const holding = folders.filter((folder) => relativePath(folder, uri) !== undefined);
  return holding.sort((a, b) => split(b).path.length - split(a).path.length)[0];
}

/**
 * Not `URL`, which rewrites paths, and treats known schemes differently from those of virtual workspaces. Nor the package
 * `vscode-uri`: it does what these lines do but for the case of drives and hosts, in 10.8 kB where this whole file has 1.2.
 */
function split(uri: string): UriParts {
  const parts = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri);
  if (!parts) return { origin: '', path: uri };
  const [, scheme = '', authority = '', path = ''] = parts;
  const drive = decode(path).replace(/^\/[A-Z]:/, (letter) => letter.toLowerCase());
  return { origin: `${scheme}://${authority}`.toLowerCase(), path: drive };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
