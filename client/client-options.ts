import type { LogOutputChannel } from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';
import type { InitializationOptions } from '../server/lsp/protocol.js';
import { createRestartPolicy } from './crashes.js';
import type { ServerState } from './language-server.js';
import { COMPARED_SCHEME, LANGUAGES } from './languages.js';
import { forTraces } from './live/redaction.js';

/**
 * The editor reaches the network with the user's proxy and certificates, has the commands that the server names, and reads the files of
 * virtual workspaces.
 */
const OPTIONS: InitializationOptions = { network: 'client', workerView: true, suppress: true, files: 'client' };

/** The options shared by the desktop client and the web client. */
export function clientOptions(output: LogOutputChannel, onGiveUp: () => void): LanguageClientOptions {
  return {
    // By language only, to include unsaved documents and those in virtual workspaces.
    documentSelector: [...LANGUAGES],
    middleware: {
      // What the server has never heard of, it answers nothing about.
      didOpen: async (document, next) => (document.uri.scheme === COMPARED_SCHEME ? undefined : next(document)),
      didClose: async (document, next) => (document.uri.scheme === COMPARED_SCHEME ? undefined : next(document)),
    },
    initializationOptions: OPTIONS,
    outputChannel: output,
    traceOutputChannel: forTraces(output),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: errorHandler(onGiveUp),
  };
}

/** Calls `listener` whenever the state of the client's server changes. */
export function watchState(client: BaseLanguageClient, listener: (state: ServerState) => void): void {
  client.onDidChangeState(({ newState }) => listener(STATES[newState]));
}

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
};

/** Silently restarts a crashed server until that is hopeless, then lets `onGiveUp` tell the user. */
function errorHandler(onGiveUp: () => void): ErrorHandler {
  const mayRestart = createRestartPolicy(Date.now);
  return {
    error: (_error, _message, count) => ({
      action: count !== undefined && count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
      handled: true,
    }),
    closed: () => {
      if (mayRestart()) return { action: CloseAction.Restart, handled: true };
      onGiveUp();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
