import type { Connection } from 'vscode-languageserver';
import { SECTION } from '../core/config/config.js';
import type { Applied } from '../core/config/file-config.js';
import {
  DEFAULT_SETTINGS,
  type LiveSettings,
  readSettings,
  type Settings,
  sectionOf,
} from '../core/config/read-settings.js';
import { folderOf, pathOf, relativePath } from '../documents/file-name.js';
import { describe, type Log } from '../documents/log.js';
import type { ClientCapabilities } from './client-capabilities.js';

/** The settings of each workspace folder, as far as they are known. */
export interface SettingsStore {
  /** Those for a document, with the paths that their globs are matched against. */
  of(uri: string): Applied<Settings>;
  /** The settings for look-ups, which are the same for all folders. */
  live(): LiveSettings;
  /** Whether a document has inlay hints. */
  inlayHints(uri: string): boolean;
  /** Resolves when the client has answered or the time is up. Never rejects. */
  readonly ready: Promise<void>;
  /** Asks the client. Resolves to whether that changed settings that may already have been used. */
  refresh(): Promise<boolean>;
  /** Takes the settings that a client pushed, or asks the client if it can be asked. Resolves like `refresh`. */
  receive(settings: unknown): Promise<boolean>;
  changeFolders(added: readonly string[], removed: readonly string[]): Promise<boolean>;
}

/** A workspace folder, or everything outside the folders. */
type Scope = string | undefined;
const OUTSIDE: Scope = undefined;

/** A client that does not answer must not leave the user without diagnostics. */
const PATIENCE_MS = 3000;

/** Creates the store with the settings from `initialize`. The client is asked at the first `refresh`. */
export function createSettingsStore(connection: Connection, client: ClientCapabilities, log: Log): SettingsStore {
  let folders = client.folders;
  /** The settings that the client pushed, used if it does not answer. */
  let sent = sectionOf(client.initializationOptions);
  let raw = new Map<Scope, string>();
  let settings = new Map<Scope, Settings>();
  let questions = 0;
  const { ready, isReady, markReady } = readiness(client.hasConfiguration);

  const adopt = (scopes: readonly Scope[], answers: readonly unknown[]): boolean => {
    const next = new Map(scopes.map((scope, i) => [scope, JSON.stringify(answers[i] ?? sent ?? null)]));
    if (next.size === raw.size && [...next].every(([scope, text]) => raw.get(scope) === text)) return false;
    raw = next;
    // Folders usually share one value, whose mistakes are then reported once.
    const read = new Map(
      [...new Set(next.values())].map((text) => [text, readSettings(JSON.parse(text), log.warn, dateToday())]),
    );
    settings = new Map([...next].map(([scope, text]) => [scope, read.get(text) ?? DEFAULT_SETTINGS]));
    return true;
  };

  const refresh = async (): Promise<boolean> => {
    const scopes: readonly Scope[] = [OUTSIDE, ...folders];
    if (!client.hasConfiguration) return adopt(scopes, []);
    const question = ++questions;
    try {
      const items = scopes.map((scope) =>
        scope === undefined ? { section: SECTION } : { section: SECTION, scopeUri: scope },
      );
      const answers: unknown[] = await connection.workspace.getConfiguration(items);
      // Only the latest request counts. The answer to an earlier one may arrive later and be out of date.
      const changed = question === questions && adopt(scopes, answers);
      return changed && isReady();
    } catch (error) {
      log.warn(`The client did not send its settings: ${describe(error)}`);
      return false;
    } finally {
      markReady();
    }
  };

  const settingsFor = (scope: Scope): Settings => settings.get(scope) ?? settings.get(OUTSIDE) ?? DEFAULT_SETTINGS;

  // A client that can be asked gets to answer first. Pushed settings are used if it does not.
  adopt([OUTSIDE, ...folders], []);

  return {
    ready,
    refresh,
    live: () => settingsFor(OUTSIDE).live,
    inlayHints: (uri) => settingsFor(folderOf(folders, uri)).inlayHints,
    of(uri) {
      const folder = folderOf(folders, uri);
      const paths = [pathOf(uri), ...(folder === undefined ? [] : [relativePath(folder, uri) ?? ''])];
      return { layer: settingsFor(folder), paths };
    },
    async receive(value) {
      if (value !== undefined && value !== null) sent = sectionOf(value);
      return refresh();
    },
    async changeFolders(added, removed) {
      folders = [...folders.filter((folder) => !removed.includes(folder)), ...added];
      return refresh();
    },
  };
}

/** The date in UTC as `YYYY-MM-DD`. */
export function dateToday(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A promise for the settings, which gives up on a client that does not answer. */
function readiness(wait: boolean): { ready: Promise<void>; isReady: () => boolean; markReady: () => void } {
  let done = !wait;
  let resolveReady = (): void => {};
  const ready = new Promise<void>((resolve) => {
    resolveReady = resolve;
  });
  const markReady = (): void => {
    done = true;
    resolveReady();
  };
  if (wait) setTimeout(markReady, PATIENCE_MS);
  else markReady();
  return { ready, isReady: () => done, markReady };
}
