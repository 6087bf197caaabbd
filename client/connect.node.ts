import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, watchState } from './client-options.js';
import type { Connected, ServerState } from './language-server.js';

/** A client whose server is a Node process. */
export function connectNode(
  context: ExtensionContext,
  output: LogOutputChannel,
  onState: (state: ServerState) => void,
  onGiveUp: () => void,
): Connected {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  const options = clientOptions(output, onGiveUp);
  const client = new LanguageClient('taskcluster', 'Taskcluster', { run: server, debug }, options);
  watchState(client, onState);
  return { client, pid: () => client.serverProcess?.pid, dispose: () => {} };
}
