import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { describe } from '../documents/log.js';
import { NO_FILES } from '../documents/project-files.js';
import { createFetchTransport } from '../taskcluster/http/fetch-transport.js';
import { gatedConnection } from './gate.js';
import { initConnection } from './server.js';

/** The part of a worker's global scope that is used here. The compiler only knows Node's globals. */
interface WorkerScope {
  addEventListener(type: 'error' | 'unhandledrejection', listener: (event: WorkerFailure) => void): void;
}

interface WorkerFailure {
  readonly reason?: unknown;
  readonly error?: unknown;
  preventDefault(): void;
}

declare const self: WorkerScope & ConstructorParameters<typeof BrowserMessageReader>[0];

const report = (event: WorkerFailure): void => {
  event.preventDefault();
  console.error(`Unexpected: ${describe(event.reason ?? event.error)}`);
};
self.addEventListener('error', report);
self.addEventListener('unhandledrejection', report);

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self), gatedConnection());
initConnection(connection, {
  environment: {},
  transport: createFetchTransport(),
  // A browser only tells the page that it failed.
  unreachable: 'it is offline, or does not let a web page ask it (CORS)',
  files: NO_FILES,
  runtime: 'a web worker, where files that are not open cannot be read',
});
connection.listen();
