import type { FetchParams, FetchResult } from '../../server/lsp/protocol.js';
import type { Transport } from '../../server/taskcluster/http/transport.js';
import { type Decision, mayAsk } from './decision.js';

/**
 * Answers the server's requests for the network. Only the deployment that may be asked is, whatever the server says: an
 * answer that comes too late, after the user has turned it off, is none.
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
