import type { Disposable } from 'vscode';
import { createEmitter } from '../../client/events.js';

/** A document of the fake editor. */
export interface FakeDocument {
  readonly languageId: string;
  readonly uri: { readonly path: string };
  readonly lineCount: number;
  getText(): string;
  lineAt(line: number): { readonly text: string };
}

/** Makes a document; `path` as in a URI. */
export function fakeDocument(path: string, text: string, languageId = 'yaml'): FakeDocument {
  const lines = text.split('\n');
  return {
    languageId,
    uri: { path },
    lineCount: lines.length,
    getText: () => text,
    lineAt: (line) => ({ text: lines[line] ?? '' }),
  };
}

type Listener<T> = (event: T) => void;

/** An event whose listeners can be called, and counted. */
export function fakeEvent<T>(): {
  on: (listener: Listener<T>) => Disposable;
  fire: (event: T) => void;
  count(): number;
} {
  const listeners = new Set<Listener<T>>();
  return {
    on(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    fire(event) {
      for (const listener of [...listeners]) listener(event);
    },
    count: () => listeners.size,
  };
}

/** As much of an editor's `workspace` as the client looks at. Settings are changed with `set`. */
export class FakeWorkspace {
  isTrusted = true;
  textDocuments: FakeDocument[] = [];
  readonly user = new Map<string, unknown>();
  readonly theirs = new Map<string, unknown>();
  readonly configuration = fakeEvent<{ affectsConfiguration(section: string): boolean }>();
  readonly trust = fakeEvent<void>();
  readonly opened = fakeEvent<FakeDocument>();
  readonly saved = fakeEvent<FakeDocument>();
  readonly changed = fakeEvent<{ document: FakeDocument; contentChanges: readonly object[] }>();
  readonly onDidChangeConfiguration = this.configuration.on;
  readonly onDidGrantWorkspaceTrust = this.trust.on;
  readonly onDidOpenTextDocument = this.opened.on;
  readonly onDidSaveTextDocument = this.saved.on;
  readonly onDidChangeTextDocument = this.changed.on;

  /** Changes a setting of `taskcluster`, of the user or of the workspace, and says so. */
  set(whose: 'user' | 'theirs', name: string, value: unknown): void {
    this[whose].set(name, value);
    const full = `taskcluster.${name}`;
    this.configuration.fire({ affectsConfiguration: (section) => full === section || full.startsWith(`${section}.`) });
  }

  getConfiguration(): object {
    return {
      get: (name: string) => this.theirs.get(name) ?? this.user.get(name),
      inspect: (name: string) => ({ globalValue: this.user.get(name), workspaceValue: this.theirs.get(name) }),
    };
  }
}

/** As much of an extension's context as the client uses: the secrets, and what is remembered of the workspace. */
export class FakeContext {
  readonly kept = new Map<string, string>();
  readonly remembered = new Map<string, unknown>();
  readonly changes = createEmitter();
  /** Reading a secret takes until this. */
  reading: Promise<void> = Promise.resolve();

  readonly secrets = {
    get: async (key: string): Promise<string | undefined> => {
      await this.reading;
      return this.kept.get(key);
    },
    store: async (key: string, value: string): Promise<void> => {
      this.kept.set(key, value);
      this.changes.fire();
    },
    delete: async (key: string): Promise<void> => {
      this.kept.delete(key);
      this.changes.fire();
    },
    onDidChange: (listener: () => void): Disposable => this.changes.event(listener),
  };

  readonly workspaceState = {
    get: (key: string, otherwise: unknown): unknown => this.remembered.get(key) ?? otherwise,
    update: async (key: string, value: unknown): Promise<void> => void this.remembered.set(key, value),
  };
}

/** Lets everything run that waits for nothing. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
