import type { LogOutputChannel } from 'vscode';
import { ACCESS, FETCH } from '../../server/lsp/protocol.js';

/** Messages that hold credentials, or what is signed with them. */
const PRIVATE = [ACCESS, FETCH];

/**
 * What may be written of a traced message: all of it, or of one that may hold credentials only that it was sent. `text`
 * is as vscode-languageclient traces it: a line that names the method, with the parameters below it; or, for the LSP
 * inspector, one line of JSON.
 */
export function withoutSecrets(text: string): string {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  const method = PRIVATE.find((name) => first.includes(name));
  if (method === undefined) return text;
  return first.startsWith('{') ? `${method} (its content is not shown)` : `${first}\n(its content is not shown)`;
}

/** The same channel, but that what is traced is written without secrets. */
export function forTraces(output: LogOutputChannel): LogOutputChannel {
  return Object.create(output, {
    trace: { value: (message: string, ...more: unknown[]) => output.trace(withoutSecrets(message), ...more) },
  });
}
