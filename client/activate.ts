import type { ExtensionContext } from 'vscode';
import { registerMigrateFile } from './commands/migrateFile.js';
import { registerRestartServer } from './commands/restartServer.js';
import { registerShowOutput } from './commands/showOutput.js';
import { type Connect, createLanguageServer } from './languageServer.js';
import { startWhenNeeded } from './lazyStart.js';
import { createStatusItem } from './statusItem.js';

/** What other extensions, and the tests in a real editor, can ask of this one. */
export interface Api {
  /** The process of the language server; undefined while it does not run, and in the web. */
  serverPid(): number | undefined;
}

/** Activates the extension in either host. */
export function activateWith(context: ExtensionContext, connect: Connect): Running {
  const server = createLanguageServer(connect);
  context.subscriptions.push(
    server,
    registerMigrateFile(server),
    registerRestartServer(server),
    registerShowOutput(server),
    createStatusItem(server),
    startWhenNeeded(() => void server.start()),
  );
  return { api: { serverPid: () => server.pid() }, stop: () => server.stop() };
}

export interface Running {
  readonly api: Api;
  stop(): Promise<void>;
}

/** The two functions that VS Code calls, over one extension that runs between them. */
export function entry(connect: (context: ExtensionContext) => Connect): {
  activate(context: ExtensionContext): Api;
  deactivate(): Promise<void>;
} {
  let running: Running | undefined;
  return {
    activate(context) {
      running = activateWith(context, connect(context));
      return running.api;
    },
    async deactivate() {
      await running?.stop();
      running = undefined;
    },
  };
}
