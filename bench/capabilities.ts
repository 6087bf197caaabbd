// What each language server says that it can do: `node --import=tsx bench/capabilities.ts`. For the table in docs/editor-features.md.
import { join } from 'node:path';
import { startServer } from './connection.js';
import { installPeers, peerCommand } from './peers.js';

/** As VS Code says it, as far as the answers depend on it. Nothing is registered later, so that the answers have everything. */
const CAPABILITIES = {
  general: { positionEncodings: ['utf-16'] },
  workspace: { configuration: true, workspaceFolders: true },
  textDocument: {
    publishDiagnostics: {},
    diagnostic: {},
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    semanticTokens: {
      requests: { full: true },
      tokenTypes: ['keyword', 'variable'],
      tokenModifiers: [],
      formats: ['relative'],
    },
  },
};

interface Initialized {
  readonly capabilities: Readonly<Record<string, unknown>>;
}

async function capabilitiesOf(command: readonly string[]): Promise<Initialized['capabilities']> {
  const connection = startServer(command, {});
  try {
    const { answer } = connection.request('initialize', {
      processId: process.pid,
      rootUri: null,
      initializationOptions: {},
      capabilities: CAPABILITIES,
    });
    const { result, error } = await answer;
    if (error) throw new Error(`${command.join(' ')}: ${error.message}`);
    return (result as Initialized).capabilities;
  } finally {
    await connection.stop();
  }
}

async function main(): Promise<void> {
  installPeers();
  const servers = {
    'this server': [process.execPath, join(process.cwd(), 'dist/server.js'), '--stdio'],
    'yaml-language-server': [...peerCommand('yaml-language-server/bin/yaml-language-server', true), '--stdio'],
    '@actions/languageserver': [...peerCommand('@actions/languageserver/bin/actions-languageserver', true), '--stdio'],
  };
  for (const [name, command] of Object.entries(servers)) {
    console.log(name);
    for (const [capability, value] of Object.entries(await capabilitiesOf(command)))
      if (value) console.log(`  ${capability}: ${JSON.stringify(value)}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
