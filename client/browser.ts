import { env, type Uri } from 'vscode';

/**
 * Opens a URL in the browser; resolves to whether that was done. As text, which `openExternal` takes although its type
 * does not say so: a `Uri` loses the encoding of its path, and the slash in a workerPoolId would become two segments.
 */
export async function openInBrowser(url: string): Promise<boolean> {
  return env.openExternal(url as unknown as Uri);
}
