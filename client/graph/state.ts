import type { PreviewChoice } from '../../server/lsp/protocol.js';
import type { GraphState } from '../webview/messages/graph.js';

/** The state of a new graph. */
export function newState(source: string, choice: PreviewChoice): GraphState {
  return { source, choice, task: null, label: null, view: 'picture', colours: null };
}

/** The state that an earlier window has kept; undefined if it does not even name a file. What is missing is as in a new one. */
export function readState(kept: unknown): GraphState | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { source, choice, task, label, view, colours } = kept as Readonly<Record<string, unknown>>;
  if (typeof source !== 'string') return undefined;
  return {
    source,
    choice: readChoice(choice),
    task: typeof task === 'number' && Number.isInteger(task) && task >= 0 ? task : null,
    label: typeof label === 'string' ? label : null,
    view: view === 'table' ? 'table' : 'picture',
    colours: colours === 'kind' || colours === 'queue' ? colours : null,
  };
}

function readChoice(kept: unknown): PreviewChoice {
  if (typeof kept !== 'object' || kept === null) return {};
  const { occasion, body, fields } = kept as Readonly<Record<string, unknown>>;
  const texts = typeof fields === 'object' && fields !== null ? Object.entries(fields) : [];
  return {
    ...(typeof occasion === 'string' && { occasion }),
    ...(body !== undefined && { body }),
    fields: Object.fromEntries(texts.filter(([, value]) => typeof value === 'string')),
  };
}
