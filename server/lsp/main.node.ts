import process from 'node:process';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { createNodeTransport } from '../net/node-transport.js';
import { describe } from './log.js';
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
    // Whatever slips through the handlers: the documents are still there, so is the next request. Standard error, as
    // the connection itself may be what failed.
    const report = (error: unknown): void => void process.stderr.write(`Unexpected: ${describe(error)}\n`);
    process.on('uncaughtException', report);
    process.on('unhandledRejection', report);
    const connection = createConnection(ProposedFeatures.all);
    const runtime = `Node.js ${process.version}, process ${process.pid}`;
    initConnection(connection, { environment: process.env, transport: createNodeTransport(), runtime });
    connection.listen();
  } else {
    process.stderr.write(USAGE);
    process.exitCode = 2;
  }
}

main(process.argv.slice(2));
