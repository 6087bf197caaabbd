import type { Transport } from '../taskcluster/http/transport.js';

/**
 * Carries requests with Node, through the proxy that HTTPS_PROXY and NO_PROXY name, trusting what Node trusts (also
 * NODE_EXTRA_CA_CERTS). What it takes is loaded with the first request: most runs send none.
 */
export function createNodeTransport(): Transport {
  let get: Promise<Transport> | undefined;
  return async (request) => {
    get ??= import('./get.js').then(({ createGet }) => createGet());
    return (await get)(request);
  };
}
