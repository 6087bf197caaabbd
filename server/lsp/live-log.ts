import { whyWords } from '../core/deployment/text.js';
import type { LiveStatus } from '../documents/live/messages.js';
import type { Log } from '../documents/log.js';
import type { Transport } from '../taskcluster/http/transport.js';

/** The same transport, which also logs each request and its result, without headers or bodies. */
export function logged(transport: Transport, log: Log, now: () => number): Transport {
  return async (request) => {
    const begin = now();
    const result = await transport(request);
    const came = 'error' in result ? `${result.error}: ${result.message}` : String(result.status);
    log.info(`GET ${pathOf(request.url)}: ${came} (${Math.round(now() - begin)} ms)`);
    return result;
  };
}

/** A log line about which deployment is asked from now on, and as which client. */
export function describeAccess(
  { rootUrl, why = 'no-root-url', detail }: LiveStatus,
  clientId: string | undefined,
): string {
  if (rootUrl === undefined)
    return `No deployment is asked: ${whyWords({ why, ...(detail !== undefined && { detail }) })}`;
  return `Deployment ${rootUrl}, asked ${clientId === undefined ? 'without credentials' : `as ${clientId}`}`;
}

/** Without the origin, which is already in the log, and the query, which is only about pages. */
function pathOf(url: string): string {
  return url.replace(/^\w+:\/\/[^/]*/, '').replace(/\?.*/s, '');
}
