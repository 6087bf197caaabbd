import type { SecretStorage } from 'vscode';
import type { Credentials } from '../../server/taskcluster/http/credentials.js';

/** The credentials from signing in, separate for each deployment. They stay in the editor's SecretStorage. */
export interface CredentialStore {
  get(rootUrl: string): Promise<Credentials | undefined>;
  set(rootUrl: string, credentials: Credentials): Promise<void>;
  /** Resolves to whether there was something to forget. */
  forget(rootUrl: string): Promise<boolean>;
}

/** Creates the store. Whatever it cannot read, for instance because the system has no keyring, counts as missing. */
export function createCredentialStore(secrets: SecretStorage): CredentialStore {
  const read = async (rootUrl: string): Promise<Credentials | undefined> => {
    try {
      const text = await secrets.get(keyOf(rootUrl));
      return text === undefined ? undefined : asCredentials(JSON.parse(text));
    } catch {
      return undefined;
    }
  };
  return {
    get: read,
    set: async (rootUrl, credentials) => secrets.store(keyOf(rootUrl), JSON.stringify(credentials)),
    async forget(rootUrl) {
      const known = (await read(rootUrl)) !== undefined;
      await secrets.delete(keyOf(rootUrl));
      return known;
    },
  };
}

function keyOf(rootUrl: string): string {
  return `taskcluster.credentials:${rootUrl}`;
}

function asCredentials(value: unknown): Credentials | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { clientId, accessToken }: { clientId?: unknown; accessToken?: unknown } = value;
  return typeof clientId === 'string' && typeof accessToken === 'string' ? { clientId, accessToken } : undefined;
}
