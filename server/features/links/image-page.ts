/** Registries with a page for each image, by their hosts. Others may not have any. */
const PAGES: Readonly<Record<string, (path: string) => string | undefined>> = {
  'docker.io': hubPage,
  'index.docker.io': hubPage,
  'ghcr.io': (path) => `https://ghcr.io/${path}`,
  'quay.io': (path) => `https://quay.io/repository/${path}`,
  'gcr.io': (path) => `https://gcr.io/${path}`,
  'mcr.microsoft.com': (path) => `https://mcr.microsoft.com/artifact/mar/${path}`,
  'public.ecr.aws': (path) => `https://gallery.ecr.aws/${path}`,
};

/** The page of a Docker image in its registry; undefined if its registry has no pages, or is not known. */
export function imagePage(image: string): string | undefined {
  const name = (image.split('@')[0] ?? '').replace(/:[\w.-]*$/, '');
  const [first = '', ...rest] = name.split('/');
  // Docker takes the first part for a host if it looks like one.
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  if (!isHost) return hubPage(name);
  return Object.hasOwn(PAGES, first) ? PAGES[first]?.(rest.join('/')) : undefined;
}

function hubPage(path: string): string | undefined {
  const parts = path.split('/');
  if (parts.length > 2) return undefined;
  const [owner, name = ''] = parts.length === 1 ? ['library', path] : parts;
  return owner === 'library' ? `https://hub.docker.com/_/${name}` : `https://hub.docker.com/r/${owner}/${name}`;
}
