import process from 'node:process';
import {
  type Connection,
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { describe } from '../documents/log.js';
import { createNodeTransport } from '../net/transport.node.js';
import { gatedConnection } from './gate.js';
import { NODE_FILES } from './project-files.node.js';
import { initConnection } from './server.js';

const USAGE = `taskcluster-language-server ${version}

Diagnostics and fixes for Taskcluster tasks, as a language server for any editor.

Usage: taskcluster-language-server --stdio | --node-ipc | --pipe=NAME | --socket=PORT

  --stdio      talk over standard input and output
  --node-ipc   talk over the channel of the Node process that started it
  --pipe, --socket   connect to where the editor listens
  --version    print the version
  --help       print this
`;

const TRANSPORT = /^--(stdio|node-ipc|pipe|socket)(=|$)/;

function main(args: readonly string[]): void {
  if (args.includes('--version')) {
    process.stdout.write(`${version}\n`);
  } else if (args.includes('--help')) {
    process.stdout.write(USAGE);
  } else if (args.some((arg) => TRANSPORT.test(arg))) {
    // For errors that escape the handlers. The documents are still there, so keep running. Uses standard error, because
    // the connection itself may have failed.
    const report = (error: unknown): void => void process.stderr.write(`Unexpected: ${describe(error)}\n`);
    process.on('uncaughtException', report);
    process.on('unhandledRejection', report);
    const connection = args.includes('--stdio')
      ? connectStdio()
      : createConnection(ProposedFeatures.all, gatedConnection());
    const runtime = `Node.js ${process.version}, process ${process.pid}`;
    initConnection(connection, {
      environment: process.env,
      transport: createNodeTransport(),
      files: NODE_FILES,
      runtime,
    });
    connection.listen();
  } else {
    process.stderr.write(USAGE);
    process.exitCode = 2;
  }
}

/** The reader's messages for an unreadable header (vscode-jsonrpc, messageReader.js and messageBuffer.js). */
const HEADER_FAULT = /^(?:Header must|Content-Length value|Message header)/;

/** After an unreadable header, the start of the next message is unknown. The server exits, and the client starts another. */
function connectStdio(): Connection {
  const reader = new StreamMessageReader(process.stdin);
  reader.onError((error) => {
    // Invalid JSON or an invalid message is skipped.
    if (!HEADER_FAULT.test(error.message)) return;
    process.stderr.write(`The input is not an LSP message: ${error.message}\n`);
    process.exit(1);
  });
  const writer = new StreamMessageWriter(process.stdout);
  const connection = createConnection(ProposedFeatures.all, reader, writer, gatedConnection());
  let isShutDown = false;
  connection.onShutdown(() => {
    isShutDown = true;
  });
  const end = (): never => process.exit(isShutDown ? 0 : 1);
  process.stdin.on('end', end).on('close', end);
  return connection;
}

main(process.argv.slice(2));
