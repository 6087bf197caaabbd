import type { FetchParams, FetchResult } from '../../server/lsp/protocol.js';
import type { PostingTransport, Transport } from '../../server/taskcluster/http/transport.js';
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

/**
 * Sends a POST of JSON that the user has asked for, without credentials. As above, only to the allowed deployment.
 * @param path of the deployment, from its root URL
 */
export function createPosting(
  transport: PostingTransport,
  decision: () => Decision,
): (rootUrl: string, path: string, body: string) => Promise<FetchResult> {
  return async (rootUrl, path, body) => {
    const url = `${rootUrl}${path}`;
    if (!mayAsk(decision(), url)) return REFUSED;
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const result = await transport({ url, headers, body, timeout: POST_TIMEOUT_MS, maxBytes: POST_MAX_BYTES });
    return mayAsk(decision(), url) ? result : REFUSED;
  };
}

const POST_TIMEOUT_MS = 20_000;
const POST_MAX_BYTES = 10_000_000;

const REFUSED: FetchResult = { error: 'network', message: 'The editor does not allow this request' };
