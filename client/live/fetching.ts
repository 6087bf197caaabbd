import type { FetchParams, FetchResult } from '../../server/lsp/protocol.js';
import type { Transport } from '../../server/taskcluster/http/transport.js';
import { type Decision, mayAsk } from './decision.js';

/**
 * Sends the server's network requests. Only the allowed deployment is asked, whatever the server says. An answer that arrives
 * after the user has turned look-ups off is dropped.
 */
export function createFetching(
  transport: Transport,
  decision: () => Decision,
): (params: FetchParams) => Promise<FetchResult> {
  return async ({ url, headers, timeout, maxBytes }) => {
    if (!mayAsk(decision(), url)) return REFUSED;
    const result = await transport({ url, headers, timeout, maxBytes });
    return mayAsk(decision(), url) ? result : REFUSED;
  };
}

const REFUSED: FetchResult = { error: 'network', message: 'The editor does not allow this request' };
