import type { Transport } from '../taskcluster/http/transport.js';

/**
 * Sends requests with Node, through the proxy set by HTTPS_PROXY and NO_PROXY, trusting the certificates that Node trusts
 * (including NODE_EXTRA_CA_CERTS). The code is loaded with the first request, because most runs send none.
 */
export function createNodeTransport(): Transport {
  let get: Promise<Transport> | undefined;
  return async (request) => {
    get ??= import('./get.js').then(({ createGet }) => createGet());
    return (await get)(request);
  };
}
