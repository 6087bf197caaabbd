// Faults as they are written on the command line.

const BARE = [
  'hang',
  'reset',
  'cut',
  'html',
  'wrong-json',
  'wrong-types',
  'truncated',
  'endless',
  'error-json',
  'redirect',
];
const TIMED = ['drip', 'slow'];

/** How a fault is written, in one sentence. */
export const FAULT_HELP = `[METHOD=]KIND, where METHOD is an API method like workerPool (all, if left out) and KIND one of ${[
  ...BARE,
  ...TIMED.map((kind) => `${kind}[:MS]`),
].join(', ')}, status:CODE[:RETRY_AFTER]`;

/** @param {string} word @returns {import('./types.d.mts').Fault | undefined} */
function parseKind(word) {
  const [kind = '', first, second] = word.split(':');
  if ([first, second].some((part) => part !== undefined && !/^\d+$/.test(part))) return undefined;
  if (BARE.includes(kind) && first === undefined) return /** @type {any} */ ({ kind });
  if (TIMED.includes(kind) && second === undefined) {
    return /** @type {any} */ (first === undefined ? { kind } : { kind, ms: Number(first) });
  }
  if (kind !== 'status' || first === undefined || first.length !== 3) return undefined;
  const fault = { kind: /** @type {const} */ ('status'), status: Number(first) };
  return second === undefined ? fault : { ...fault, retryAfter: Number(second) };
}

/**
 * Reads e.g. `hang`, `workerPool=status:503:5` or `drip:100`.
 * @param {string} text
 * @returns {{ where: string, fault: import('./types.d.mts').Fault } | undefined} undefined for what is not a fault
 */
export function parseFault(text) {
  const [, where = '*', word = ''] = /^(?:([^=]+)=)?(.*)$/.exec(text) ?? [];
  const fault = parseKind(word);
  return fault && { where, fault };
}
