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
import { LANGUAGES } from './languages.js';
import { forTraces } from './live/redaction.js';

/** The editor reaches the network as the user has set it up: with its proxy and its certificates. */
const OPTIONS: InitializationOptions = { network: 'client' };

/** What both clients, the one of the desktop and the one of the web, are told. */
export function clientOptions(output: LogOutputChannel, onGiveUp: () => void): LanguageClientOptions {
  return {
    // By language alone: also unsaved documents and those of virtual workspaces.
    documentSelector: [...LANGUAGES],
    initializationOptions: OPTIONS,
    outputChannel: output,
    traceOutputChannel: forTraces(output),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: errorHandler(onGiveUp),
  };
}

/** Calls `listener` whenever the client's server is in another state. */
export function watchState(client: BaseLanguageClient, listener: (state: ServerState) => void): void {
  client.onDidChangeState(({ newState }) => listener(STATES[newState]));
}

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
};

/** Restarts a crashed server in silence until that is hopeless. The user then hears of it from `onGiveUp`. */
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
