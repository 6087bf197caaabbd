import type { PreviewState } from '../webview/messages/preview.js';

/** The state of a new preview. */
export function newState(source: string, occasion: string | undefined): PreviewState {
  return { source, occasion: occasion ?? null, own: null, fields: {}, format: 'yaml', task: 0 };
}

/** The state that an earlier window has kept; undefined if it does not even name a file. What is missing is as in a new one. */
export function readState(kept: unknown): PreviewState | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { source, occasion, own, fields, format, task } = kept as Readonly<Record<string, unknown>>;
  if (typeof source !== 'string') return undefined;
  return {
    source,
    occasion: typeof occasion === 'string' ? occasion : null,
    own: typeof own === 'string' ? own : null,
    fields: readFields(fields),
    format: format === 'json' ? 'json' : 'yaml',
    task: typeof task === 'number' && Number.isInteger(task) && task >= 0 ? task : 0,
  };
}

function readFields(kept: unknown): PreviewState['fields'] {
  const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
}
