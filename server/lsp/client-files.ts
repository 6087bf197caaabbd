import type { ProjectFiles } from '../documents/project-files.js';
import type { Asking } from './client-transport.js';
import { FILE_EXISTS, LIST_FOLDER, READ_FILE } from './protocol.js';

/** Reads files through the client, because only the editor has those of virtual workspaces. */
export function filesOfClient(connection: Asking): ProjectFiles {
  const ask = (method: string, uri: string): Promise<unknown> =>
    connection.sendRequest(method, { uri }).catch(() => undefined);
  return {
    async read(uri) {
      const text = await ask(READ_FILE, uri);
      return typeof text === 'string' ? text : undefined;
    },
    async list(uri) {
      const uris = await ask(LIST_FOLDER, uri);
      return Array.isArray(uris) ? uris.filter((one) => typeof one === 'string') : [];
    },
    exists: async (uri) => (await ask(FILE_EXISTS, uri)) === true,
  };
}
