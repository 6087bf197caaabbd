import { type ExtensionContext, type LogOutputChannel, Uri, workspace } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { clientOptions, watchState } from './client-options.js';
import type { Connected, ServerState } from './language-server.js';

/** The part of a web worker that is used here. The compiler only knows Node's globals. */
interface WebWorker {
  terminate(): void;
}

declare const Worker: new (url: string) => WebWorker;

/** A client whose server is a web worker. */
export function connectWeb(
  context: ExtensionContext,
  output: LogOutputChannel,
  onState: (state: ServerState) => void,
  onGiveUp: () => void,
): Connected {
  let worker: WebWorker | undefined;
  // Not the worker itself: the extension host's workers are not instances of the `Worker` class the client checks for.
  const start = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = await startWorker(Uri.joinPath(context.extensionUri, 'dist', 'web', 'server.js'));
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient('taskcluster', 'Taskcluster', start, clientOptions(output, onGiveUp));
  watchState(client, onState);
  return { client, pid: () => undefined, dispose: () => worker?.terminate() };
}

async function startWorker(script: Uri): Promise<WebWorker> {
  try {
    return new Worker(script.toString(true));
  } catch {
    // The extension host rejects workers of an extension that a remote host serves, but not those of a blob.
    const source = await workspace.fs.readFile(script);
    return new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  }
}
