import { env, type Uri } from 'vscode';

/**
 * Opens a URL in the browser; resolves to whether that worked. Passes a string, which `openExternal` accepts although its type
 * does not say so: a `Uri` loses the encoding of its path, and the slash in a workerPoolId would split it into two segments.
 */
export async function openInBrowser(url: string): Promise<boolean> {
  return env.openExternal(url as unknown as Uri);
}
