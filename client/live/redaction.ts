import type { LogOutputChannel } from 'vscode';
import { ACCESS, FETCH } from '../../server/lsp/protocol.js';

/** Messages that contain credentials, or requests signed with them. */
const PRIVATE = [ACCESS, FETCH];

/**
 * What may be logged of a traced message: all of it, or only that it was sent if it may contain credentials. `text` has
 * the form of vscode-languageclient's traces: a line with the method and the parameters below it, or, for the LSP
 * inspector, one line of JSON.
 */
export function withoutSecrets(text: string): string {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  const method = PRIVATE.find((name) => first.includes(name));
  if (method === undefined) return text;
  return first.startsWith('{') ? `${method} (its content is not shown)` : `${first}\n(its content is not shown)`;
}

/** The same channel, with secrets left out of traces. */
export function forTraces(output: LogOutputChannel): LogOutputChannel {
  return Object.create(output, {
    trace: { value: (message: string, ...more: unknown[]) => output.trace(withoutSecrets(message), ...more) },
  });
}
